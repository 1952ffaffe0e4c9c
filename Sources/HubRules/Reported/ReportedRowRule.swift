import HubCore

/// A rule about the counts of one row: AGG-002 to AGG-005. A row that breaks one is rejected, because nobody can tell which of its numbers is right.
struct ReportedRowRule {
    enum Test: String, CaseIterable {
        case denInIP = "den-in-ip"
        case numInDen = "num-in-den"
        case partsInDen = "parts-in-den"
        case rateFits = "rate-fits"
    }

    let rule: Rule
    private let test: Test

    /// Nil for rules of other kinds.
    init?(_ rule: Rule) {
        guard rule.kind == Self.name, let test = rule.params["test"]?.text.flatMap(Test.init) else { return nil }
        (self.rule, self.test) = (rule, test)
    }

    static let name = "reported-row"
    static let says = ["measure", "period", "ip", "den", "denex", "denexcep", "num", "rate", "calc"]

    /// What the row breaks it with; nil when it holds, or there is nothing to judge.
    func breach(_ result: ReportedResult) -> [String: String]? {
        guard let den = result.denominator.number else { return nil }
        let num = result.numerator.number
        switch test {
        case .denInIP:
            // A measure by encounters counts its denominator otherwise than people, and none of ours prints an initial population of 0 for it.
            guard let ip = result.initialPopulation.number, den > ip else { return nil }
        case .numInDen:
            let most = min(den, result.sampleSize ?? den)
            guard let num, num > most else { return nil }
        case .partsInDen:
            // Of a sample nobody knows how many would have been left out.
            guard result.convention != .unknown || !result.exclusionsUnknown, result.sampleSize ?? den >= den else { return nil }
            let parts = (num ?? 0) + (ReportedResult.known(result.exclusions) ?? 0) + (ReportedResult.known(result.exceptions) ?? 0)
            guard parts > den else { return nil }
        case .rateFits:
            guard let rate = result.rate, let decimals = result.rateDecimals, let num, let eligible = result.eligible else { return nil }
            // "0 %" is what many reports print for nobody.
            if eligible == 0 ? rate == 0 : RateFit(decimals: decimals).fits(rate, num, of: eligible) { return nil }
        }
        return result.words
    }

    /// - Parameter shared: many rows break it, so the numbers of one would mislead.
    func finding(_ words: [String: String], shared: Bool, at origin: Origin) -> Finding {
        let many = rule.params["many"]?.text
        return Finding(
            rule.severity, rule.id, shared ? many ?? rule.title : Message.fill(rule.message, words), at: origin,
            fix: rule.fix.isEmpty ? nil : Message.fill(rule.fix, words), owner: rule.owner)
    }
}

/// Counts what ``ReportedSink`` found by the rule.
final class ReportedRowCheck: Check {
    static let kind = RuleKind(name: ReportedRowRule.name, says: ReportedRowRule.says) { rule, params, _ in
        if params.word("test", of: ReportedRowRule.Test.allCases.map { ($0.rawValue, $0) }) == nil { _ = params.required("test") }
        _ = params.text("many")
        return ReportedRowCheck(rule)
    }

    private let rule: Rule
    init(_ rule: Rule) { self.rule = rule }

    func results(_ desk: Desk) -> [CheckResult] {
        let wrong = desk.findings[rule.id] ?? 0
        var result = rule.violations(wrong, of: desk.reported.count + wrong, desk: desk)
        result.finding = nil
        return [result]
    }
}
