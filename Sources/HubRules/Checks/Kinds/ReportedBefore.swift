import HubCore

/// Rules that hold a reported result against what the same source said before: LON-001, LON-002, LON-003, LON-007.
enum ReportedBefore {
    /// The same thing in the latest period before, of about the same length.
    static func previous(of result: ReportedResult, _ table: ReportedTable, _ desk: Desk) -> ReportedResult? {
        guard let period = ReportedKey(result).period, result.supplement == nil else { return nil }
        var own = ReportedKey(result)
        own.period = nil
        let all = table.byKey.values + (desk.context.reportedBefore ?? [])
        return all.filter { other in
            var key = ReportedKey(other)
            guard let before = key.period, before.end < period.end, abs((before.end - before.start) - (period.end - period.start)) <= 15
            else { return false }
            key.period = nil
            return key == own
        }.max { ($0.periodEnd ?? period.start) < ($1.periodEnd ?? period.start) }
    }

    private static func judge(
        _ rule: Rule, _ compare: @escaping (_ now: ReportedResult, _ before: ReportedResult) -> ReportedEach.Answer
    ) -> ReportedEach {
        ReportedEach(rule) { result, table, desk in
            guard let before = previous(of: result, table, desk) else {
                return desk.context.reportedBefore == nil ? .couldNotRun : .notJudged
            }
            return compare(result, before)
        }
    }

    static let says = ReportedRowRule.says + ["prev", "old", "new", "delta", "max"]

    static let rateChange = RuleKind(name: "rate-change", says: says) { rule, params, _ in
        let most = params.percent("pp") ?? 15
        let least = params.count("min_den") ?? 1
        return judge(rule) { now, before in
            guard let a = before.share, let b = now.share, now.eligible ?? 0 >= least, before.eligible ?? 0 >= least else {
                return .notJudged
            }
            let delta = (b - a) * 100
            guard abs(delta) > most else { return .fine }
            return .wrong([
                "prev": before.periodWords, "delta": (delta > 0 ? "+" : "") + Words.number(delta), "old": Words.percent(a * 100) + " %",
                "new": Words.percent(b * 100) + " %", "max": Words.number(most),
            ])
        }
    }

    static let denominatorChange = RuleKind(name: "denominator-change", says: says) { rule, params, _ in
        let (usual, rolling) = (params.percent("pct") ?? 25, params.percent("rolling_pct") ?? 15)
        return judge(rule) { now, before in
            guard let a = before.denominator.number, let b = now.denominator.number, a > 0, let start = now.periodStart,
                let end = before.periodEnd
            else { return .notJudged }
            let pct = Double(b - a) * 100 / Double(a)
            let most = start <= end ? rolling : usual
            guard abs(pct) > most else { return .fine }
            return .wrong([
                "prev": before.periodWords, "old": Words.count(a), "new": Words.count(b), "delta": (pct > 0 ? "+" : "") + Words.number(pct),
                "max": Words.number(most),
            ])
        }
    }

    static let sameCounts = RuleKind(name: "same-counts", says: says) { rule, _, _ in
        judge(rule) { now, before in
            guard let num = now.numerator.number, let den = now.denominator.number, den > 0 else { return .notJudged }
            let same = num == before.numerator.number && den == before.denominator.number && now.exclusions == before.exclusions
            return same ? .wrong(["prev": before.periodWords]) : .fine
        }
    }

    /// The same period told anew.
    static let restated = RuleKind(name: "restated", says: says) { rule, params, _ in
        let least = params.percent("pp") ?? 2
        return ReportedEach(rule) { now, _, desk in
            guard let history = desk.context.reportedBefore else { return .couldNotRun }
            guard let before = history.first(where: { ReportedKey($0) == ReportedKey(now) }), let a = before.share, let b = now.share
            else { return .notJudged }
            guard abs(b - a) * 100 >= least else { return .fine }
            return .wrong(["old": Words.percent(a * 100) + " %", "new": Words.percent(b * 100) + " %"])
        }
    }
}
