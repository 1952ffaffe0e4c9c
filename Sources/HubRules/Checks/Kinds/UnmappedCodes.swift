import HubCore

/// MAP-001: the practice's own codes are mapped. A record counts when none of its codes is of a public system or has a meaning in the code map.
final class UnmappedCodes: Check {
    static let kind = RuleKind(name: "unmapped-codes", says: RuleKind.tolerant + ["kind", "top"]) { rule, params, _ in
        UnmappedCodes(rule, params.kinds(), shown: params.count("show") ?? 10)
    }

    let facts: [Fact.Kind]
    private let (rule, shown): (Rule, Int)
    private static let publicNames = Set(CodeSystem.known.map { $0.system }.filter { $0 != .local && $0 != .nullFlavor }.map { $0.name })
    private var isMapped = PerCode<Bool>()
    private var judged = [Int](repeating: 0, count: 16)
    private var wrong = [Places](repeating: Places(), count: 16)
    /// By kind, then by number of the code.
    private var uses: [[Int: Int]] = Array(repeating: [:], count: 16)

    init(_ rule: Rule, _ kinds: [Fact.Kind], shown: Int) { (self.rule, facts, self.shown) = (rule, kinds, shown) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        let at = Int(fact.kind.rawValue)
        func decide(_ coding: Coding) -> Bool { Self.publicNames.contains(coding.system.name) || !desk.context.codeMap[coding].isEmpty }
        guard let first = (isMapped.known(seen.code) ?? isMapped.decide(seen.code, fact.code, by: decide)) else { return }
        judged[at] += 1
        if first { return }
        for (number, code) in desk.tables.moreCodes.enumerated()
        where (isMapped.known(code) ?? isMapped.decide(code, fact.moreCodes[number], by: decide)) == true {
            return
        }
        wrong[at].add(seen.place)
        uses[at][seen.code, default: 0] += 1
    }

    func results(_ desk: Desk) -> [CheckResult] {
        facts.map { kind in
            let at = Int(kind.rawValue)
            let coded = uses[at].filter { $0.key >= 0 }.map { (code: desk.codes.codings[$0.key], count: $0.value) }
            let top = coded.sorted { ($1.count, $0.code.code, $0.code.system) < ($0.count, $1.code.code, $1.code.system) }.prefix(shown)
            let words = ["kind": kind.plural, "top": top.map { "\($0.code.code) (\(Words.count($0.count)))" }.joined(separator: ", ")]
            return rule.violations(wrong[at].count, of: judged[at], subject: kind.plural, places: wrong[at], desk: desk, words: words)
        }
    }
}
