import HubCore

/// FIL-007: the extract was made when the period was over (and results had come in).
final class ExtractDay: Check {
    static let kind = RuleKind(name: "extract-after-period", says: ["extract", "end", "lag"]) { rule, params, _ in
        ExtractDay(rule, lag: params.count("lag_days") ?? 0)
    }

    private let (rule, lag): (Rule, Int)
    init(_ rule: Rule, lag: Int) { (self.rule, self.lag) = (rule, min(lag, 3660)) }

    func results(_ desk: Desk) -> [CheckResult] {
        guard let due = desk.context.due, let made = desk.extractDay ?? desk.context.receivedOn else { return [rule.couldNotRun()] }
        let early = made < due.end.adding(days: lag)
        var result = CheckResult(rule: rule.id, subject: "", state: early ? .fail : .pass)
        (result.numerator, result.denominator) = (early ? 1 : 0, 1)
        (result.value, result.threshold) = (Double(made - due.end), Double(lag))
        if early {
            let words = ["extract": "\(made)", "end": "\(due.end)", "lag": Words.count(lag)]
            result.finding = rule.found(rule.severity, words, desk: desk)
        }
        return [result]
    }
}
