import HubCore

/// REC-001: a field that nothing can be judged without is filled in: `field: code`, `date` or `birth`.
final class RequiredField: Check {
    enum Field: String, CaseIterable { case code, date, birth }

    static let kind = RuleKind(name: "required-field", says: RuleKind.tolerant + ["kind", "field"]) { rule, params, _ in
        _ = params.required("field")
        let field = params.word("field", of: Field.allCases.map { ($0.rawValue, $0) }) ?? .code
        return RequiredField(rule, field, params.kinds())
    }

    let facts: [Fact.Kind]
    private let (rule, field): (Rule, Field)
    private var lacking = [Places](repeating: Places(), count: 16)

    init(_ rule: Rule, _ field: Field, _ kinds: [Fact.Kind]) {
        (self.rule, self.field) = (rule, field)
        facts = field == .birth ? [] : kinds
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        if field == .code ? seen.code == CodeNumbers.none : seen.day == HistoryFact.noDay {
            lacking[Int(fact.kind.rawValue)].add(seen.place)
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        guard field != .birth else {
            var places = Places()
            var known = 0
            for patient in desk.people where patient.flags.contains(.known) {
                known += 1
                if patient.birth == HistoryFact.noDay { places.add(patient.row) }
            }
            let words = ["kind": "patients", "field": "birth date"]
            return [rule.violations(places.count, of: known, subject: "patients: birth date", places: places, desk: desk, words: words)]
        }
        return facts.map { kind in
            let places = lacking[Int(kind.rawValue)]
            let words = ["kind": kind.plural, "field": field.rawValue]
            let subject = "\(kind.plural): \(field.rawValue)"
            return rule.violations(places.count, of: desk.total(kind), subject: subject, places: places, desk: desk, words: words)
        }
    }
}
