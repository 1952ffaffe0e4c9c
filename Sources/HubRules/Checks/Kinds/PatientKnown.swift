import HubCore

/// REC-007: every record is about somebody who is in the patient file.
final class PatientKnown: Check {
    static let kind = RuleKind(name: "patient-known", says: RuleKind.tolerant + ["patients"]) { rule, _, _ in PatientKnown(rule) }

    private let rule: Rule
    init(_ rule: Rule) { self.rule = rule }

    func results(_ desk: Desk) -> [CheckResult] {
        let judged = desk.factCount
        guard judged > 0 else { return [rule.notApplicable()] }
        guard desk.patientRows > 0 else { return [rule.couldNotRun()] }
        var places = Places()
        var (rows, patients) = (0, 0)
        let misspelt = Set(desk.misspelt.map(\.hash))
        for patient in desk.people where !patient.flags.contains(.known) && patient.facts > 0 && !misspelt.contains(patient.hash) {
            rows += Int(patient.facts)
            patients += 1
            places.add(patient.fact)
        }
        return [rule.violations(rows, of: judged, places: places, desk: desk, words: ["patients": Words.count(patients)])]
    }
}
