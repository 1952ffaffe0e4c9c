import HubCore

/// CMP-005, CMP-006: patients with a visit have what a visit leaves behind: diagnoses, vital signs, procedures.
final class SeenPatients: Check {
    private enum Element {
        case kind(Fact.Kind), vital
        var plural: String { if case .kind(let kind) = self { kind.plural } else { "vital signs" } }
        var flag: PatientState.Flags { if case .kind(let kind) = self { .has(kind) } else { .vital } }
    }

    static let kind = RuleKind(name: "seen-patients-have", says: RuleKind.sharing + ["kind"]) { rule, params, _ in
        _ = params.required("elements")
        let known = [("vital-sign", Element.vital)] + Fact.Kind.allCases.map { ($0.word, Element.kind($0)) }
        let elements = params.words("elements", of: known, otherwise: [])
        return SeenPatients(rule, elements, together: params.flag("together") ?? false, atLeast: params.requiredPercent("min_pct"))
    }

    private let (rule, elements, together, minimum): (Rule, [Element], Bool, Double)
    private init(_ rule: Rule, _ elements: [Element], together: Bool, atLeast minimum: Double) {
        (self.rule, self.elements, self.together, self.minimum) = (rule, elements, together, minimum)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let groups = together ? [elements] : elements.map { [$0] }
        return groups.map { group in
            let needed = group.reduce(into: PatientState.Flags()) { $0.insert($1.flag) }
            var (seen, have) = (0, 0)
            var places = Places()
            for patient in desk.people where patient.flags.contains(.seen) {
                seen += 1
                if patient.flags.isSuperset(of: needed) { have += 1 } else { places.add(min(patient.row, patient.fact)) }
            }
            let names = Words.list(group.map { $0.plural })
            return rule.share(have, of: seen, atLeast: minimum, subject: names, places: places, desk: desk, words: ["kind": names])
        }
    }
}
