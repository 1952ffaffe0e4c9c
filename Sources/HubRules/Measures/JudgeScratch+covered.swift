import HubCore

/// Days on which a patient had a medicine, as the eCQM library "Cumulative Medication Duration" counts them.
extension JudgeScratch {
    /// The periods in which the events cover at least `min` days of the window. Supplies are rolled out: one that begins while an earlier one
    /// lasts begins the day after it, and keeps its length; what reaches beyond the window does not count. Events whose end nobody knows cover
    /// no day.
    mutating func daysCovered(_ plan: Plan, _ events: Int, _ within: Int, _ min: Int32) -> Plan.Mask {
        var found: Plan.Mask = 0
        for period in plan.periods.indices where coverage(plan, events, within, period)?.days ?? -1 >= Int(min) {
            found |= 1 << Plan.Mask(period)
        }
        return found
    }

    /// How many days of the window are covered in one period; nil when nobody knows the window, or there is no event at all.
    mutating func coverage(_ plan: Plan, _ events: Int, _ within: Int, _ period: Int) -> (days: Int, from: Int32, to: Int32)? {
        let range = self.events(plan, events)
        if range.isEmpty { return nil }
        settle(plan, plan.timings[within])
        guard let window = span(plan, plan.timings[within], period: period) else { return nil }
        var supplies: [(row: Int32, lo: Int32, hi: Int32)] = []
        for at in range where members[at].mask & (1 << Plan.Mask(period)) != 0 {
            let row = rows[Int(members[at].row)]
            guard row.lo != JudgeRow.unknown, row.lo != JudgeRow.always, row.hi != JudgeRow.unknown, row.hi >= row.lo else { continue }
            // A fact with several codes is one supply.
            if supplies.contains(where: { rows[Int($0.row)].isSameFact(as: row) }) { continue }
            supplies.append((members[at].row, row.lo, Swift.min(row.hi, row.lo &+ 3_660)))
        }
        supplies.sort { ($0.lo, $0.hi) < ($1.lo, $1.hi) }
        return (Self.covered(supplies.map { ($0.lo, $0.hi) }, window), window.from, window.to)
    }

    private static func covered(_ supplies: [(lo: Int32, hi: Int32)], _ window: (from: Int32, to: Int32)) -> Int {
        var (days, next) = (0, Int32.min)
        for supply in supplies where supply.hi >= supply.lo {
            let start = Swift.max(supply.lo, next)
            let end = start + (supply.hi - supply.lo)
            next = end + 1
            let (from, to) = (Swift.max(start, window.from), Swift.min(end, window.to))
            if from <= to { days += Int(to - from) + 1 }
        }
        return days
    }
}
