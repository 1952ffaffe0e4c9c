package import HubCore

/// Measures that count encounters: each of the patient's is judged by itself, with the same facts about it.
extension Judge {
    /// One encounter in one group of a measure that counts encounters.
    package struct CountedEncounter: Sendable {
        /// Into ``Judge/outcomes``.
        package var index: Int
        package var day: Day?
        package var outcome: Outcome
        /// One mask a stratum of the measure.
        package var strata: [UInt64]
        var member: JudgeScratch.Member
    }

    /// Judges every encounter of a set, for all groups that count these.
    mutating func decideEncounters(_ events: Int) {
        let mine = outcomes.indices.filter { plan.groups[$0].encounters == events }
        let first = encounters.count
        for member in scratch.encounters(plan, events) {
            scratch.turn(to: member)
            for index in mine {
                let group = plan.groups[index]
                let outcome = populations(index, within: group.periods & member.mask)
                if outcome.initialPopulation == 0 { continue }
                let masks = group.strata.map { mask(of: $0, within: outcome.initialPopulation) }
                let lo = scratch.rows[Int(member.row)].lo
                let day = lo == JudgeRow.unknown || lo == JudgeRow.always ? nil : Day(number: lo)
                encounters.append(CountedEncounter(index: index, day: day, outcome: outcome, strata: masks, member: member))
            }
        }
        scratch.turn(to: nil)
        for index in mine { sumUp(index, encounters[first...].filter { $0.index == index }) }
    }

    /// Where the patient stands: open when one encounter is; met when some are and none is open; excepted or excluded when all that is left is.
    private mutating func sumUp(_ index: Int, _ found: [CountedEncounter]) {
        func union(_ part: (Outcome) -> UInt64) -> UInt64 { found.reduce(0) { $0 | part($1.outcome) } }
        var outcome = outcomes[index]
        outcome.initialPopulation = union { $0.initialPopulation }
        outcome.denominator = union { $0.denominator }
        let open = union { $0.denominator & ~$0.exclusion & ~$0.exception & ~$0.numerator }
        let met = union { $0.numerator }
        let excepted = union { $0.exception }
        // Where less is better, one encounter in the numerator is one to look at.
        outcome.numerator = measures[outcome.measure].lowerIsBetter ? met : met & ~open
        outcome.exception = excepted & ~open & ~met
        outcome.exclusion = outcome.denominator & ~open & ~met & ~excepted
        outcomes[index] = outcome
        for (at, stratum) in outcome.strata.enumerated() { strata[stratum] = found.reduce(0) { $0 | $1.strata[at] } }
    }

    /// Turns to the encounter that evidence is about: the latest that leaves something open, else the latest; nothing where patients are counted.
    /// - Returns: `visit of 2026-03-01`, or nothing.
    mutating func turn(toShown index: Int, _ period: Int) -> String {
        scratch.turn(to: nil)
        let bit: UInt64 = 1 << UInt64(period)
        let lower = measures[outcomes[index].measure].lowerIsBetter
        let inside = encounters.filter { $0.index == index && $0.outcome.initialPopulation & bit != 0 }
        let open = inside.filter { one in
            let outcome = one.outcome
            let isIn = outcome.denominator & ~outcome.exclusion & ~outcome.exception & bit != 0
            return isIn && (outcome.numerator & bit != 0) == lower
        }
        guard let shown = (open.isEmpty ? inside : open).max(by: { ($0.day?.number ?? .min) < ($1.day?.number ?? .min) }) else { return "" }
        scratch.turn(to: shown.member)
        return shown.day.map { "visit of \($0)" } ?? "visit without a date"
    }
}

extension JudgeScratch {
    /// The encounters of a set with the periods in which each counts: an encounter with several codes is one, and so is one that is written twice.
    mutating func encounters(_ plan: Plan, _ events: Int) -> [Member] {
        let range = self.events(plan, events)
        var (found, place): ([Member], [Int]) = ([], [])
        for at in range {
            let row = rows[Int(members[at].row)]
            let same = (range.lowerBound..<at).first { earlier in
                let other = rows[Int(members[earlier].row)]
                return other.isSameFact(as: row) || other.isCopy(of: row)
            }
            if let same {
                place.append(place[same - range.lowerBound])
                found[place[place.count - 1]].mask |= members[at].mask
            } else {
                place.append(found.count)
                found.append(members[at])
            }
        }
        return found
    }

    /// Makes this the encounter that is asked about; what was worked out for another is forgotten.
    mutating func turn(to encounter: Member?) {
        self.encounter = encounter
        stamp &+= 1
    }
}
