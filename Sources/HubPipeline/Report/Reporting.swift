package import HubCore
internal import HubRules
package import HubStore

/// Puts together what a report says about each practice: numbers judged now, completeness, findings of what counts now, and where it came from.
package struct Reporting: Sendable {
    private let run: JudgeRun
    private let database: Database
    /// The moment that the reports are dated with; there is no clock below.
    private let generatedAt: String

    package init(
        measures: [String], periods: [Period], folder: ConfigFolder, database: Database, generatedAt: String
    ) async throws(HubError) {
        run = try await JudgeRun(measures: measures, periods: periods, folder: folder, database: database)
        self.database = database
        self.generatedAt = generatedAt
    }

    /// In the order of the practices' codes.
    package func reports(_ practices: [Practice]) async throws(HubError) -> [PracticeReport] {
        var reports: [PracticeReport] = []
        for practice in practices.sorted(by: { $0.code < $1.code }) {
            let line = try await run.run([practice])[0]
            reports.append(try await report(practice, line))
        }
        return reports
    }

    private func report(_ practice: Practice, _ line: JudgeRun.Line) async throws(HubError) -> PracticeReport {
        let current = try await database.submissions(practice: practice.id).filter { $0.state == "current" }
        let findings = try await database.findings(practice: practice.id)
        var report = PracticeReport(practiceCode: practice.code, practiceName: practice.name)
        report.blindedCode = practice.blindedCode
        report.patients = line.patients
        report.submissions = current.map { Int($0.id) }.sorted()
        report.receivedAt = current.map(\.receivedAt).max() ?? ""
        report.runID = run.judging.runID(dataVersion: try await database.dataVersion(practice: practice.id))
        report.generatedAt = generatedAt
        report.results = line.results
        report.completeness = line.completeness
        report.files = current.flatMap(\.files).map {
            PracticeReport.File(
                name: $0.file.name, format: $0.file.mapping ?? $0.file.format, read: $0.read, accepted: $0.accepted, rejected: $0.rejected,
                skipped: $0.skipped)
        }
        report.problems = ProblemRanking.top(
            findings: findings, checks: [], completeness: line.completeness, rows: report.files.reduce(0) { $0 + $1.read })
        return report
    }
}
