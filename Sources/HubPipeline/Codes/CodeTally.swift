internal import HubCore
internal import HubStore

/// Counts a submission's own codes of which nothing says the meaning, as they pass.
final class CodeTally: FactSink {
    private struct Key: Hashable {
        var kind: Fact.Kind
        var isValue: Bool
        var code: Coding
    }
    private var rows: [Key: Int] = [:]
    private var patients: [Key: Set<PatientKey>] = [:]
    private static let publicNames = Set(CodeSystem.known.map(\.system).filter { $0 != .local && $0 != .nullFlavor }.map(\.name))

    func take(_ fact: Fact) {
        if let code = fact.code { see(code, fact.moreCodes, Key(kind: fact.kind, isValue: false, code: code), fact.patient) }
        if case .coded(let code) = fact.value {
            see(code, fact.moreValueCodes, Key(kind: fact.kind, isValue: true, code: code), fact.patient)
        }
    }

    private func see(_ code: Coding, _ more: [Coding], _ key: Key, _ patient: PatientKey) {
        guard !([code] + more).contains(where: { Self.publicNames.contains($0.system.name) }) else { return }
        rows[key, default: 0] += 1
        patients[key, default: []].insert(patient)
    }

    /// The most frequent first.
    var codes: [UnmappedCode] {
        rows.map { key, count in
            UnmappedCode(kind: key.kind, isValue: key.isValue, code: key.code, rows: count, patients: patients[key]?.count ?? 0)
        }
        .sorted { ($1.rows, $0.code.system.name, $0.code.code) < ($0.rows, $1.code.system.name, $1.code.code) }
    }

    func take(_ patient: Patient) {}
    func take(_ result: ReportedResult) {}
    func accepted() {}
    func rejected(_ finding: Finding) {}
    func skipped(_ reason: SkipReason, at origin: Origin) {}
    func note(_ finding: Finding) {}
    func covered(_ coverage: ExtractionCoverage) {}
}
