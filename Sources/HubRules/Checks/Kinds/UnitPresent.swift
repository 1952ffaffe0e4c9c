import HubCore

/// REC-013: numbers of known analytes come with a unit. The unit counts that the source sent, not the one that was assumed.
final class UnitPresent: Check {
    static let kind = RuleKind(name: "unit-present", says: RuleKind.sharing + ["analyte", "default"]) { rule, params, shared in
        UnitPresent(rule, shared.analytes, atLeast: params.requiredPercent("min_pct"))
    }

    let facts = [Fact.Kind.observation]
    private let (rule, analytes, minimum): (Rule, [Analyte], Double)
    private var analyteOf = PerCode<Int?>()
    private var judged: [Int]
    private var lacking: [Places]

    init(_ rule: Rule, _ analytes: [Analyte], atLeast minimum: Double) {
        (self.rule, self.analytes, self.minimum) = (rule, analytes, minimum)
        judged = analytes.map { _ in 0 }
        lacking = analytes.map { _ in Places() }
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard case .quantity = fact.value, !seen.isVoid else { return }
        guard let analyte = Analyte.number(of: fact, seen, desk, in: analytes, &analyteOf) else { return }
        judged[analyte] += 1
        if fact.sentUnit?.isEmpty ?? true { lacking[analyte].add(seen.place) }
    }

    /// What becomes of a number without a unit: pounds or kilograms, nobody knows.
    private static func without(_ analyte: Analyte) -> String {
        let code = analyte.loinc.sorted().first.map { Coding(.loinc, $0) }
        return Units.conversion(unit: nil, code: code).imputed ? "\(analyte.unit) is assumed for the others" : "the others cannot be used"
    }

    func results(_ desk: Desk) -> [CheckResult] {
        analytes.indices.map { at in
            let words = ["analyte": analytes[at].name, "default": Self.without(analytes[at])]
            return rule.share(
                judged[at] - lacking[at].count, of: judged[at], atLeast: minimum, subject: analytes[at].name, places: lacking[at],
                desk: desk, words: words)
        }
    }
}
