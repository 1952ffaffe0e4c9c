package import HubCore

/// What must hold between the numbers of every run, whatever the measures say. A break is an error of the judge or of a measure's file, so
/// nothing of that run is kept.
extension Tally {
    /// - Throws: ``HubError/Code/misconfigured`` with the measure, the rate and what is wrong.
    package func assertContract(_ judge: Judge) throws(HubError) {
        for line in lines {
            let measure = judge.measures[line.measure]
            for (at, period) in judge.periods.enumerated() {
                let counts = line.counts[at]
                if let trouble = counts.brokenContract { throw Self.broken(measure, line, period, trouble) }
                guard measure.strataPartition, !line.strata.isEmpty else { continue }
                var sum = PopulationCounts()
                for stratum in line.strata { sum.add(stratum[at]) }
                guard sum == counts else { throw Self.broken(measure, line, period, "its strata do not add up to the whole") }
            }
        }
    }

    private static func broken(_ measure: Measure, _ line: Line, _ period: Period, _ trouble: String) -> HubError {
        HubError(
            .misconfigured,
            "\(measure.version), rate \(measure.groups[line.group].id), \(period): \(trouble); nothing of this run was kept",
            at: measure.origin,
            hint:
                "Strata must hold every patient exactly once; where they are meant to overlap, write `strata_overlap: true` in the measure's file."
        )
    }
}

extension PopulationCounts {
    /// In words; nil when all is well.
    package var brokenContract: String? {
        if denominator > initialPopulation { return "the denominator is larger than the initial population" }
        if denominatorExclusion + denominatorException + numerator > denominator {
            return "exclusions, exceptions and numerator are more than the denominator"
        }
        return [initialPopulation, denominator, denominatorExclusion, denominatorException, numerator].contains { $0 < 0 }
            ? "a count is below zero" : nil
    }
}

extension Judge.Outcome {
    /// Of one patient, all periods at once: denominator within the initial population, exclusions within the denominator, numerator outside of
    /// exclusions, exceptions outside of both.
    package var keepsContract: Bool {
        denominator & ~initialPopulation == 0 && exclusion & ~denominator == 0 && numerator & ~(denominator & ~exclusion) == 0
            && exception & ~(denominator & ~exclusion & ~numerator) == 0
    }
}
