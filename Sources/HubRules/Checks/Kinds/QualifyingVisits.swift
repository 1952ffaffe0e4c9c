import HubCore

/// MAP-003: enough visits are of a type that some measure counts. Could not run where no visit value set is loaded.
final class QualifyingVisits: Check {
    static let kind = RuleKind(name: "qualifying-visits", says: RuleKind.sharing) { rule, params, _ in
        QualifyingVisits(rule, atLeast: params.requiredPercent("min_pct"))
    }

    let facts = [Fact.Kind.encounter]
    private let (rule, minimum): (Rule, Double)
    private var qualifies = PerCode<Bool>()
    private var judged = 0
    private var others = Places()
    init(_ rule: Rule, atLeast minimum: Double) { (self.rule, self.minimum) = (rule, minimum) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard let decide = desk.context.isQualifyingVisit, !fact.negated, !seen.isVoid else { return }
        judged += 1
        if (qualifies.known(seen.code) ?? qualifies.decide(seen.code, fact.code, by: decide)) == true { return }
        for (at, code) in desk.tables.moreCodes.enumerated()
        where (qualifies.known(code) ?? qualifies.decide(code, fact.moreCodes[at], by: decide)) == true { return }
        others.add(seen.place)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        guard desk.context.isQualifyingVisit != nil else { return [rule.couldNotRun()] }
        return [rule.share(judged - others.count, of: judged, atLeast: minimum, places: others, desk: desk)]
    }
}
