import HubCore

/// Rules that hold a reported result against the whole line of what was said before: LON-004, LON-008, LON-009.
enum ReportedSeries {
    /// The same thing in earlier periods of about the same length, oldest first; of two numbers for one period the newer.
    static func before(_ result: ReportedResult, _ table: ReportedTable, _ desk: Desk, anySource: Bool = false) -> [ReportedResult] {
        guard let period = ReportedKey(result).period, result.supplement == nil else { return [] }
        func own(_ result: ReportedResult) -> ReportedKey {
            var key = ReportedKey(result)
            key.period = nil
            if anySource { key.source = .manual }
            return key
        }
        let mine = own(result)
        var byPeriod: [ReportedKey: ReportedResult] = [:]
        for other in (desk.context.reportedBefore ?? []) + table.byKey.values {
            guard let before = ReportedKey(other).period, before.end < period.end,
                abs((before.end - before.start) - (period.end - period.start)) <= 15, own(other) == mine
            else { continue }
            byPeriod[ReportedKey(other)] = other
        }
        return byPeriod.values.sorted {
            ($0.periodEnd ?? period.start, $0.source.rawValue) < ($1.periodEnd ?? period.start, $1.source.rawValue)
        }
    }

    static let says = ReportedRowRule.says + ["value", "median", "max", "old", "new", "prev", "periods"]

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// LON-004: the rate is where its last periods were, by their median and the spread around it (MAD), which one outlier does not move.
    static let outlier = RuleKind(name: "rate-outlier", says: says) { rule, params, _ in
        let (last, times, least) = (params.count("n") ?? 8, params.number("k") ?? 3, params.percent("min_pp") ?? 2)
        return ReportedEach(rule) { result, table, desk in
            guard let share = result.share else { return .notJudged }
            let shares = before(result, table, desk).compactMap(\.share).suffix(last).map { $0 * 100 }
            guard shares.count == last, last > 0 else { return desk.context.reportedBefore == nil ? .couldNotRun : .notJudged }
            let middle = median(shares)
            let most = max(times * 1.4826 * median(shares.map { abs($0 - middle) }), least)
            guard abs(share * 100 - middle) > most else { return .fine }
            return .wrong([
                "value": Words.percent(share * 100) + " %", "median": Words.percent(middle) + " %", "max": Words.number(most),
            ])
        }
    }

    /// LON-008: no period is left out between the last that was reported and this one. The step is the one that most of the earlier periods had, and at
    /// most a period's own length: rolling years come by quarters or months, others follow each other.
    static let gap = RuleKind(name: "no-gap", says: says) { rule, _, _ in
        ReportedEach(rule, together: true) { result, table, desk in
            guard let start = result.periodStart, let end = result.periodEnd else { return .notJudged }
            let earlier = before(result, table, desk, anySource: true)
            let ends = Set(earlier.compactMap(\.periodEnd)).sorted()
            guard let last = ends.last else { return desk.context.reportedBefore == nil ? .couldNotRun : .notJudged }
            let length = months(start.adding(days: -1), end)
            let usual = usualStep(ends)
            // Of one period alone nobody knows whether it rolls, unless the new one does not touch it.
            guard let step = usual.map({ min($0, length) }) ?? (start > last ? length : nil) else { return .notJudged }
            guard step > 0, length > 0 else { return .notJudged }
            // Counted back from the new period, whose days are known, so that the months' ends are ends.
            var missing: [String] = []
            var (from, at) = (start, 1)
            while missing.count < 100 {
                from = start.adding(months: -step * at)
                let to = end.adding(days: 1).adding(months: -step * at).adding(days: -1)
                guard to > last.adding(days: 15) else { break }
                missing.append("\(from)..\(to)")
                at += 1
            }
            guard !missing.isEmpty else { return .fine }
            let shown = missing.reversed().prefix(4).joined(separator: ", ") + (missing.count > 4 ? " and \(missing.count - 4) more" : "")
            return .wrong(["periods": shown])
        }
    }

    /// The step that most of the ends have, the shortest of several; nil for fewer than two.
    private static func usualStep(_ ends: [Day]) -> Int? {
        let steps = Dictionary(grouping: zip(ends, ends.dropFirst()).map { months($0, $1) }, by: { $0 })
        return steps.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    /// Whole months from the last day of one period to the last day of another.
    private static func months(_ from: Day, _ to: Day) -> Int { (to - from + 10) * 12 / 365 }

    /// LON-009: the numbers come from where they came from before.
    static let source = RuleKind(name: "source-unchanged", says: says) { rule, _, _ in
        ReportedEach(rule, together: true) { result, table, desk in
            let earlier = before(result, table, desk, anySource: true)
            guard let end = earlier.last?.periodEnd else { return desk.context.reportedBefore == nil ? .couldNotRun : .notJudged }
            let last = earlier.filter { $0.periodEnd == end }
            if let same = last.first(where: { $0.source == result.source }) {
                guard let old = same.dataSourceCode, let new = result.dataSourceCode, old != new else { return .fine }
                return .wrong(["old": "data source \(old)", "new": "data source \(new)", "prev": same.periodWords])
            }
            guard let other = last.last else { return .notJudged }
            return .wrong(["old": other.source.rawValue, "new": result.source.rawValue, "prev": other.periodWords])
        }
    }
}
