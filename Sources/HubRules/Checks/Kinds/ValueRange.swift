import HubCore

/// REC-016: values, in their canonical unit, are ones that a living person can have. A unit that could not be converted is told apart.
final class ValueRange: Check {
    static let kind = RuleKind(name: "value-in-range", says: RuleKind.tolerant + ["analyte", "range", "wrong"]) { rule, params, shared in
        ValueRange(rule, shared.analytes, except: Set(params.texts("except") ?? []))
    }

    let facts = [Fact.Kind.observation]
    private let (rule, analytes, except): (Rule, [Analyte], Set<String>)
    private var analyteOf = PerCode<Int?>()
    private var judged: [Int]
    private var outside: [Places]
    private var otherUnit: [Places]

    init(_ rule: Rule, _ analytes: [Analyte], except: Set<String>) {
        (self.rule, self.analytes, self.except) = (rule, analytes, except)
        judged = analytes.map { _ in 0 }
        outside = analytes.map { _ in Places() }
        otherUnit = analytes.map { _ in Places() }
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard case .quantity(let value, let unit) = fact.value, !seen.isVoid else { return }
        guard let analyte = Analyte.number(of: fact, seen, desk, in: analytes, &analyteOf) else { return }
        judged[analyte] += 1
        if let unit, unit != analytes[analyte].unit {
            otherUnit[analyte].add(seen.place)
        } else if !analytes[analyte].range.contains(value) {
            outside[analyte].add(seen.place)
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        analytes.indices.filter { !except.contains(analytes[$0].name) }.flatMap { at in
            let analyte = analytes[at]
            let range = "\(Words.number(analyte.range.lowerBound)) to \(Words.number(analyte.range.upperBound)) \(analyte.unit)"
            return [
                ("outside \(range)", "", outside[at]), ("in a unit that cannot be turned into \(analyte.unit)", ": unit", otherUnit[at]),
            ]
            .map { wrong, subject, places in
                rule.violations(
                    places.count, of: judged[at], subject: analyte.name + subject, places: places, desk: desk,
                    words: ["analyte": analyte.name, "range": range, "wrong": wrong])
            }
        }
    }
}

extension Analyte {
    /// By the first of the fact's codes that names one.
    static func number(
        of fact: Fact, _ seen: Seen, _ desk: Desk, in analytes: [Analyte], _ known: inout PerCode<Int?>
    ) -> Int? {
        func find(_ coding: Coding) -> Int? {
            coding.system == .loinc ? analytes.firstIndex { $0.loinc.contains(coding.code) } : nil
        }
        if let found = (known.known(seen.code) ?? known.decide(seen.code, fact.code, by: find)), let found { return found }
        for (at, code) in desk.tables.moreCodes.enumerated() {
            if let found = (known.known(code) ?? known.decide(code, fact.moreCodes[at], by: find)), let found { return found }
        }
        return nil
    }
}
