import HubCore

/// A rule that looks at each reported result by itself, or beside the others: one finding for each result that it finds fault with.
final class ReportedEach: Check {
    /// Words for what is wrong; nil when it is fine. `judged` is false for what the rule has nothing to say about.
    typealias Judge = (_ result: ReportedResult, _ all: ReportedTable, _ desk: Desk) -> Answer
    enum Answer {
        case notJudged, couldNotRun, fine
        case wrong([String: String])
    }

    private let rule: Rule
    private let judge: Judge
    private let together: Bool

    /// - Parameter together: the same trouble of several measures has one cause, and is told once.
    init(_ rule: Rule, together: Bool = false, _ judge: @escaping Judge) {
        (self.rule, self.together, self.judge) = (rule, together, judge)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        guard !desk.reported.isEmpty else { return [rule.notApplicable()] }
        let table = ReportedTable(desk.reported.map(\.result))
        var (judged, blind) = (0, 0)
        var (wrong, causes): ([CheckResult], [[String: String]: Int]) = ([], [:])
        var told: [(result: ReportedResult, words: [String: String], places: Places)] = []
        for (result, place) in desk.reported {
            switch judge(result, table, desk) {
            case .notJudged: continue
            case .couldNotRun: blind += 1
            case .fine: judged += 1
            case .wrong(let words):
                judged += 1
                if together, let at = causes[words] {
                    told[at].places.add(place)
                    continue
                }
                causes[words] = told.count
                var places = Places()
                places.add(place)
                told.append((result, words, places))
            }
        }
        for (result, words, places) in told {
            var all = result.words.merging(words) { $1 }
            if places.count > 1 { all["measure"] = "\(result.label) and \(places.count - 1) more" }
            var one = CheckResult(rule: rule.id, subject: result.label, state: .fail)
            (one.numerator, one.denominator) = (places.count, together ? judged : 1)
            one.finding = rule.found(rule.severity, all, count: places.count, places: places, desk: desk)
            wrong.append(one)
        }
        if !wrong.isEmpty { return wrong }
        if judged == 0 { return [blind > 0 ? rule.couldNotRun() : rule.notApplicable()] }
        return [rule.violations(0, of: judged, desk: desk)]
    }
}

/// The results of a submission, found by what they are about.
struct ReportedTable {
    private(set) var byKey: [ReportedKey: ReportedResult] = [:]

    init(_ results: [ReportedResult]) { for result in results { byKey[ReportedKey(result)] = result } }

    /// The same thing, but for what `change` makes different.
    func beside(_ result: ReportedResult, _ change: (inout ReportedKey) -> Void) -> ReportedResult? {
        var key = ReportedKey(result)
        change(&key)
        return byKey[key]
    }

    func all(like result: ReportedResult, _ same: (ReportedKey) -> Bool) -> [ReportedResult] {
        byKey.filter { same($0.key) }.map(\.value).sorted { $0.position < $1.position }
    }
}

extension ReportedEach {
    /// AGG-008: exactly nobody or everybody, among many.
    static let extreme = RuleKind(name: "rate-extreme", says: ReportedRowRule.says) { rule, params, _ in
        let least = params.count("min_den") ?? 30
        return ReportedEach(rule) { result, _, _ in
            guard result.supplement == nil, let share = result.share, let eligible = result.eligible, eligible >= least else {
                return .notJudged
            }
            return share == 0 || share == 1 ? .wrong(["den": Words.count(eligible)]) : .fine
        }
    }

    /// AGG-009: most patients stay in.
    static let exclusionShare = RuleKind(name: "exclusion-share", says: ReportedRowRule.says + ["pct", "max"]) { rule, params, _ in
        let most = params.percent("max_pct") ?? 35
        return ReportedEach(rule) { result, _, _ in
            guard result.supplement == nil, let out = result.leftOut, let den = result.denominator.number, den > 0 else {
                return .notJudged
            }
            guard Double(out) * 100 > most * Double(den) else { return .fine }
            return .wrong(["pct": Words.percent(out, of: den), "max": Words.number(most)])
        }
    }

    /// AGG-010: the version is that of the year in which the period ends.
    static let versionOfYear = RuleKind(name: "version-of-year", says: ReportedRowRule.says + ["end", "expected", "version"]) {
        rule, _, _ in
        ReportedEach(rule) { result, _, desk in
            guard let version = result.version, let end = result.periodEnd, let known = result.measure.flatMap({ desk.context.names[$0] })
            else { return .notJudged }
            let year = end.parts.year
            if let expected = known.versions[year] {
                return version == expected ? .fine : .wrong(["version": version, "end": "\(end)", "expected": expected])
            }
            // Of a year that the hub has no table of: a version that belongs to another year cannot be right.
            guard let own = known.versions.first(where: { $0.value == version })?.key else { return .notJudged }
            return .wrong(["version": version, "end": "\(end)", "expected": "another than that of \(own)"])
        }
    }

    /// AGG-017: a report that was run before its period was over will be told otherwise later.
    static let periodOver = RuleKind(name: "period-over", says: ["period", "end", "received"]) { rule, _, _ in
        ReportedEach(rule) { result, _, desk in
            guard let end = result.periodEnd else { return .notJudged }
            // Where the whole submission is too early, FIL-007 says so.
            guard let day = desk.extractDay ?? desk.context.receivedOn else { return .couldNotRun }
            if let due = desk.context.due, due.end > day { return .notJudged }
            return end > day ? .wrong(["end": "\(end)", "received": "\(day)"]) : .fine
        }
    }

    /// PER-006: among the periods of a report is the one that is asked for.
    static let periodAsked = RuleKind(name: "reported-period", says: ["period", "due"]) { rule, _, _ in
        ReportedEach(rule) { result, table, desk in
            guard let due = desk.context.due else { return .couldNotRun }
            if table.byKey.keys.contains(where: { $0.period == due }) { return .fine }
            return .wrong(["due": "\(due)"])
        }
    }

    /// AGG-012: the denominator is a usual part of the practice's adults.
    static let panelShare = RuleKind(name: "panel-share", says: ReportedRowRule.says + ["pct", "low", "high", "panel"]) { rule, params, _ in
        var limits: [String: (Double, Double)] = [:]
        for node in params.nodes("limits") ?? [] {
            var block = NodeReader(node, what: "a limit")
            limits[block.requiredText("measure") ?? ""] = (block.requiredPercent("low"), block.requiredPercent("high"))
            block.finish()
            params.absorb(block.findings)
        }
        let (known, least) = (limits, params.count("min_panel") ?? 100)
        return ReportedEach(rule) { result, _, desk in
            guard result.level == .practice, result.stratum.isEmpty, result.supplement == nil, result.group == "1",
                let (low, high) = result.measure.flatMap({ known[$0] }), let den = result.denominator.number
            else { return .notJudged }
            guard let panel = desk.context.adultPanel, panel >= least else { return .couldNotRun }
            let pct = Double(den) * 100 / Double(panel)
            guard pct < low || pct > high else { return .fine }
            return .wrong(["pct": Words.percent(pct), "low": Words.number(low), "high": Words.number(high), "panel": Words.count(panel)])
        }
    }

    /// AGG-013: of measures where lower is better, a high rate may be the complement.
    static let direction = RuleKind(name: "direction", says: ReportedRowRule.says + ["max"]) { rule, params, _ in
        let most = params.requiredPercent("max_pct")
        let only = params.texts("measures") ?? []
        return ReportedEach(rule) { result, _, _ in
            guard result.supplement == nil, let measure = result.measure, only.contains(measure), let share = result.share else {
                return .notJudged
            }
            return share * 100 > most ? .wrong(["rate": Words.percent(share * 100) + " %", "max": Words.number(most)]) : .fine
        }
    }
}
