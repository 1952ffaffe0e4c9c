import HubCore
import Testing

@Suite struct SuppressionTests {
    @Test("a numerator of 48 in 50 would show that two missed it: the numerator and the rate go, the denominator stays")
    func smallComplement() {
        let published = Suppression.apply(policy: .cms, to: [result(counts(50, 48))])
        #expect(published.map(shown) == ["50 50 0 0 . 50"])
        #expect(published.first?.rate == nil && published.first?.interval == nil && published.first?.isSuppressed == true)
    }

    @Test("a stratum of 6 hides its neighbour of 12, and only the total of 18 is shown")
    func smallStratum() {
        let rows = [
            result(counts(18, 0)), result(counts(12, 0), stratum: "3-11"), result(counts(6, 0), stratum: "12-17"),
        ]
        #expect(shown(rows) == ["18 18 0 0 0 18", ". . 0 0 0 .", ". . 0 0 0 ."])
    }

    @Test("shows what is large, and zero, and what is not applicable")
    func nothingSmall() {
        #expect(shown([result(counts(100, 60, ex: 11, exc: 12))]) == ["100 100 11 12 60 77"])
        #expect(shown([result(counts(100, 0))]) == ["100 100 0 0 0 100"])
        #expect(shown([result(counts(0, 0))]) == ["0 0 0 0 0 0"])
        #expect(shown([result(counts(11, 11))]) == ["11 11 0 0 11 11"])
    }

    @Test("hides 1 to 10 and no other count", arguments: 0...12) func edges(count: Int) {
        let published = Suppression.apply(policy: .cms, to: [result(counts(100, count))])
        #expect((published.first?.numerator == nil) == (1...10).contains(count))
    }

    @Test("three exclusions cost the gross denominator, not the rate")
    func smallExclusion() {
        let published = Suppression.apply(policy: .cms, to: [result(counts(100, 60, ex: 3))])
        #expect(published.map(shown) == [". . . 0 60 97"])
        #expect(published.first?.rate == 60.0 / 97)
    }

    @Test("a denominator that groups share is hidden in all of them")
    func sharedDenominator() {
        let rows = [result(counts(100, 60, ex: 3), group: "1"), result(counts(100, 40, ex: 3), group: "2")]
        #expect(shown(rows) == [". . . 0 60 97", ". . . 0 40 97"])
    }

    @Test("the EMR's own count of the eligible, beside the hub's, would give away three exclusions: one of the two goes")
    func twoSources() {
        let rows = [result(counts(100, 60, ex: 3)), result(counts(100, 60), source: .reportedCSV)]
        #expect(shown(rows) == ["100 100 . 0 60 .", "100 100 0 0 60 100"])
    }

    @Test("smokers whom nobody helped do not follow from the other two rates of the measure")
    func crossGroup() {
        // 190 screened, 60 of them smoke, 55 were helped; 185 were screened and, if they smoke, helped.
        let rows = [
            result(counts(200, 190), group: "1"), result(counts(60, 55, ip: 200), group: "2"), result(counts(200, 185), group: "3"),
        ]
        let published = Suppression.apply(policy: .cms, to: rows)
        #expect(published[1].numerator == nil)
        #expect(published[0].numerator == nil || published[2].numerator == nil)
    }

    @Test("with no policy everything is shown") func off() {
        #expect(shown([result(counts(50, 48, ex: 1))], policy: .off) == ["50 50 1 0 48 49"])
    }

    @Test("counts that contradict each other are judged like others, and have no rate") func nonsense() {
        let published = Suppression.apply(policy: .cms, to: [result(counts(20, 40, ex: 30))])
        #expect(published.first?.rate == nil)
        _ = shown([result(counts(.max, .min, ex: .min, exc: .max, ip: .min))])
        _ = shown([result(counts(.max, 5)), result(counts(.min, 5), from: "2026-02-01")])
    }

    @Test("does not depend on the order of the rows") func order() {
        let rows = [
            result(counts(40, 20)), result(counts(12, 2), stratum: "a"), result(counts(13, 4), stratum: "b"),
            result(counts(15, 14), stratum: "c"),
        ]
        let reference = Dictionary(uniqueKeysWithValues: zip(rows, shown(rows)))
        var dice = Dice(seed: 5)
        for _ in 0..<20 {
            let mixed = rows.shuffled(using: &dice)
            #expect(Dictionary(uniqueKeysWithValues: zip(mixed, shown(mixed))) == reference)
        }
    }
}
