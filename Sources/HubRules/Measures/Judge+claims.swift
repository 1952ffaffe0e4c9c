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
        let windows = windows(events, period)
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
