import HubCore

/// REC-017: diagnoses that only one sex can have fit the recorded sex. Counted by patient, whose row may come after the facts.
final class SexSpecific: Check {
    static let kind = RuleKind(name: "fits-sex", says: RuleKind.tolerant + ["what"]) { rule, params, _ in
        _ = (params.required("female"), params.required("male"))
        return SexSpecific(rule, female: params.texts("female") ?? [], male: params.texts("male") ?? [])
    }

    let facts = [Fact.Kind.condition]
    private let (rule, female, male): (Rule, [String], [String])
    private var flag = PerCode<PatientState.Flags>()

    /// Beginnings of ICD-10-CM codes, without the dot.
    init(_ rule: Rule, female: [String], male: [String]) { (self.rule, self.female, self.male) = (rule, female, male) }

    private func flag(_ coding: Coding) -> PatientState.Flags {
        guard coding.system == .icd10cm else { return [] }
        let code = coding.code.filter { $0 != "." }
        return female.contains { code.hasPrefix($0) } ? .femaleCode : male.contains { code.hasPrefix($0) } ? .maleCode : []
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard !seen.isVoid, !fact.negated, fact.verification != .refuted else { return }
        if let found = (flag.known(seen.code) ?? flag.decide(seen.code, fact.code, by: flag)), !found.isEmpty {
            desk.tables.patients.states[seen.patient].flags.insert(found)
        }
        for (at, code) in desk.tables.moreCodes.enumerated() {
            guard let found = (flag.known(code) ?? flag.decide(code, fact.moreCodes[at], by: flag)), !found.isEmpty else { continue }
            desk.tables.patients.states[seen.patient].flags.insert(found)
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        var (men, women) = (0, 0)
        var (menWrong, womenWrong) = (Places(), Places())
        for patient in desk.people where !patient.flags.isDisjoint(with: .has(.condition)) {
            if patient.sex == .male {
                men += 1
                if patient.flags.contains(.femaleCode) { menWrong.add(patient.row) }
            } else if patient.sex == .female {
                women += 1
                if patient.flags.contains(.maleCode) { womenWrong.add(patient.row) }
            }
        }
        return [
            rule.violations(
                menWrong.count, of: men, subject: "male", places: menWrong, desk: desk,
                words: ["what": "male patients have a diagnosis that only women have"]),
            rule.violations(
                womenWrong.count, of: women, subject: "female", places: womenWrong, desk: desk,
                words: ["what": "female patients have a diagnosis that only men have"]),
        ]
    }
}
