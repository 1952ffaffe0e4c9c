import CSVImporter
import HubCore
import HubMapping
import HubTesting

/// Keeps what a mapper hands over.
final class FactLog: FactSink {
    var patients: [Patient] = []
    var facts: [Fact] = []
    var results: [ReportedResult] = []
    var findings: [Finding] = []
    var skips: [String: Int] = [:]
    var (acceptedCount, rejectedCount, skippedCount) = (0, 0, 0)

    func take(_ patient: Patient) { patients.append(patient) }
    func take(_ fact: Fact) { facts.append(fact) }
    func take(_ result: ReportedResult) { results.append(result) }
    func accepted() { acceptedCount += 1 }
    func rejected(_ finding: Finding) {
        rejectedCount += 1
        findings.append(finding)
    }
    func skipped(_ reason: SkipReason, at origin: Origin) {
        skippedCount += 1
        skips[reason.words, default: 0] += 1
    }
    func note(_ finding: Finding) { findings.append(finding) }
    func covered(_ coverage: ExtractionCoverage) {}

    /// Reads a CSV text with a mapping. Delimiter and header are told: what the reader makes of a few rows is not the question here.
    func read(_ text: String, _ mapping: Mapping, file: SourceFile) throws(HubError) {
        let mapper = Mapper(mapping, file: file, into: self)
        let csv = try CSVImporter(options: ["delimiter": ",", "header": "1"])
        try TableFeed.feed(csv, Array(text.utf8), file: file, into: mapper)
        try mapper.finish()
    }
}
