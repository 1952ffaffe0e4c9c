import HubCore
import Testing

@Suite("Suppression over periods that overlap") struct SuppressionPeriodTests {
    private func rolling(_ den: Int, _ num: Int) throws -> [MeasureResult] {
        try #require(Period("2026")).rolling(12).map { period in
            result(counts(den, num), from: period.start.description, to: period.end.description)
        }
    }

    @Test("of the months of a small practice, the latest and one each quarter are shown") func quarterly() throws {
        let published = Suppression.apply(policy: .cms, to: try rolling(40, 20))
        #expect(published.map { $0.numerator == nil ? "." : "x" }.joined() == "..x..x..x..x")
        #expect(published.allSatisfy { $0.numerator != nil || shown($0) == ". . . . . ." })
    }

    @Test("from a denominator of 50 every month is shown") func monthly() throws {
        #expect(Suppression.apply(policy: .cms, to: try rolling(50, 25)).allSatisfy { $0.numerator == 25 })
        #expect(Suppression.apply(policy: .cms, to: try rolling(49, 25)).contains { $0.numerator == nil })
    }

    @Test("a year to date inside the year goes when the rest of the year is a handful of people") func nested() {
        func published(_ den: Int) -> [String] {
            shown([result(counts(100, 50)), result(counts(den, 50), from: "2026-01-01", to: "2026-10-31")])
        }
        #expect(published(95) == ["100 100 0 0 50 100", ". . . . . ."])
        #expect(published(80) == ["100 100 0 0 50 100", "80 80 0 0 50 80"])
    }

    @Test("periods that do not touch are all shown, however small") func apart() {
        let rows = [result(counts(20, 0)), result(counts(21, 0), from: "2025-01-01", to: "2025-12-31")]
        #expect(shown(rows) == ["20 20 0 0 0 20", "21 21 0 0 0 21"])
    }
}
