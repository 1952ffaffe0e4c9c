internal import HubCore

/// Hands everything on, and counts what became of the resources of each type: what a person asks first about an export is whether all of it came in.
final class TypeCounts: FactSink {
    private let next: any FactSink
    private var coverage = ExtractionCoverage()
    /// Of the resource that is being read. Only names that FHIR has are ever shown.
    var type = TypeCounts.none

    static let none = "without a type"

    init(into next: any FactSink) {
        self.next = next
        coverage.documents = 1
    }

    func begin(_ name: String?) { type = name.flatMap { ResourceTypes.known.contains(Substring($0)) ? $0 : nil } ?? Self.none }

    private func count(_ outcome: WritableKeyPath<ExtractionCoverage.Section, Int>) {
        var section = coverage.sections[type] ?? ExtractionCoverage.Section()
        (section.seen, section.title) = (1, type)
        section.entries += 1
        section[keyPath: outcome] += 1
        coverage.sections[type] = section
    }

    func finish() throws(HubError) { try next.covered(coverage) }

    func take(_ patient: Patient) throws(HubError) { try next.take(patient) }
    func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
    func take(_ fact: Fact) throws(HubError) { try next.take(fact) }
    func take(_ result: ReportedResult) throws(HubError) { try next.take(result) }
    func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) { self.coverage.add(coverage) }

    func accepted() throws(HubError) {
        count(\.taken)
        try next.accepted()
    }

    func rejected(_ finding: Finding) throws(HubError) {
        count(\.notUnderstood)
        try next.rejected(finding)
    }

    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        count(\.notNeeded)
        try next.skipped(reason, at: origin)
    }
}
