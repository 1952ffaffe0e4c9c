package import HubCore

/// Adds up what the judge found: patients in each population, or encounters where the measure counts those, by measure, group, stratum and period.
package struct Tally: Sendable {
    /// Of one group of one measure: counts by period, then of each stratum by period.
    package struct Line: Sendable {
        package var measure: Int
        package var group: Int
        package var counts: [PopulationCounts]
        package var strata: [[PopulationCounts]]
    }
    package private(set) var lines: [Line] = []

    package init(_ judge: Judge) {
        let none = Array(repeating: PopulationCounts(), count: judge.periods.count)
        lines = judge.outcomes.map {
            Line(measure: $0.measure, group: $0.group, counts: none, strata: Array(repeating: none, count: $0.strata.count))
        }
    }

    /// Adds the patient that was judged last.
    /// - Parameter periods: one bit a period; only in those the patient is counted here (a provider's, say).
    package mutating func add(_ judge: Judge, periods: UInt64 = .max) {
        addEncounters(judge, periods)
        for (index, outcome) in judge.outcomes.enumerated()
        where outcome.initialPopulation & periods != 0 && judge.plan.groups[index].encounters < 0 {
            Self.add(outcome, within: periods, to: &lines[index].counts)
            for (at, stratum) in outcome.strata.enumerated() where judge.strata[stratum] & periods != 0 {
                Self.add(outcome, within: judge.strata[stratum] & periods, to: &lines[index].strata[at])
            }
        }
    }

    /// Adds every encounter of the patient that was judged last, where encounters are counted.
    private mutating func addEncounters(_ judge: Judge, _ periods: UInt64) {
        for one in judge.encounters {
            Self.add(one.outcome, within: periods, to: &lines[one.index].counts)
            for (at, mask) in one.strata.enumerated() { Self.add(one.outcome, within: mask & periods, to: &lines[one.index].strata[at]) }
        }
    }

    /// Adds what another thread counted with a copy of the same judge.
    package mutating func add(_ other: Tally) {
        for index in lines.indices {
            for at in lines[index].counts.indices { lines[index].counts[at].add(other.lines[index].counts[at]) }
            for stratum in lines[index].strata.indices {
                for at in lines[index].strata[stratum].indices {
                    lines[index].strata[stratum][at].add(other.lines[index].strata[stratum][at])
                }
            }
        }
    }

    private static func add(_ outcome: Judge.Outcome, within: UInt64, to counts: inout [PopulationCounts]) {
        var mask = outcome.initialPopulation & within
        while mask != 0 {
            let at = mask.trailingZeroBitCount
            let bit: UInt64 = 1 << UInt64(at)
            counts[at].initialPopulation += 1
            if outcome.denominator & bit != 0 { counts[at].denominator += 1 }
            if outcome.exclusion & bit != 0 { counts[at].denominatorExclusion += 1 }
            if outcome.exception & bit != 0 { counts[at].denominatorException += 1 }
            if outcome.numerator & bit != 0 { counts[at].numerator += 1 }
            mask &= mask - 1
        }
    }
}

extension PopulationCounts {
    mutating func add(_ other: PopulationCounts) {
        initialPopulation += other.initialPopulation
        denominator += other.denominator
        denominatorExclusion += other.denominatorExclusion
        denominatorException += other.denominatorException
        numerator += other.numerator
    }
}
