import HubCore

/// REC-010: a patient number always comes with the same birth date and the same sex.
final class OnePerson: Check {
    static let kind = RuleKind(name: "one-person-a-number", says: RuleKind.tolerant) { rule, _, _ in OnePerson(rule) }

    private let rule: Rule
    init(_ rule: Rule) { self.rule = rule }

    func results(_ desk: Desk) -> [CheckResult] {
        var places = Places()
        var known = 0
        for patient in desk.people where patient.flags.contains(.known) {
            known += 1
            if patient.flags.contains(.twoPeople) { places.add(patient.row) }
        }
        return [rule.violations(places.count, of: known, places: places, desk: desk)]
    }
}
