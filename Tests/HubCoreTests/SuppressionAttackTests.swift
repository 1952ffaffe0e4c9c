import HubCore
import Testing

/// An outsider with patience: writes down every table of small counts, throws out those that do not fit what was published, and
/// looks whether a count from 1 to below the limit is the same in all that are left.
@Suite("An outsider who tries every table") struct SuppressionAttackTests {
    /// What people are sorted into; every count of a report is a sum of these.
    private struct Row: Hashable {
        var met, missed, excluded, excepted, outside: Int
        var eligible: Int { met + missed }
        var den: Int { eligible + excluded + excepted }
        var ip: Int { den + outside }
        var counts: PopulationCounts { HubCoreTests.counts(den, met, ex: excluded, exc: excepted, ip: ip) }
        /// All that could be small: the columns, and what is left of each.
        var telling: [Int] { [ip, den, excluded, excepted, met, eligible, missed, den - met, den - excluded, den - excepted, outside] }
        static func + (a: Row, b: Row) -> Row {
            Row(
                met: a.met + b.met, missed: a.missed + b.missed, excluded: a.excluded + b.excluded, excepted: a.excepted + b.excepted,
                outside: a.outside + b.outside)
        }
        func fits(_ p: PublishedCounts) -> Bool {
            func same(_ shown: Int?, _ mine: Int) -> Bool { shown == nil || shown == mine }
            return same(p.numerator, met) && same(p.denominator, den) && same(p.eligible, eligible)
                && same(p.denominatorExclusion, excluded) && same(p.denominatorException, excepted) && same(p.initialPopulation, ip)
        }
    }

    /// The telling counts of `table` that every table of `others` agrees on, though they are small.
    private func derived(_ table: [Int], _ others: [[Int]], below limit: Int) -> [Int] {
        table.indices.filter { at in (1..<limit).contains(table[at]) && others.allSatisfy { $0[at] == table[at] } }
    }

    @Test("finds nothing small in one row", arguments: [3, 4, 5]) func oneRow(limit: Int) {
        let policy = Suppression.Policy(minimumCell: limit, minimumMonthlyDenominator: 0)
        let all = (0...9).flatMap { met in
            (0...9).flatMap { missed in
                (0..<64).map { Row(met: met, missed: missed, excluded: $0 / 8, excepted: $0 % 8, outside: 0) }
            }
        }
        var dice = Dice(seed: UInt64(limit))
        var hidden = 0
        for table in all.filter({ $0.met < 8 && $0.missed < 8 && $0.excluded < 6 && $0.excepted < 6 }).shuffled(using: &dice).prefix(150) {
            let published = Suppression.apply(policy: policy, to: [result(table.counts)])[0]
            hidden += published.isSuppressed ? 1 : 0
            let left = all.filter { $0.fits(published) }.map(\.telling)
            #expect(left.contains(table.telling))
            #expect(derived(table.telling, left, below: limit) == [], "\(table) is published as \(shown(published))")
        }
        #expect(hidden > 20)
    }

    @Test("finds nothing small in a total and its strata", arguments: [2, 3]) func strata(limit: Int) {
        let policy = Suppression.Policy(minimumCell: limit + 1, minimumMonthlyDenominator: 0)
        func rows(upTo most: Int, excluded: Int) -> [Row] {
            (0...most).flatMap { met in
                (0...most).flatMap { missed in
                    (0...excluded).map { Row(met: met, missed: missed, excluded: $0, excepted: 0, outside: 0) }
                }
            }
        }
        // What the outsider tries reaches further than what there is, or its own edge would seem to derive something.
        let (real, tried) = (rows(upTo: 3, excluded: 3), rows(upTo: 7, excluded: 5))
        var dice = Dice(seed: UInt64(limit))
        var hidden = 0
        for _ in 0..<50 {
            guard let a = real.randomElement(using: &dice), let b = real.randomElement(using: &dice) else { continue }
            let published = Suppression.apply(
                policy: policy,
                to: [result((a + b).counts), result(a.counts, stratum: "a"), result(b.counts, stratum: "b")])
            hidden += published.contains(where: \.isSuppressed) ? 1 : 0
            let (first, second) = (tried.filter { $0.fits(published[1]) }, tried.filter { $0.fits(published[2]) })
            var left: [[Int]] = []
            for x in first { for y in second where (x + y).fits(published[0]) { left.append((x + y).telling + x.telling + y.telling) } }
            let mine = (a + b).telling + a.telling + b.telling
            #expect(left.contains(mine))
            #expect(derived(mine, left, below: limit + 1) == [], "\(a) and \(b) are published as \(published.map(shown))")
        }
        #expect(hidden > 20)
    }

    @Test("finds something when only the small cells themselves are hidden: the attack can succeed") func attackWorks() {
        let (a, b) = (
            Row(met: 0, missed: 12, excluded: 0, excepted: 0, outside: 0), Row(met: 0, missed: 6, excluded: 0, excepted: 0, outside: 0)
        )
        let left = (0...20).filter { 12 + $0 == (a + b).den }
        #expect(derived([b.den], left.map { [$0] }, below: 11) == [0])
    }
}
