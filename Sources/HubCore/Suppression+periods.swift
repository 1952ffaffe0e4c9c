extension Suppression {
    /// Rows that are left out as a whole, because a period beside theirs is nearly the same one and the difference is a handful of people.
    ///
    /// The latest period stays, then one each quarter; the months between stay from the policy's denominator on. Of two periods,
    /// one inside the other, the shorter goes when any count differs by a small one.
    static func withheldForOverlap(policy: Policy, _ results: [MeasureResult]) -> Set<Int> {
        let periods = results.map { result -> Period? in
            guard let start = Day(iso: result.periodStart), let end = Day(iso: result.periodEnd), start <= end else { return nil }
            return Period(start, end)
        }
        let series = Dictionary(grouping: results.indices.filter { periods[$0] != nil }) { at in
            [results[at].measure, results[at].group, results[at].stratum, results[at].source.rawValue]
        }
        var withheld: Set<Int> = []
        for rows in series.values {
            var kept: [(row: Int, period: Period)] = []
            let latestFirst = rows.compactMap { row in periods[row].map { (row: row, period: $0) } }.sorted { a, b in
                a.period != b.period ? a.period > b.period : a.row < b.row
            }
            for one in latestFirst {
                let clash = kept.contains { tooClose(results[one.row], one.period, results[$0.row], $0.period, policy) }
                if clash { withheld.insert(one.row) } else { kept.append(one) }
            }
        }
        return withheld
    }

    private static func tooClose(
        _ a: MeasureResult, _ inA: Period, _ b: MeasureResult, _ inB: Period, _ policy: Policy
    ) -> Bool {
        guard inA != inB, inA.start <= inB.end, inB.start <= inA.end else { return false }
        let nested = (inA.start >= inB.start && inA.end <= inB.end) || (inB.start >= inA.start && inB.end <= inA.end)
        if nested {
            let (one, other) = (PublishedCounts(all: a.counts), PublishedCounts(all: b.counts))
            return zip(one.values, other.values).contains { policy.isSmall(abs($0.clamped - $1.clamped)) }
        }
        let isMonthly = abs(inA.end - inB.end) < shortestQuarter
        return isMonthly && min(a.counts.denominator, b.counts.denominator) < policy.minimumMonthlyDenominator
    }

    /// Ninety days, less the month ends: from 30 November to 28 February.
    private static let shortestQuarter = 89
}

extension PublishedCounts {
    fileprivate var values: [Int] {
        [initialPopulation, denominator, denominatorExclusion, denominatorException, numerator, eligible].map { $0 ?? 0 }
    }
}

extension Int {
    /// Far beyond any count of people, and safe to subtract.
    fileprivate var clamped: Int { Swift.max(-1 << 60, Swift.min(self, 1 << 60)) }
}
