import HubCore

/// The days on which something counts for one patient in one period, and the last of them.
extension Judge {
    /// The plan's step for a filter of a measure.
    func step(_ filter: EventFilter) -> Plan.FilterStep? {
        guard let index = numbering.events[.filter(filter)], case .filter(let step) = plan.events[index] else { return nil }
        return step
    }

    /// The dates of a timing; nil when they hang on a day of the patient's or on another event, or are not known.
    func window(_ timing: Timing, _ period: Int) -> (from: Int32, to: Int32)? {
        guard !timing.usesOther else { return nil }
        func day(_ point: Point?, _ unbounded: Int32) -> Int32? {
            guard let point else { return unbounded }
            switch point.base {
            case .periodStart: return point.applied(to: periods[period].start).number
            case .periodEnd: return point.applied(to: periods[period].end).number
            case .birth: return scratch.birth == HistoryFact.noDay ? nil : point.applied(to: Day(number: scratch.birth)).number
            default: return nil
            }
        }
        guard let from = day(timing.window.from, .min), let to = day(timing.window.to, .max) else { return nil }
        return (from, to)
    }

    /// The dates of all timings of a set that hang on no other event; those that are counted from a day of this patient's too.
    mutating func windows(_ events: Events, _ period: Int) -> [Timing: (from: Int32, to: Int32)] {
        var found: [Timing: (from: Int32, to: Int32)] = [:]
        for filter in events.filters { found.merge(windows(filter, period)) { first, _ in first } }
        return found
    }

    private mutating func windows(_ filter: EventFilter, _ period: Int) -> [Timing: (from: Int32, to: Int32)] {
        guard let step = step(filter) else { return [:] }
        var found: [Timing: (from: Int32, to: Int32)] = [:]
        for (at, timing) in zip(step.timings, filter.timings) where !timing.usesOther {
            scratch.settle(plan, plan.timings[at])
            found[timing] = window(timing, period) ?? scratch.span(plan, plan.timings[at], period: period, other: nil)
        }
        return found
    }

    /// The last day that counts for any of a set's filters, when it is not the period's.
    mutating func due(_ events: Events, _ period: Int) -> Day? {
        var last: Int32?
        for filter in events.filters {
            let own = windows(filter, period).values.map(\.to).min() ?? .max
            last = max(last ?? .min, min(own, relatedEnd(filter, period)))
        }
        return last.flatMap { $0 >= periods[period].end.number ? nil : Day(number: $0) }
    }

    /// The last day on which something may go with the events that a filter asks for; `Int32.max` where there are none to count from.
    private mutating func relatedEnd(_ filter: EventFilter, _ period: Int) -> Int32 {
        guard let step = step(filter) else { return .max }
        var end = Int32.max
        // The first relations of a step are those of `with`.
        for relation in step.relations.prefix(filter.with.count).map({ plan.relations[$0] }) where !relation.timings.isEmpty {
            let range = scratch.events(plan, relation.events)
            for timing in relation.timings { scratch.settle(plan, plan.timings[timing]) }
            var last = Int32.min
            for member in range where scratch.members[member].mask & (1 << UInt64(period)) != 0 {
                let other = scratch.rows[Int(scratch.members[member].row)]
                let ends = relation.timings.compactMap { scratch.span(plan, plan.timings[$0], period: period, other: other)?.to }
                last = max(last, ends.min() ?? .max)
            }
            if last != .min { end = min(end, last) }
        }
        return end
    }
}
