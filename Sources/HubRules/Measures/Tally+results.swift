package import HubCore

/// Counts as results, and a patient's outcome as rows.
extension Tally {
    /// One result for each measure, group, stratum and period that was asked; a combined rate comes as group `0`.
    package func results(_ judge: Judge, periodKind: String, source: ResultSource = .computed) -> [MeasureResult] {
        var results: [MeasureResult] = []
        for (at, period) in judge.periods.enumerated() {
            for (index, measure) in judge.measures.enumerated() {
                let asked = zip(lines, judge.plan.groups).filter { $0.1.measure == index && $0.1.periods & (1 << UInt64(at)) != 0 }
                var sum = PopulationCounts()
                for (line, _) in asked {
                    let group = measure.groups[line.group]
                    func result(_ stratum: String, _ counts: PopulationCounts) -> MeasureResult {
                        var result = MeasureResult(
                            measure: measure.id, version: measure.version, title: measure.title, group: group.id,
                            periodStart: period.start.description, periodEnd: period.end.description, periodKind: periodKind,
                            counts: counts, source: source)
                        (result.groupTitle, result.stratum, result.lowerIsBetter) = (group.title, stratum, measure.lowerIsBetter)
                        return result
                    }
                    results.append(result("", line.counts[at]))
                    for (stratum, counts) in zip(measure.strata, line.strata) { results.append(result(stratum.id, counts[at])) }
                    sum.add(line.counts[at])
                }
                if measure.combinesGroups, var combined = results.last, !asked.isEmpty {
                    (combined.group, combined.groupTitle, combined.stratum, combined.counts) = ("0", "All groups together", "", sum)
                    results.append(combined)
                }
            }
        }
        return results
    }
}

/// One patient in one population: a row of `judge --patients`.
package struct PatientRow: Sendable, Hashable {
    package var measure: String
    package var group: String
    package var stratum: String
    /// In FHIR's words: `initial-population`, `denominator-exclusion`.
    package var population: String
    package var period: Int
}

extension Judge {
    /// The populations that the patient judged last is in.
    package func patientRows() -> [PatientRow] {
        var rows: [PatientRow] = []
        for outcome in outcomes where outcome.initialPopulation != 0 {
            let measure = measures[outcome.measure]
            let group = measure.groups[outcome.group].id
            let within: [(String, UInt64)] = [("", .max)] + zip(measure.strata.map(\.id), outcome.strata.map { strata[$0] })
            for (stratum, mask) in within {
                for (population, bits) in outcome.populations {
                    for period in periods.indices where bits & mask & (1 << UInt64(period)) != 0 {
                        rows.append(
                            PatientRow(measure: measure.id, group: group, stratum: stratum, population: population, period: period))
                    }
                }
            }
        }
        return rows
    }
}

extension Judge.Outcome {
    package var populations: [(name: String, periods: UInt64)] {
        [
            ("initial-population", initialPopulation), ("denominator", denominator), ("denominator-exclusion", exclusion),
            ("denominator-exception", exception), ("numerator", numerator),
        ]
    }
}
