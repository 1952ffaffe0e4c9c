import HubCore

/// PER-001, PER-002: two of the periods that a submission has are the same: asked, claimed, printed.
final class PeriodsAgree: Check {
    enum Which: String, CaseIterable { case asked, claimed, printed, due }

    static let kind = RuleKind(name: "periods-agree", says: ["left", "right", "left_period", "right_period"]) { rule, params, _ in
        let words = Which.allCases.map { ($0.rawValue, $0) }
        _ = (params.required("left"), params.required("right"))
        let (left, right) = (params.word("left", of: words) ?? .asked, params.word("right", of: words) ?? .claimed)
        return PeriodsAgree(rule, left, right, slack: params.count("slack_days") ?? 0)
    }

    private let (rule, left, right, slack): (Rule, Which, Which, Int)
    init(_ rule: Rule, _ left: Which, _ right: Which, slack: Int) {
        (self.rule, self.left, self.right, self.slack) = (rule, left, right, slack)
    }

    private func periods(_ which: Which, _ desk: Desk) -> [(period: Period, file: Int?)] {
        switch which {
        case .asked: desk.context.asked.map { [($0, nil)] } ?? []
        case .claimed: desk.context.claimed.map { [($0, nil)] } ?? []
        case .due: desk.context.due.map { [($0, nil)] } ?? []
        case .printed: desk.printed.map { printed in (printed.period, desk.files.firstIndex(of: printed.file)) }
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let subject = "\(left.rawValue) and \(right.rawValue)"
        let (lefts, rights) = (periods(left, desk), periods(right, desk))
        guard !lefts.isEmpty, !rights.isEmpty else { return [rule.notApplicable(subject: subject)] }
        var (judged, apart) = (0, Places())
        var first: (left: Period, right: Period)?
        for a in lefts {
            for b in rights {
                judged += 1
                if abs(a.period.start - b.period.start) <= slack, abs(a.period.end - b.period.end) <= slack { continue }
                let pair = (a.period, b.period)
                if first.map({ pair < ($0.left, $0.right) }) ?? true { first = pair }
                apart.add((a.file ?? b.file).map { Place(file: $0, Position(line: 0, column: 0)) } ?? .none)
            }
        }
        var result = CheckResult(rule: rule.id, subject: subject, state: first == nil ? .pass : .fail)
        (result.numerator, result.denominator) = (apart.count, judged)
        if let first {
            let words = ["left": left.rawValue, "right": right.rawValue, "left_period": "\(first.left)", "right_period": "\(first.right)"]
            result.finding = rule.found(rule.severity, words, count: apart.count, places: apart, desk: desk)
        }
        return [result]
    }
}

/// A file that starts on 1 January, sent for a period that starts the year before.
enum YearToDate {
    /// - Parameter slack: days after 1 January that the first day may be (holidays).
    static func isOne(_ found: Period, for due: Period, slack: Int) -> Bool {
        let (year, month, day) = found.start.parts
        return month == 1 && day <= 1 + slack && due.start.parts.year < year && due.contains(found.start)
    }

    static func words(_ found: Period, _ due: Period, _ how: String) -> [String: String] {
        let missing = Period(due.start, found.start.adding(days: -1))
        return [
            "found": "\(found)", "due": "\(due)", "how": how, "missing": "\(missing)", "january": "\(found.start.parts.year)-01-01",
            "missing_months": Words.count(max(0, Month.of(found.start) - Month.of(due.start))),
        ]
    }
}

/// PER-004: a year-to-date report is not sent as a rolling year.
final class YearToDateCheck: Check {
    static let kind = RuleKind(
        name: "not-year-to-date", says: ["found", "due", "how", "missing", "january", "missing_months"]
    ) { rule, params, _ in
        YearToDateCheck(
            rule, slack: params.count("slack_days") ?? 10, share: params.percent("min_month_share") ?? 10, few: params.count("min_n") ?? 20)
    }

    private let (rule, slack, share, few): (Rule, Int, Double, Int)
    init(_ rule: Rule, slack: Int, share: Double, few: Int) { (self.rule, self.slack, self.share, self.few) = (rule, slack, share, few) }

    func results(_ desk: Desk) -> [CheckResult] {
        guard let due = desk.context.due else { return [rule.couldNotRun()] }
        // The printed period is the surer witness; the dates speak where nothing is printed.
        let printed = desk.printed.map { $0.period }.sorted()
        let shown = desk.shown(share: share, atLeast: few)
        guard !printed.isEmpty || shown != nil else { return [rule.notApplicable()] }
        var result = CheckResult(rule: rule.id, subject: "", state: .pass)
        result.denominator = 1
        let told = printed.first { YearToDate.isOne($0, for: due, slack: 0) }.map { ($0, "the file prints") }
        let seen = shown.flatMap { YearToDate.isOne($0, for: due, slack: slack) ? ($0, "the dates in it run over") : nil }
        if let (found, how) = told ?? seen {
            (result.state, result.numerator) = (.fail, 1)
            result.finding = rule.found(rule.severity, YearToDate.words(found, due, how), desk: desk)
        }
        return [result]
    }
}

/// PER-003: the dates in the files fill the period at both ends. PER-005: they stop where it ends.
final class DatesFillPeriod: Check {
    static let kind = RuleKind(name: "dates-fill-period", says: ["end", "shown", "due", "days", "what"]) { rule, params, _ in
        let early = params.count("slack_days") ?? 31
        let beyond = params.flag("beyond") ?? false
        return DatesFillPeriod(
            rule, slack: early, beyond: beyond, share: params.percent("min_month_share") ?? 10, few: params.count("min_n") ?? 20)
    }

    private let (rule, slack, beyond, share, few): (Rule, Int, Bool, Double, Int)
    init(_ rule: Rule, slack: Int, beyond: Bool, share: Double, few: Int) {
        (self.rule, self.slack, self.beyond, self.share, self.few) = (rule, slack, beyond, share, few)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let subjects = beyond ? ["after the end"] : ["start", "end"]
        guard let due = desk.context.due else { return subjects.map { rule.couldNotRun(subject: $0) } }
        guard let shown = desk.shown(share: share, atLeast: few) else { return subjects.map { rule.notApplicable(subject: $0) } }
        if beyond {
            let what = "run on to \(shown.end), after the period's end"
            return [result("after the end", shown.end - due.end, what, shown, due, desk)]
        }
        var start = result("start", shown.start - due.start, "begin only on \(shown.start)", shown, due, desk)
        // That cause has a rule of its own.
        if YearToDate.isOne(shown, for: due, slack: 10) { start.finding = nil }
        return [start, result("end", due.end - shown.end, "stop on \(shown.end)", shown, due, desk)]
    }

    private func result(_ subject: String, _ days: Int, _ what: String, _ shown: Period, _ due: Period, _ desk: Desk) -> CheckResult {
        var result = CheckResult(rule: rule.id, subject: subject, state: days > slack ? .fail : .pass)
        (result.numerator, result.denominator) = (days > slack ? 1 : 0, 1)
        (result.value, result.threshold) = (Double(days), Double(slack))
        if days > slack {
            let words = ["end": subject, "shown": "\(shown)", "due": "\(due)", "days": Words.count(days), "what": what]
            result.finding = rule.found(rule.severity, words, desk: desk)
        }
        return result
    }
}
