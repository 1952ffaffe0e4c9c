import HubCore

/// Event sets, days and numbers over all periods at once.
extension JudgeScratch {
    /// Where in `members` an event set lies.
    mutating func events(_ plan: Plan, _ index: Int) -> Range<Int> {
        let slot = slots[index]
        if slot.stamp == stamp { return slot.start..<slot.end }
        let range: Range<Int>
        switch plan.events[index] {
        case .filter(let filter): range = self.filter(plan, filter)
        case .union(let children):
            for at in children { _ = events(plan, plan.eventChildren[at]) }
            let first = members.count
            for at in children {
                for member in events(plan, plan.eventChildren[at]) { members.append(members[member]) }
            }
            range = first..<members.count
        case .latest(let inner, let by): range = latest(plan, inner, by)
        case .thisEncounter:
            if let encounter { members.append(encounter) }
            range = members.count - (encounter == nil ? 0 : 1)..<members.count
        }
        slots[index] = Slot(stamp: stamp, start: range.lowerBound, end: range.upperBound)
        return range
    }

    private mutating func filter(_ plan: Plan, _ filter: Plan.FilterStep) -> Range<Int> {
        var candidate = heads[filter.leaf]
        if candidate < 0 { return members.count..<members.count }
        // What this set rests on comes first, so that its own members lie together.
        for at in filter.timings { settle(plan, plan.timings[at]) }
        for at in filter.relations {
            _ = events(plan, plan.relations[at].events)
            for timing in plan.relations[at].timings { settle(plan, plan.timings[timing]) }
        }
        let first = members.count
        while candidate >= 0 {
            let (row, next) = candidates[Int(candidate)]
            candidate = next
            var mask = plan.everyPeriod
            for at in filter.timings where mask != 0 { mask &= self.mask(plan, plan.timings[at], rows[Int(row)], nil) }
            for at in filter.relations where mask != 0 { mask &= related(plan, plan.relations[at], rows[Int(row)]) }
            if mask != 0 { members.append(Member(row: row, mask: mask)) }
        }
        return first..<members.count
    }

    /// The periods in which some event of the other set lies to this one as asked (or none does).
    private func related(_ plan: Plan, _ relation: Plan.RelationStep, _ row: JudgeRow) -> Plan.Mask {
        var found: Plan.Mask = 0
        let slot = slots[relation.events]
        for at in slot.start..<slot.end where found != plan.everyPeriod {
            let other = rows[Int(members[at].row)]
            var mask = members[at].mask
            if relation.linked, !row.isLinked(to: other) { continue }
            for timing in relation.timings where mask != 0 { mask &= self.mask(plan, plan.timings[timing], row, other) }
            found |= mask
        }
        return relation.negated ? plan.everyPeriod & ~found : found
    }

    /// Keeps in each period the latest; all of them when they tie to the second.
    private mutating func latest(_ plan: Plan, _ inner: Int, _ by: DateChoice) -> Range<Int> {
        let range = events(plan, inner)
        let first = members.count
        for at in range {
            let row = rows[Int(members[at].row)]
            var mask = members[at].mask
            let mine = row.span(by).0
            if mine == JudgeRow.unknown { continue }
            for rival in range where mask & members[rival].mask != 0 {
                let other = rows[Int(members[rival].row)]
                let theirs = other.span(by).0
                if theirs == JudgeRow.unknown { continue }
                if theirs > mine || (theirs == mine && other.second > row.second) { mask &= ~members[rival].mask }
            }
            if mask != 0 { members.append(Member(row: members[at].row, mask: mask)) }
        }
        return first..<members.count
    }

    mutating func settle(_ plan: Plan, _ timing: Plan.TimingStep) {
        if timing.from.base == .day { _ = day(plan, Int(timing.from.index)) }
        if timing.to.base == .day { _ = day(plan, Int(timing.to.index)) }
    }

    /// Where in `days` the days of a day value begin, one a period.
    mutating func day(_ plan: Plan, _ index: Int) -> Int {
        let first = index * plan.periods.count
        if dayStamps[index] == stamp { return first }
        let step = plan.dayValues[index]
        let range = events(plan, step.events)
        for at in plan.periods.indices { days[first + at] = HistoryFact.noDay }
        for at in range {
            let row = rows[Int(members[at].row)]
            let day = step.by == nil ? row.day : row.span(step.by).0
            if day == JudgeRow.unknown || day == JudgeRow.always || day == .max { continue }
            var mask = members[at].mask
            while mask != 0 {
                let slot = first + mask.trailingZeroBitCount
                if days[slot] == HistoryFact.noDay || (step.latest ? day > days[slot] : day < days[slot]) { days[slot] = day }
                mask &= mask - 1
            }
        }
        dayStamps[index] = stamp
        return first
    }

    /// Where in `numbers` the values of a number begin, one a period. Values in another unit are no values.
    mutating func number(_ plan: Plan, _ index: Int) -> Int {
        let count = plan.periods.count
        let first = index * count
        if numberStamps[index] == stamp { return first }
        let step = plan.numbers[index]
        let range = events(plan, step.events)
        let day = step.day < 0 ? -1 : self.day(plan, step.day)
        for at in 0..<count { numbers[first + at] = Quantity() }
        for period in 0..<count {
            var best: JudgeRow?
            var bestRow: Int32 = -1
            for at in range where members[at].mask & (1 << Plan.Mask(period)) != 0 {
                let row = rows[Int(members[at].row)]
                if row.value.isNaN || row.unit != step.unit { continue }
                if day >= 0, row.day != days[day + period] { continue }
                if step.codes >= 0, !plan.setsByCode.contains(row.code, step.codes) { continue }
                if best.map({ Self.goesBefore(row, $0, step.aggregate) }) ?? true { (best, bestRow) = (row, members[at].row) }
            }
            if let best { numbers[first + period] = Quantity(value: best.value, comparator: best.comparator, row: bestRow) }
        }
        numberStamps[index] = stamp
        return first
    }

    /// Ties of first and last go to the lower value.
    private static func goesBefore(_ a: JudgeRow, _ b: JudgeRow, _ aggregate: Number.Aggregate) -> Bool {
        switch aggregate {
        case .min: a.value < b.value
        case .max: a.value > b.value
        case .first: (a.day, a.second, a.value) < (b.day, b.second, b.value)
        case .last: a.day != b.day ? a.day > b.day : a.second != b.second ? a.second > b.second : a.value < b.value
        }
    }
}
