import HubCore

/// REC-018: days are real ones: not too many fall on the first of a month, where unknown days are put.
final class FirstOfMonth: Check {
    static let kind = RuleKind(name: "first-of-month", says: RuleKind.tolerant + ["kind"]) { rule, params, _ in
        FirstOfMonth(rule, params.kinds(), few: params.count("min_n") ?? 50)
    }

    let facts: [Fact.Kind]
    private let (rule, few): (Rule, Int)
    private var firsts = [Int](repeating: 0, count: 16)
    private var judged = [Int](repeating: 0, count: 16)

    init(_ rule: Rule, _ kinds: [Fact.Kind], few: Int) { (self.rule, facts, self.few) = (rule, kinds, few) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard seen.dayOfMonth > 0 else { return }
        judged[Int(fact.kind.rawValue)] += 1
        if seen.dayOfMonth == 1 { firsts[Int(fact.kind.rawValue)] += 1 }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        facts.map { kind in
            let at = Int(kind.rawValue)
            guard judged[at] >= max(few, 1) else { return rule.notApplicable(subject: kind.plural) }
            var result = rule.violations(firsts[at], of: judged[at], subject: kind.plural, desk: desk, words: ["kind": kind.plural])
            // A thirtieth of all days are firsts.
            if result.state == .passWithFailures { (result.state, result.finding) = (.pass, nil) }
            return result
        }
    }
}
