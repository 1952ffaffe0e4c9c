import HubCore

/// The facts behind a leaf.
extension Judge {
    /// Puts in the events of a set that count in the period; when there are none, the nearest miss.
    mutating func look(_ events: Events, _ period: Int, _ facts: [HistoryFact], _ evidence: inout Evidence) {
        guard let step = numbering.events[events] else { return }
        let bit: UInt64 = 1 << UInt64(period)
        var rows: [JudgeRow] = []
        for at in scratch.events(plan, step) where scratch.members[at].mask & bit != 0 {
            let row = scratch.rows[Int(scratch.members[at].row)]
            if !rows.contains(where: { $0.isSameFact(as: row) }) { rows.append(row) }
        }
        rows.sort { ($0.day, $0.second, $0.number) > ($1.day, $1.second, $1.number) }
        evidence.claims = rows.prefix(Evidence.claimsKept).compactMap { claim($0, facts) }
        if rows.isEmpty { evidence.nearest = nearest(step, facts) }
    }

    /// The fact that comes closest to being an event of the set: by what is wrong with it, then the latest.
    private func nearest(_ step: Int, _ facts: [HistoryFact]) -> Evidence.Claim? {
        var best: (miss: Miss, fact: HistoryFact)?
        for fact in facts {
            for (_, filter) in plan.filters(step) {
                guard let miss = scratch.miss(plan, leaf: filter.leaf, timings: filter.timings, fact) else { continue }
                if let known = best, (known.miss, -Int64(known.fact.shown)) <= (miss, -Int64(fact.shown)) { continue }
                best = (miss, fact)
            }
        }
        return best.map { Evidence.Claim($0.fact, miss: $0.miss) }
    }

    func claim(_ row: JudgeRow, _ facts: [HistoryFact]) -> Evidence.Claim? {
        facts.first { $0.submission == row.submission && $0.number == row.number && $0.code == row.code }
            .map { Evidence.Claim($0, miss: nil) }
    }
}

extension HistoryFact {
    /// The day that a person would give for it.
    var shown: Int32 { start != Self.noDay ? start : authored != Self.noDay ? authored : end }
}

extension Evidence.Claim {
    init(_ fact: HistoryFact, miss: Miss?) {
        self.init(
            kind: fact.kind, submission: fact.submission, number: fact.number, code: fact.code,
            day: fact.shown == HistoryFact.noDay ? nil : Day(number: fact.shown), value: fact.value.isNaN ? nil : fact.value,
            unit: fact.unit, valueCode: fact.valueCode, miss: miss)
    }
}
