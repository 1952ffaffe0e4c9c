import HubCore

/// REC-012: the system of a code belongs to the kind of record: no LOINC among diagnoses, no ICD-10 among medications.
/// A record is wrong when all its codes of public systems belong elsewhere.
final class CodeFitsKind: Check {
    static let kind = RuleKind(name: "code-fits-kind", says: RuleKind.tolerant + ["kind", "systems"]) { rule, params, _ in
        var fitting: [Fact.Kind: Set<String>] = [:]
        for entry in params.required("systems")?.entries ?? [] {
            guard let kind = Fact.Kind(word: entry.key) else {
                let words = Fact.Kind.allCases.map { $0.word }
                let message = "`\(entry.key)` is not a kind of record" + Suggestion.words(for: entry.key, among: words)
                params.fail(message, at: entry.keyOrigin, id: "config.unknown-value")
                continue
            }
            for item in entry.value.list ?? [entry.value] {
                let text = item.text ?? item.shape
                if let system = CodeSystem.named(text) {
                    fitting[kind, default: []].insert(system.name)
                } else {
                    let names = CodeSystem.known.map { $0.system.name }
                    let message = "`\(text)` is not a code system" + Suggestion.words(for: text, among: names)
                    params.fail(message, at: item.origin, id: "config.unknown-value")
                }
            }
        }
        return CodeFitsKind(rule, fitting)
    }

    let facts: [Fact.Kind]
    private let rule: Rule
    private let fitting: [Fact.Kind: Set<String>]
    private static let publicNames = Set(
        CodeSystem.known.map { $0.system }.filter { ![.local, .valueSet, .nullFlavor].contains($0) }.map { $0.name })
    /// One bit for each kind that the code fits; nil for codes of no public system.
    private var fits = PerCode<UInt16?>()
    private var judged = [Int](repeating: 0, count: 16)
    private var wrong = [Places](repeating: Places(), count: 16)
    private var strangers: [[String: Int]] = Array(repeating: [:], count: 16)

    init(_ rule: Rule, _ fitting: [Fact.Kind: Set<String>]) {
        (self.rule, self.fitting) = (rule, fitting)
        facts = Fact.Kind.allCases.filter { fitting[$0] != nil }
    }

    private func kinds(for coding: Coding) -> UInt16? {
        guard Self.publicNames.contains(coding.system.name) else { return nil }
        return facts.reduce(0) { $0 | (fitting[$1]?.contains(coding.system.name) == true ? 1 << UInt16($1.rawValue) : 0) }
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        let bit: UInt16 = 1 << UInt16(fact.kind.rawValue)
        var (isJudged, isFitting) = (false, false)
        if let found = (fits.known(seen.code) ?? fits.decide(seen.code, fact.code, by: kinds)), let found {
            isJudged = true
            isFitting = found & bit != 0
        }
        for (at, code) in desk.tables.moreCodes.enumerated() where !isFitting {
            guard let found = (fits.known(code) ?? fits.decide(code, fact.moreCodes[at], by: kinds)), let found else { continue }
            isJudged = true
            isFitting = found & bit != 0
        }
        guard isJudged else { return }
        judged[Int(fact.kind.rawValue)] += 1
        if !isFitting {
            wrong[Int(fact.kind.rawValue)].add(seen.place)
            if let name = fact.code?.system.name ?? fact.moreCodes.first?.system.name {
                strangers[Int(fact.kind.rawValue)][name, default: 0] += 1
            }
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        facts.map { kind in
            let at = Int(kind.rawValue)
            let words = ["kind": kind.plural, "systems": Words.list(strangers[at].keys.sorted())]
            return rule.violations(wrong[at].count, of: judged[at], subject: kind.plural, places: wrong[at], desk: desk, words: words)
        }
    }
}
