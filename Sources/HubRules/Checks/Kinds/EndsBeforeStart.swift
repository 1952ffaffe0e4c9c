import HubCore

/// REC-005: nothing ends before it starts.
final class EndsBeforeStart: Check {
    static let kind = RuleKind(name: "ends-after-start", says: RuleKind.tolerant + ["kind"]) { rule, params, _ in
        EndsBeforeStart(rule, params.kinds())
    }

    let facts: [Fact.Kind]
    private let rule: Rule
    private var judged = [Int](repeating: 0, count: 16)
    private var wrong = [Places](repeating: Places(), count: 16)
    init(_ rule: Rule, _ kinds: [Fact.Kind]) { (self.rule, facts) = (rule, kinds) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard let start = fact.start, let end = fact.end, !seen.isVoid else { return }
        judged[Int(fact.kind.rawValue)] += 1
        if end < start { wrong[Int(fact.kind.rawValue)].add(seen.place) }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        facts.map { kind in
            let places = wrong[Int(kind.rawValue)]
            return rule.violations(
                places.count, of: judged[Int(kind.rawValue)], subject: kind.plural, places: places, desk: desk,
                words: ["kind": kind.plural])
        }
    }
}
