@testable import HubCore
import Testing

@Suite("Suppression of large tables") struct SuppressionScaleTests {
    /// A measure with many strata and groups, random counts, many of them small.
    private func table(strata: Int, groups: Int, seed: UInt64) -> [MeasureResult] {
        var dice = Dice(seed: seed)
        return (1...groups).flatMap { group in
            let parts = (0..<strata).map { at in
                let (eligible, ex) = (Int.random(in: 0...40, using: &dice), Int.random(in: 0...3, using: &dice))
                return result(
                    counts(eligible + ex, Int.random(in: 0...eligible, using: &dice), ex: ex), group: "\(group)", stratum: "s\(at)")
            }
            let all = parts.map(\.counts)
            let total = counts(
                all.reduce(0) { $0 + $1.denominator }, all.reduce(0) { $0 + $1.numerator },
                ex: all.reduce(0) { $0 + $1.denominatorExclusion })
            return [result(total, group: "\(group)")] + parts
        }
    }

    @Test("ends in reasonable time, with nothing small shown", .timeLimit(.minutes(1)), arguments: [(3, 1), (8, 3), (20, 2), (40, 1)])
    func scale(strata: Int, groups: Int) {
        for published in Suppression.apply(policy: .cms, to: table(strata: strata, groups: groups, seed: 9)) {
            for count in [
                published.initialPopulation, published.denominator, published.denominatorExclusion, published.numerator, published.eligible,
            ] {
                #expect(count.map { !(1...10).contains($0) } ?? true)
            }
        }
    }

    /// Two pairs of hidden cells in a ring each, and one more that is the only way from ring to ring: every row and column has two unknowns
    /// or more, and still the one in the middle is fixed by the sums over the whole of a ring. One equation at a time does not see it.
    @Test("finds what follows only from several sums together") func bridge() {
        var table = CellTable(policy: .cms)
        let values = [[20, 30, 5, 40], [25, 35, 50, 60], [70, 80, 21, 31], [90, 15, 41, 51]]
        let hidden = [[true, true, true, false], [true, true, false, false], [false, false, true, true], [false, false, true, true]]
        let cells = values.map { row in row.map { table.add($0, hasColumn: true) } }
        for row in 0..<4 {
            let total = table.add(values[row].reduce(0, +), hasColumn: true)
            table.equations.append(.init(whole: total, parts: cells[row]))
        }
        for column in 0..<4 {
            let total = table.add(values.reduce(0) { $0 + $1[column] }, hasColumn: true)
            table.equations.append(.init(whole: total, parts: cells.map { $0[column] }))
        }
        for row in 0..<4 { for column in 0..<4 where hidden[row][column] { table.hidden.insert(cells[row][column]) } }
        #expect(table.leak() == nil)
        #expect(!table.hasAlternative(cells[0][2]))
        let before = table.hidden
        table.protect()
        #expect(table.hidden.count > before.count && table.hasAlternative(cells[0][2]))
    }
}
