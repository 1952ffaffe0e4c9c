import HubCore

/// The facts behind a leaf.
extension Judge {
    /// The rows of a set that count in the period, each fact once, latest first.
    mutating func members(_ events: Events, _ period: Int) -> [JudgeRow] {
        guard let step = numbering.events[events] else { return [] }
        let bit: UInt64 = 1 << UInt64(period)
        var rows: [JudgeRow] = []
        for at in scratch.events(plan, step) where scratch.members[at].mask & bit != 0 {
            let row = scratch.rows[Int(scratch.members[at].row)]
            if !rows.contains(where: { $0.isSameFact(as: row) }) { rows.append(row) }
        }
        return rows.sorted { ($0.day, $0.second, $0.number) > ($1.day, $1.second, $1.number) }
    }

    /// Puts in the events of a set that count in the period; when there are none, the nearest miss.
    mutating func look(_ events: Events, _ period: Int, _ facts: [HistoryFact], _ measure: Measure, _ evidence: inout Evidence) {
        let rows = members(events, period)
        evidence.claims = rows.prefix(Evidence.claimsKept).compactMap { claim($0, facts) }
        evidence.due = due(events, period)
        guard !evidence.met else { return }
        var windows: [Timing: (from: Int32, to: Int32)] = [:]
        for timing in events.filters.flatMap(\.timings) { windows[timing] = settled(timing, events, period) }
        evidence.asks = measure.asks(events) { windows[$0] }
        if rows.isEmpty { evidence.nearest = nearest(events, facts, measure, period) }
    }

    /// The fact that comes closest to being an event of the set: by what is wrong with it, by how much, then the latest.
    /// - Parameter codes: a code set of the plan: only facts with one of its codes; -1: all.
    mutating func nearest(
        _ events: Events, _ facts: [HistoryFact], _ measure: Measure, _ period: Int, codes: Int32 = -1
    ) -> Evidence.Claim? {
        var best: (miss: Shortfall, fact: HistoryFact)?
        for filter in events.filters {
            for fact in facts where codes < 0 || plan.setsByCode.contains(fact.code, codes) {
                // Without the day to count from nothing is near.
                guard let miss = shortfall(filter, fact, measure, period), miss.distance < .max else { continue }
                if let known = best, known.miss < miss || !(miss < known.miss) && known.fact.shown >= fact.shown { continue }
                best = (miss, fact)
            }
        }
        if let best {
            var claim = claim(best.fact, facts)
            (claim.miss, claim.why) = (best.miss.miss, best.miss.why)
            claim.others = best.miss.others.compactMap { self.claim($0, facts) }
            return claim
        }
        return suspects?.nearest(events, facts, measure, self, period)
    }

    func claim(_ row: JudgeRow, _ facts: [HistoryFact]) -> Evidence.Claim? {
        facts.first { $0.submission == row.submission && $0.number == row.number && $0.code == row.code }.map { claim($0, facts) }
    }

    /// With the code that the source wrote: the first of the fact's.
    func claim(_ fact: HistoryFact, _ facts: [HistoryFact]) -> Evidence.Claim {
        let first = facts.first { $0.submission == fact.submission && $0.number == fact.number } ?? fact
        func day(_ number: Int32) -> Day? { number == HistoryFact.noDay ? nil : Day(number: number) }
        // What lasts and ended on the day it began did end.
        let isOneDay = fact.end == fact.shown && fact.kind != .condition && fact.kind != .allergy
        return Evidence.Claim(
            kind: fact.kind, submission: fact.submission, number: fact.number, code: fact.code, sourceCode: first.code,
            day: day(fact.shown),
            end: isOneDay ? nil : day(fact.end), value: fact.value.isNaN ? nil : fact.value, unit: fact.unit,
            valueCode: fact.valueCode, reason: fact.negated ? fact.reason : -1)
    }

    /// The dates of a timing in one period; nil when they hang on another event, or are not known.
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

    /// The last day on which something may go with the events that a filter asks for; `Int32.max` where there are none to count from.
    private mutating func relatedEnd(_ filter: EventFilter, _ period: Int) -> Int32 {
        guard let index = numbering.events[.filter(filter)], case .filter(let step) = plan.events[index] else { return .max }
        var end = Int32.max
        for (at, _) in zip(step.relations, filter.with) where !plan.relations[at].timings.isEmpty {
            let relation = plan.relations[at]
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

    /// The dates of a timing in one period, those that are counted from a day of this patient's too.
    mutating func settled(_ timing: Timing, _ events: Events, _ period: Int) -> (from: Int32, to: Int32)? {
        if let fixed = window(timing, period) { return fixed }
        guard !timing.usesOther else { return nil }
        for filter in events.filters {
            guard let index = numbering.events[.filter(filter)], case .filter(let step) = plan.events[index] else { continue }
            for (at, one) in zip(step.timings, filter.timings) where one == timing {
                scratch.settle(plan, plan.timings[at])
                return scratch.span(plan, plan.timings[at], period: period, other: nil)
            }
        }
        return nil
    }

    /// The last day that counts for any of the set's filters, when it is not the period's.
    private mutating func due(_ events: Events, _ period: Int) -> Day? {
        var last: Int32?
        for filter in events.filters {
            let ends = filter.timings.compactMap { settled($0, events, period)?.to }
            last = max(last ?? .min, min(ends.min() ?? .max, relatedEnd(filter, period)))
        }
        return last.flatMap { $0 >= periods[period].end.number ? nil : Day(number: $0) }
    }
}

extension Events {
    /// The filters that it is made of.
    package var filters: [EventFilter] {
        switch self {
        case .filter(let filter): [filter]
        case .union(let members): members.flatMap(\.filters)
        case .latest(let inner, _): inner.filters
        case .thisEncounter: []
        }
    }
}

extension HistoryFact {
    /// The day that a person would give for it.
    var shown: Int32 { start != Self.noDay ? start : authored != Self.noDay ? authored : end }
}
