import HubCore

/// REC-015: readings are not rounded, and no single value is everybody's.
final class DigitPreference: Check {
    static let kind = RuleKind(name: "digit-preference", says: RuleKind.tolerant + ["what"]) { rule, params, _ in
        let zeros = params.requiredPercent("end_zero_pct")
        let same = params.requiredPercent("same_value_pct")
        return DigitPreference(rule, zeros: zeros, same: same, few: params.count("min_n") ?? 100)
    }

    let facts = [Fact.Kind.observation]
    private let (rule, zeros, same, few): (Rule, Double, Double, Int)
    private var isSystolic = PerCode<Bool>()
    /// Whole systolic values from 0 to 400.
    private var values = [Int](repeating: 0, count: 401)

    init(_ rule: Rule, zeros: Double, same: Double, few: Int) { (self.rule, self.zeros, self.same, self.few) = (rule, zeros, same, few) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard (isSystolic.known(seen.code) ?? isSystolic.decide(seen.code, fact.code, by: { BloodPressure.side($0) == 0 })) == true else {
            return
        }
        guard case .quantity(let value, _) = fact.value, value >= 0, value <= 400, !seen.isVoid else { return }
        values[Int(value.rounded())] += 1
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let all = values.reduce(0, +)
        guard all >= max(few, 1) else { return [rule.notApplicable(subject: "last digit"), rule.notApplicable(subject: "one value")] }
        let ending = stride(from: 0, through: 400, by: 10).reduce(0) { $0 + values[$1] }
        return [
            result("last digit", ending, all, zeros, "end in 0; readings may be rounded", desk),
            result("one value", values.max() ?? 0, all, same, "have one and the same value; it may be filled in by a template", desk),
        ]
    }

    private func result(_ subject: String, _ count: Int, _ all: Int, _ limit: Double, _ what: String, _ desk: Desk) -> CheckResult {
        var strict = rule
        strict.tolerance.pct = limit
        var result = strict.violations(count, of: all, subject: subject, desk: desk, words: ["what": what])
        // Some values end in 0 everywhere.
        if result.state == .passWithFailures { (result.state, result.finding) = (.pass, nil) }
        return result
    }
}
