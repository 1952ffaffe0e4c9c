import HubCore

/// CMP-011: race, ethnicity, sex and payer are known for nearly all patients of the patient file.
final class UnknownShare: Check {
    enum Element: String, CaseIterable { case race, ethnicity, sex, payer }

    static let kind = RuleKind(name: "known-for-patients", says: RuleKind.tolerant + ["element"]) { rule, params, _ in
        UnknownShare(rule, params.words("elements", of: Element.allCases.map { ($0.rawValue, $0) }, otherwise: Element.allCases))
    }

    private let (rule, elements): (Rule, [Element])
    init(_ rule: Rule, _ elements: [Element]) { (self.rule, self.elements) = (rule, elements) }

    func results(_ desk: Desk) -> [CheckResult] {
        elements.map { element in
            var known = 0
            var unknown = Places()
            for patient in desk.people where patient.flags.contains(.known) {
                known += 1
                let isKnown =
                    switch element {
                    case .race: patient.flags.contains(.race)
                    case .ethnicity: patient.flags.contains(.ethnicity)
                    case .sex: patient.sex != nil && patient.sex != .unknown
                    case .payer: patient.flags.contains(.has(.coverage))
                    }
                if !isKnown { unknown.add(patient.row) }
            }
            let words = ["element": element.rawValue]
            return rule.violations(unknown.count, of: known, subject: element.rawValue, places: unknown, desk: desk, words: words)
        }
    }
}
