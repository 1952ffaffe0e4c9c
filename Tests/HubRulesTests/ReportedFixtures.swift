import Foundation
import HubCore
import HubMapping
import HubRules
import Testing

/// Runs results through what the hub runs them through, and keeps what comes out.
final class ReportedRun: FactSink {
    static func names() throws -> MeasureNames {
        let url = CheckFixtures.root.appending(path: "Mappings/names/measures.yaml")
        let (names, findings) = MeasureNames.read(
            try YAMLDocument.read(String(contentsOf: url, encoding: .utf8), file: SourceFile("names/measures.yaml")))
        #expect(findings.map(\.description) == [])
        return names
    }

    static let file = SourceFile("report.csv")
    var results: [ReportedResult] = []
    var findings: [Finding] = []
    var (acceptedCount, rejectedCount, skippedCount) = (0, 0, 0)
    var checks: [CheckResult] = []
    var context = SubmissionContext()

    func take(_ patient: Patient) {}
    func take(_ fact: Fact) {}
    func take(_ result: ReportedResult) { results.append(result) }
    func takeBack(_ taken: Set<ReportedResult>) { results.removeAll { taken.contains($0) } }
    func accepted() throws(HubError) { acceptedCount += 1 }
    func rejected(_ finding: Finding) throws(HubError) {
        rejectedCount += 1
        findings.append(finding)
    }
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) { skippedCount += 1 }
    func note(_ finding: Finding) throws(HubError) { findings.append(finding) }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) {}

    /// Each result is a row of its own, and each list in `more` a file of its own.
    init(
        _ rows: [ReportedResult], more: [[ReportedResult]] = [], asked: String? = "2026", before: [ReportedResult]? = nil,
        preamble: [(name: String, value: String)] = [],
        panel: Int? = nil, measures: [String] = [], received: Day? = Day(year: 2027, month: 1, day: 15)
    ) throws {
        context.names = try Self.names()
        context.asked = asked.flatMap { Period($0) }
        context.measures = measures
        (context.reportedBefore, context.adultPanel, context.receivedOn) = (before, panel, received)
        let book = try CheckFixtures.book()
        let profile = SubmissionProfile(book, context: context, into: self)
        let sink = ReportedSink(context.names, rules: book, asked: context.asked, into: profile)
        profile.begin(file: Self.file)
        sink.begin(file: Self.file)
        sink.table(TableHeader(columns: ["a"], preamble: preamble))
        for row in rows {
            try sink.take(row)
            try sink.accepted()
        }
        try sink.finish()
        for (at, rows) in more.enumerated() {
            let file = SourceFile("report-\(at + 2).csv")
            profile.begin(file: file)
            sink.begin(file: file)
            for row in rows {
                try sink.take(row)
                try sink.accepted()
            }
            try sink.finish()
        }
        checks = profile.results()
    }

    var ids: Set<String> { Set(findings.map(\.id)) }

    /// Ids of the rules that found fault.
    var failed: Set<String> { Set(checks.filter { $0.state == .fail && $0.finding != nil }.map(\.rule)) }

    func state(_ rule: String) -> Set<CheckState> { Set(checks.filter { $0.rule == rule }.map(\.state)) }
}

/// A row of a report: `row("CMS165", den: 100, num: 60, ex: 10)`. Line numbers follow the order in which rows are made.
func row(
    _ measure: String, den: Int?, num: Int?, ex: Int? = 0, exc: Int? = nil, ip: Int? = nil, rate: Double? = nil, decimals: Int = 3,
    group: String = "", stratum: String = "", period: String? = "2026", convention: ReportedResult.Convention = .gross,
    provider: String? = nil, line: Int = 2
) -> ReportedResult {
    var result = ReportedResult(measure, source: .reportedCSV, at: Position(line: line, column: 1))
    func count(_ number: Int?) -> ReportedResult.Count { number.map { .counted($0) } ?? .missing }
    (result.denominator, result.numerator, result.exclusions) = (count(den), count(num), count(ex))
    (result.exceptions, result.initialPopulation) = (count(exc), count(ip))
    (result.rate, result.rateDecimals) = (rate, rate == nil ? nil : decimals)
    (result.group, result.stratum, result.convention) = (group, stratum, convention)
    if let period = period.flatMap({ Period($0) }) { (result.periodStart, result.periodEnd) = (period.start, period.end) }
    if let provider { (result.level, result.levelKey) = (.provider, provider) }
    return result
}
