import HubCore

/// Criteria over all periods at once.
extension JudgeScratch {
    /// The periods in which a step could be true, as far as age and sex tell: when there are none, the facts need no look.
    mutating func gate(_ plan: Plan, _ step: Int) -> Plan.Mask {
        switch plan.steps[step] {
        case .age, .sex, .born, .died: return mask(plan, step)
        case .all(let children):
            var mask = plan.everyPeriod
            for at in children where mask != 0 { mask &= gate(plan, plan.children[at]) }
            return mask
        case .any(let children):
            var mask: Plan.Mask = 0
            for at in children where mask != plan.everyPeriod { mask |= gate(plan, plan.children[at]) }
            return mask
        default: return plan.everyPeriod
        }
    }

    mutating func mask(_ plan: Plan, _ step: Int) -> Plan.Mask {
        if truths[step].stamp == stamp { return truths[step].mask }
        let mask = work(plan, plan.steps[step])
        truths[step] = (stamp, mask)
        return mask
    }

    private mutating func work(_ plan: Plan, _ step: Plan.Step) -> Plan.Mask {
        switch step {
        case .all(let children):
            var mask = plan.everyPeriod
            for at in children where mask != 0 { mask &= self.mask(plan, plan.children[at]) }
            return mask
        case .any(let children):
            var mask: Plan.Mask = 0
            for at in children where mask != plan.everyPeriod { mask |= self.mask(plan, plan.children[at]) }
            return mask
        case .not(let part): return plan.everyPeriod & ~mask(plan, part)
        case .exists(let events):
            var mask: Plan.Mask = 0
            for at in self.events(plan, events) { mask |= members[at].mask }
            return mask
        case .count(let events, let min, let max): return count(plan, events, min, max, days: false)
        case .countDays(let events, let min, let max, let apart):
            return apart > 1 ? countApart(plan, events, min, max, apart) : count(plan, events, min, max, days: true)
        case .born(let within): return born(plan, within)
        case .died(let within): return died(plan, within)
        case .daysCovered(let events, let within, let min): return daysCovered(plan, events, within, min)
        case .age(let row, let min, let max): return age(plan, row, min, max)
        case .sex(let bits): return bits & sexBit != 0 ? plan.everyPeriod : 0
        case .compare(let number, let comparison):
            let first = self.number(plan, number)
            var mask: Plan.Mask = 0
            for at in plan.periods.indices {
                let quantity = numbers[first + at]
                if !quantity.value.isNaN, comparison.holds(quantity.value, quantity.comparator) { mask |= 1 << Plan.Mask(at) }
            }
            return mask
        case .isNull(let number):
            let first = self.number(plan, number)
            var mask: Plan.Mask = 0
            for at in plan.periods.indices where numbers[first + at].value.isNaN { mask |= 1 << Plan.Mask(at) }
            return mask
        case .valueIn(let events, let codes):
            var mask: Plan.Mask = 0
            for at in self.events(plan, events) where plan.setsByCode.contains(rows[Int(members[at].row)].valueCode, codes) {
                mask |= members[at].mask
            }
            return mask
        }
    }

    private func age(_ plan: Plan, _ row: Int, _ min: Int32, _ max: Int32) -> Plan.Mask {
        guard birth != HistoryFact.noDay else { return 0 }
        let (from, below) = (birthKey &+ min &* 10_000, birthKey &+ (max &+ 1) &* 10_000)
        var mask: Plan.Mask = 0
        for at in plan.periods.indices {
            let key = plan.keys[row + at]
            if key >= from, key < below { mask |= 1 << Plan.Mask(at) }
        }
        return mask
    }

    /// How many events, or distinct first days, there are in each period. A fact with several codes counts once,
    /// and so does a statement that stands there twice.
    private mutating func count(_ plan: Plan, _ events: Int, _ min: Int32, _ max: Int32, days: Bool) -> Plan.Mask {
        let range = self.events(plan, events)
        for at in counters.indices { counters[at] = 0 }
        for at in range {
            let row = rows[Int(members[at].row)]
            if days, row.lo == JudgeRow.unknown { continue }
            var mask = members[at].mask
            for earlier in range.lowerBound..<at where mask & members[earlier].mask != 0 {
                let other = rows[Int(members[earlier].row)]
                if days ? other.lo == row.lo : other.isSameFact(as: row) || other.isCopy(of: row) { mask &= ~members[earlier].mask }
            }
            while mask != 0 {
                counters[mask.trailingZeroBitCount] &+= 1
                mask &= mask - 1
            }
        }
        var found: Plan.Mask = 0
        for at in counters.indices where counters[at] >= min && counters[at] <= max { found |= 1 << Plan.Mask(at) }
        return found
    }
}
