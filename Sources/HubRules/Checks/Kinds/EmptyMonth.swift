import HubCore

/// CMP-009: no month inside the period is empty. Kinds with few records a month are not judged.
final class EmptyMonth: Check {
    static let kind = RuleKind(name: "no-empty-month", says: RuleKind.tolerant + ["kind", "months"]) { rule, params, _ in
        EmptyMonth(rule, params.kinds(), few: params.count("min_usual") ?? 5)
    }

    private let (rule, kinds, few): (Rule, [Fact.Kind], Int)
    init(_ rule: Rule, _ kinds: [Fact.Kind], few: Int) { (self.rule, self.kinds, self.few) = (rule, kinds, few) }

    func results(_ desk: Desk) -> [CheckResult] {
        kinds.map { kind in
            guard let due = desk.context.due else { return rule.couldNotRun(subject: kind.plural) }
            let months = (Month.of(due.start)...Month.of(due.end)).filter {
                Month.first(of: $0) >= due.start && Month.last(of: $0) <= due.end
            }
            let volume = desk.volume(kind)
            let filled = months.map { volume[$0] }.filter { $0 > 0 }
            guard !filled.isEmpty, filled.reduce(0, +) >= few * filled.count else { return rule.notApplicable(subject: kind.plural) }
            let empty = months.filter { volume[$0] == 0 }
            let words = ["kind": kind.plural, "months": Words.list(empty.map(Words.month))]
            return rule.violations(empty.count, of: months.count, subject: kind.plural, desk: desk, words: words)
        }
    }
}
