package import HubCore

/// Adds what a practice's code map says to each fact's codes, and hands it on. What the source sent stays as it was.
package final class CodeMapSink: FactSink {
    private let map: CodeMap
    private let next: any FactSink

    package init(_ map: CodeMap, into next: any FactSink) {
        self.map = map
        self.next = next
    }

    package func take(_ fact: Fact) throws(HubError) {
        guard !map.isEmpty else { return try next.take(fact) }
        var added: [Coding] = []
        if let code = fact.code { added += map[code] }
        for code in fact.moreCodes { added += map[code] }
        var meant: [Coding] = []
        if case .coded(let code) = fact.value { meant = map[code] }
        guard !added.isEmpty || !meant.isEmpty else { return try next.take(fact) }
        var mapped = fact
        for code in added where code != mapped.code && !mapped.moreCodes.contains(code) { mapped.moreCodes.append(code) }
        for code in meant where .coded(code) != mapped.value && !mapped.moreValueCodes.contains(code) { mapped.moreValueCodes.append(code) }
        try next.take(mapped)
    }

    package func take(_ result: ReportedResult) throws(HubError) { try next.take(result) }
    package func take(_ patient: Patient) throws(HubError) { try next.take(patient) }
    package func accepted() throws(HubError) { try next.accepted() }
    package func rejected(_ finding: Finding) throws(HubError) { try next.rejected(finding) }
    package func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) { try next.skipped(reason, at: origin) }
    package func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    package func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }
    package func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
    package func takeBack(_ results: Set<ReportedResult>) throws(HubError) { try next.takeBack(results) }
}
