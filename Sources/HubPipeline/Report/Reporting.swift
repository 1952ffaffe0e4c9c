package import HubCore
internal import HubRules
package import HubStore

/// Puts together what a report says about each practice: numbers judged now, completeness, findings of what counts now, and where it came from.
package struct Reporting: Sendable {
    private let run: JudgeRun
    private let database: Database
    /// The moment that the reports are dated with; there is no clock below.
    private let generatedAt: String
    private let names: MeasureNames
    private let rules: RuleBook
    /// From the first asked day to the last.
    private let asked: Period?

    package init(
        measures: [String], periods: [Period], folder: ConfigFolder, database: Database, generatedAt: String
    ) async throws(HubError) {
        run = try await JudgeRun(measures: measures, periods: periods, folder: folder, database: database)
        self.database = database
        self.generatedAt = generatedAt
        names = try folder.measureNames()
        rules = try folder.rules()
        asked = periods.map(\.start).min().flatMap { start in periods.map(\.end).max().map { Period(start, $0) } }
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
        let reported = try await database.reported(practice: practice.id).map(\.result).filter(isOfPractice)
        // Of a practice that sends counts alone, zeros that the hub computed from nothing would only hide them.
        if !reported.isEmpty, line.patients == 0 {
            report.results = []
        } else {
            (report.results, report.completeness) = (line.results, line.completeness)
        }
        report.results += reported.map { MeasureResult($0, names: names) }
        report.files = current.flatMap(\.files).map {
            PracticeReport.File(
                name: $0.file.name, format: $0.file.mapping ?? $0.file.format, read: $0.read, accepted: $0.accepted, rejected: $0.rejected,
                skipped: $0.skipped)
        }
        report.problems = ProblemRanking.top(
            findings: findings, checks: [], completeness: report.completeness, rows: report.files.reduce(0) { $0 + $1.read })
        report.problems += ComputedAgrees(rules)?.compare(report.results) ?? []
        return report
    }

    /// Numbers of the whole practice, within the asked days. Those of providers and of parts of the population stay in the hub.
    private func isOfPractice(_ result: ReportedResult) -> Bool {
        guard result.level == .practice, result.supplement == nil, let start = result.periodStart, let end = result.periodEnd, let asked
        else { return false }
        return asked.contains(end) && asked.start <= start
    }
}
