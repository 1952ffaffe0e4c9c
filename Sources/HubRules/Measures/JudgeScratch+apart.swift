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

    /// The periods in which the day lies that is so and so long after the birth. Counted forwards from the birth date: days that are counted back from
    /// the ends of two periods leave a gap or an overlap between them where a leap day or a short month comes in.
    func died(_ plan: Plan, _ within: Int) -> Plan.Mask {
        guard deceased != HistoryFact.noDay else { return 0 }
        let timing = plan.timings[within]
        var found: Plan.Mask = 0
        for period in plan.periods.indices
        where deceased >= plan.days[Int(timing.from.index) + period] && deceased <= plan.days[Int(timing.to.index) + period] {
            found |= 1 << Plan.Mask(period)
        }
        return found
    }

    func born(_ plan: Plan, _ within: Int) -> Plan.Mask {
        guard birth != HistoryFact.noDay else { return 0 }
        let timing = plan.timings[within]
        let (first, last) = (Self.moved(birth, timing.from.months, timing.from.shift), Self.moved(birth, timing.to.months, timing.to.shift))
        var found: Plan.Mask = 0
        for period in plan.periods.indices
        where first >= plan.days[Int(timing.from.index) + period] && last <= plan.days[Int(timing.to.index) + period] {
            found |= 1 << Plan.Mask(period)
        }
        return found
    }
}
