import HubCore

/// REC-007.spelling: no two files write the same patient's number in two ways, as 00123 and 123, or 123 and 123.0.
final class PatientSpelling: Check {
    static let kind = RuleKind(name: "patient-number-spelling", says: RuleKind.tolerant + ["patients"]) { rule, _, _ in
        PatientSpelling(rule)
    }

    private let rule: Rule
    init(_ rule: Rule) { self.rule = rule }

    func results(_ desk: Desk) -> [CheckResult] {
        guard desk.factCount > 0 else { return [rule.notApplicable()] }
        guard desk.patientRows > 0 else { return [rule.couldNotRun()] }
        var places = Places()
        var (rows, patients) = (0, 0)
        for patient in desk.misspelt {
            rows += Int(patient.facts)
            patients += 1
            places.add(patient.fact)
        }
        let words = ["patients": Words.count(patients)]
        return [rule.violations(rows, of: desk.factCount, places: places, desk: desk, words: words)]
    }
}

extension Desk {
    /// Patients without a row of their own, and whose number has one when it is written otherwise.
    var misspelt: [PatientState] {
        let strangers = people.filter { !$0.flags.contains(.known) && $0.facts > 0 }
        guard !strangers.isEmpty else { return [] }
        let known = Set(people.lazy.filter { $0.flags.contains(.known) }.map(\.bare))
        return strangers.filter { known.contains($0.bare) }
    }
}
