import HubCore

/// REC-004: what happens to a patient happens between birth and death (and a few weeks more: results still come in).
///
/// Counted by patient, since the patient's row may come after the facts.
final class OutsideLife: Check {
    static let kind = RuleKind(name: "within-life", says: RuleKind.tolerant + ["side"]) { rule, params, _ in
        OutsideLife(rule, after: params.count("after_death_days") ?? 30)
    }

    private let (rule, after): (Rule, Int)
    init(_ rule: Rule, after: Int) { (self.rule, self.after) = (rule, min(after, 3660)) }

    func results(_ desk: Desk) -> [CheckResult] {
        var (before, late) = (Places(), Places())
        var (born, died) = (0, 0)
        for patient in desk.people where patient.first != .max {
            if patient.birth != HistoryFact.noDay {
                born += 1
                if patient.first < patient.birth { before.add(patient.row) }
            }
            if patient.deceased != HistoryFact.noDay {
                died += 1
                if Int(patient.last) > Int(patient.deceased) + after { late.add(patient.row) }
            }
        }
        return [
            rule.violations(before.count, of: born, subject: "before birth", places: before, desk: desk, words: ["side": "before birth"]),
            rule.violations(late.count, of: died, subject: "after death", places: late, desk: desk, words: ["side": "after death"]),
        ]
    }
}
