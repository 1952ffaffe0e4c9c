import HubCore

/// REC-019: entries of the problem list say since when. Diagnoses of a visit or a bill are as old as the visit, and not judged here.
final class OnsetShare: Check {
    static let kind = RuleKind(name: "problem-has-onset", says: RuleKind.sharing) { rule, params, _ in
        OnsetShare(rule, atLeast: params.requiredPercent("min_pct"))
    }

    let facts = [Fact.Kind.condition]
    private let (rule, minimum): (Rule, Double)
    private var judged = 0
    private var lacking = Places()
    init(_ rule: Rule, atLeast minimum: Double) { (self.rule, self.minimum) = (rule, minimum) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard fact.category != .encounterDiagnosis, fact.category != .billing, !fact.negated, !seen.isVoid else { return }
        judged += 1
        if fact.start == nil { lacking.add(seen.place) }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        [rule.share(judged - lacking.count, of: judged, atLeast: minimum, places: lacking, desk: desk)]
    }
}
