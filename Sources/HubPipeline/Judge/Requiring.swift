package import HubCore
package import HubRules
package import HubStore

/// `requirements`: what the measures need of an export, and what a practice's data lack of it.
package struct Requiring: Sendable {
    package let measures: [Measure]
    package let elements: [DataElement]
    private let run: JudgeRun
    private let period: Period
    private let database: Database

    package init(measures: [String], period: Period, folder: ConfigFolder, database: Database) async throws(HubError) {
        run = try await JudgeRun(measures: measures, periods: [period], folder: folder, database: database)
        self.measures = run.judging.choice.measures
        let terminology = run.judging.terminology
        elements = self.measures.flatMap { $0.dataElements(terminology) }
        (self.period, self.database) = (period, database)
    }

    /// - Parameter practice: nil: all that the measures need, whatever anybody has.
    package func letter(_ practice: Practice?, isPeriodNamed: Bool) async throws(HubError) -> String {
        var completeness: [ElementCompleteness]?
        if let practice {
            let codes = try await database.addLocalCodes(to: try await run.judging.codeTable(database))
            completeness = try await run.judging.judge(practice, codes: codes, database: database).completeness
        }
        return VendorLetter.text(
            measures, elements, practice: practice, period: isPeriodNamed ? period : nil, completeness: completeness)
    }
}
