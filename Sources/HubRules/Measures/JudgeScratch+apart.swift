import HubCore

/// Days that have to lie apart, and birth dates.
extension JudgeScratch {
    /// How many distinct first days there are in each period when the next one counts only from `apart` days after the last that counted: well visits
    /// fourteen days apart.
    mutating func countApart(_ plan: Plan, _ events: Int, _ min: Int32, _ max: Int32, _ apart: Int32) -> Plan.Mask {
        let range = self.events(plan, events)
        var found: Plan.Mask = 0
        for period in plan.periods.indices {
            var days: [Int32] = []
            for at in range where members[at].mask & (1 << Plan.Mask(period)) != 0 {
                let day = rows[Int(members[at].row)].lo
                if day != JudgeRow.unknown, day != JudgeRow.always { days.append(day) }
            }
            days.sort()
            var (count, next): (Int32, Int32) = (0, .min)
            for day in days where day >= next {
                count += 1
                next = day + apart
            }
            if count >= min, count <= max { found |= 1 << Plan.Mask(period) }
        }
        return found
    }

    func born(_ plan: Plan, _ within: Int) -> Plan.Mask {
        guard birth != HistoryFact.noDay else { return 0 }
        var found: Plan.Mask = 0
        for period in plan.periods.indices {
            guard let window = span(plan, plan.timings[within], period: period) else { continue }
            if birth >= window.from, birth <= window.to { found |= 1 << Plan.Mask(period) }
        }
        return found
    }
}
