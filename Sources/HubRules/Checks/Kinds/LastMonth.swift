import HubCore

/// CMP-008: the last month holds about as many records as the months before it; else the extract was cut off early.
///
/// The last month is the period's last but `months_back - 1`; it is held against the mean of the twelve before it (of those that the
/// file has, three at least).
final class LastMonth: Check {
    static let kind = RuleKind(name: "last-month-volume", says: ["kind", "month", "pct", "min", "n", "usual"]) { rule, params, _ in
        let minimum = params.requiredPercent("min_pct")
        let back = params.count("months_back") ?? 1
        return LastMonth(rule, params.kinds(), back: min(max(back, 1), 24), few: params.count("min_usual") ?? 10, atLeast: minimum)
    }

    private let (rule, kinds, back, few, minimum): (Rule, [Fact.Kind], Int, Int, Double)
    init(_ rule: Rule, _ kinds: [Fact.Kind], back: Int, few: Int, atLeast minimum: Double) {
        (self.rule, self.kinds, self.back, self.few, self.minimum) = (rule, kinds, back, few, minimum)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        kinds.map { kind in
            guard let due = desk.context.due else { return rule.couldNotRun(subject: kind.plural) }
            let volume = desk.volume(kind)
            guard volume.dated > 0 else { return rule.notApplicable(subject: kind.plural) }
            // A period that ends within a month is judged on its last whole month.
            let isWhole = Month.last(of: Month.of(due.end)) == due.end
            let month = Month.of(due.end) - (isWhole ? 0 : 1) - (back - 1)
            let before = ((month - 12)..<month).filter { $0 >= Month.of(Day(number: volume.first)) }.map { volume[$0] }
            let usual = before.isEmpty ? 0 : Double(before.reduce(0, +)) / Double(before.count)
            guard before.count >= 3, usual >= Double(max(few, 1)) else { return rule.notApplicable(subject: kind.plural) }
            let pct = Double(volume[month]) * 100 / usual
            var result = CheckResult(rule: rule.id, subject: kind.plural, state: pct < minimum ? .fail : .pass)
            (result.numerator, result.denominator) = (volume[month], Int(usual.rounded()))
            (result.value, result.threshold) = (pct, minimum)
            if pct < minimum {
                let words = [
                    "kind": kind.plural, "month": Words.month(month), "pct": Words.percent(pct), "min": Words.number(minimum),
                    "n": Words.count(volume[month]), "usual": Words.count(Int(usual.rounded())),
                ]
                result.finding = rule.found(rule.severity, words, desk: desk)
            }
            return result
        }
    }
}
