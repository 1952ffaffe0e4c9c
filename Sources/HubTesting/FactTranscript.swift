public import HubCore

/// Writes down all that a mapper or a document importer says, one line for each patient, fact, unit and finding.
///
///     patient 123 born 1970-03-05 female @ 12:5 (recordTarget)
///     observation of 123: LOINC|4548-4 on 2026-02-01 final laboratory = 6.8 % @ 80:9 (…)
///     accepted
///     8 units: 7 accepted, 0 rejected, 1 skipped
public final class FactTranscript: FactSink {
    public private(set) var text = ""
    public private(set) var patients = 0, acceptedCount = 0, rejectedCount = 0, skippedCount = 0
    /// Rows of counts that the source computed itself.
    public private(set) var results = 0
    public private(set) var facts: [Fact.Kind: Int] = [:]
    /// Rows or entries read.
    public var unitCount: Int { acceptedCount + rejectedCount + skippedCount }
    public private(set) var coverage = ExtractionCoverage()

    public init() {}

    public func take(_ patient: Patient) {
        patients += 1
        text += FactLine.of(patient) + "\n"
    }
    public func take(_ fact: Fact) {
        facts[fact.kind, default: 0] += 1
        text += FactLine.of(fact) + "\n"
    }
    public func take(_ result: ReportedResult) {
        results += 1
        text += FactLine.of(result) + "\n"
    }
    public func accepted() {
        acceptedCount += 1
        text += "accepted\n"
    }
    public func rejected(_ finding: Finding) {
        rejectedCount += 1
        text += "reject \(finding)\n"
    }
    public func skipped(_ reason: SkipReason, at origin: Origin) {
        skippedCount += 1
        text += "skip \(origin.position?.description ?? "")\(origin.path.map { " (\($0))" } ?? "") \(reason.id): \(reason.words)\n"
    }
    public func note(_ finding: Finding) { text += "! \(finding)\n" }
    public func covered(_ coverage: ExtractionCoverage) { self.coverage.add(coverage) }

    /// What ended the reading, if it was not the end of the file.
    public func end(with error: HubError) { text += "stopped: \(error)\n" }

    public func finish() {
        for (code, section) in coverage.sections.sorted(by: { $0.key < $1.key }) {
            text += "section \(code) \(section.title): seen \(section.seen), narrative only \(section.narrativeOnly), "
            text += "entries \(section.entries) = \(section.taken) taken + \(section.saidToBeEmpty) said to be empty + "
            text += "\(section.notNeeded) not needed + \(section.notUnderstood) not understood\n"
        }
        let counts = Fact.Kind.allCases.compactMap { kind in facts[kind].map { "\(kind.word) \($0)" } }
        text += "\(patients) patients; facts: \(counts.isEmpty ? "none" : counts.joined(separator: ", "))"
        text += results > 0 ? "; \(results) results\n" : "\n"
        text +=
            "\(unitCount) units: \(acceptedCount) accepted, \(rejectedCount) rejected, \(skippedCount) skipped\n"
    }
}
