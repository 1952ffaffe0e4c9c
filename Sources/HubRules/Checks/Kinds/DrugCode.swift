import HubCore

/// REC-020: medications have an RxNorm code (of a drug with strength and form, where that is known).
final class DrugCode: Check {
    static let kind = RuleKind(name: "drug-code", says: RuleKind.sharing) { rule, params, _ in
        DrugCode(rule, atLeast: params.requiredPercent("min_pct"))
    }

    let facts = [Fact.Kind.medication]
    private let (rule, minimum): (Rule, Double)
    private var isDrug = PerCode<Bool>()
    private var judged = 0
    private var lacking = Places()
    init(_ rule: Rule, atLeast minimum: Double) { (self.rule, self.minimum) = (rule, minimum) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        let known = desk.context.isDrugProduct
        func decide(_ coding: Coding) -> Bool {
            coding.system == .rxnorm && CodeShape.fits(coding) == true && (known?(coding) ?? true)
        }
        judged += 1
        if (isDrug.known(seen.code) ?? isDrug.decide(seen.code, fact.code, by: decide)) == true { return }
        for (at, code) in desk.tables.moreCodes.enumerated()
        where (isDrug.known(code) ?? isDrug.decide(code, fact.moreCodes[at], by: decide)) == true { return }
        lacking.add(seen.place)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        [rule.share(judged - lacking.count, of: judged, atLeast: minimum, places: lacking, desk: desk)]
    }
}
