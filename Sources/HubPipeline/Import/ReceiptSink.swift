package import HubCore

/// Counts and collects what passes on its way to the store: what the receipt of an import, or the answer of a check, is made from.
package final class ReceiptSink: FactSink {
    /// What happened to one file's rows or entries.
    package struct Counts: Hashable, Sendable {
        package var accepted = 0, rejected = 0, skipped = 0
        package var read: Int { accepted + rejected + skipped }
    }

    package private(set) var counts = Counts()
    package private(set) var facts: [Fact.Kind: Int] = [:]
    /// Counts that the sources computed themselves.
    package private(set) var results = 0
    /// Patients' rows or documents' headers.
    package private(set) var people = 0
    package private(set) var findings = FindingBook(acrossFiles: true)
    package private(set) var coverage = ExtractionCoverage()
    /// Why rows or entries were skipped, and how many for each reason.
    package private(set) var skips: [SkipReason: Int] = [:]
    private let next: (any FactSink)?

    package init(into next: (any FactSink)?) { self.next = next }

    /// The ids of what was found in the file that is being read.
    package private(set) var fileFindings: Set<String> = []

    /// A quote that is never closed swallows rows: what was read around it may be whole, and nobody can know.
    /// Columns of a flat file that have shifted put every value behind them into the wrong field.
    package var isBroken: Bool { fileFindings.contains("csv.unclosed-quote") || fileFindings.contains("flat.shifted") }

    /// Begins a new file: the counts start again, everything else goes on.
    package func beginFile() {
        counts = Counts()
        fileFindings = []
    }

    /// A finding that is the hub's own about a file, not the reader's about a row.
    package func tell(_ finding: Finding) { findings.add(finding) }

    package func take(_ patient: Patient) throws(HubError) {
        people += 1
        try next?.take(patient)
    }

    package func take(_ fact: Fact) throws(HubError) {
        facts[fact.kind, default: 0] += 1
        try next?.take(fact)
    }

    package func take(_ result: ReportedResult) throws(HubError) {
        results += 1
        try next?.take(result)
    }

    package func accepted() throws(HubError) {
        counts.accepted += 1
        try next?.accepted()
    }

    package func rejected(_ finding: Finding) throws(HubError) {
        counts.rejected += 1
        fileFindings.insert(finding.id)
        findings.add(finding)
        try next?.rejected(finding)
    }

    package func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        counts.skipped += 1
        skips[reason, default: 0] += 1
        try next?.skipped(reason, at: origin)
    }

    package func note(_ finding: Finding) throws(HubError) {
        fileFindings.insert(finding.id)
        findings.add(finding)
        try next?.note(finding)
    }

    package func keptOut(_ patient: PatientKey) throws(HubError) { try next?.keptOut(patient) }

    package func takeBack(_ results: Set<ReportedResult>) throws(HubError) {
        self.results -= results.count
        try next?.takeBack(results)
    }

    package func covered(_ coverage: ExtractionCoverage) throws(HubError) {
        self.coverage.add(coverage)
        try next?.covered(coverage)
    }
}
