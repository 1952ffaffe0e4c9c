import HubCore
import Testing

@Suite struct PeriodTests {
    @Test(
        "reads days, years and quarters",
        arguments: [
            ("2026-01-01..2026-12-31", "2026-01-01..2026-12-31"), ("2026", "2026-01-01..2026-12-31"), ("2024", "2024-01-01..2024-12-31"),
            ("2026Q1", "2026-01-01..2026-03-31"), ("2026Q2", "2026-04-01..2026-06-30"), ("2026Q3", "2026-07-01..2026-09-30"),
            ("2026Q4", "2026-10-01..2026-12-31"), ("2024-02-29..2024-02-29", "2024-02-29..2024-02-29"),
        ]) func reads(text: String, days: String)
    { #expect(Period(text)?.description == days) }

    @Test(
        "refuses what ends before it starts, and what is no period",
        arguments: [
            "2026-12-31..2026-01-01", "2026-01-01", "2026Q5", "2026Q0", "2026q1", "0000", "20 6", "+026", "+026Q1", "-026",
            "2026-01-01..2026-02-30",
            "..",
            "2026-01-01...2026-12-31", "2026-01-01..2026-12-31 ", "", "2026X1", "Q12026", "2026Q+", "２０２６",
        ]) func refuses(text: String)
    { #expect(Period(text) == nil) }

    @Test("holds both of its ends") func ends() throws {
        let period = try #require(Period("2026Q1"))
        #expect(period.contains(period.start) && period.contains(period.end))
        #expect(!period.contains(period.start.adding(days: -1)) && !period.contains(period.end.adding(days: 1)))
    }

    @Test(
        "knows twelve months, leap years and odd starts included",
        arguments: [
            ("2026", true), ("2024", true), ("2023-03-01..2024-02-29", true), ("2024-03-01..2025-02-28", true),
            ("2025-07-15..2026-07-14", true),
            ("2026-01-01..2026-12-30", false), ("2026-01-01..2027-01-01", false), ("2026Q1", false),
        ]) func twelve(text: String, isTwelve: Bool)
    { #expect(Period(text)?.isTwelveMonths == isTwelve) }

    @Test("rolls back month by month, twelve months each, ending on month ends") func rolling() throws {
        let periods = try #require(Period("2024")).rolling(12)
        #expect(periods.count == 12)
        #expect(periods.first?.description == "2023-02-01..2024-01-31" && periods.last?.description == "2024-01-01..2024-12-31")
        #expect(periods[1].description == "2023-03-01..2024-02-29")
        #expect(periods == periods.sorted())
        for (before, after) in zip(periods, periods.dropFirst()) { #expect(before.start.adding(months: 1) == after.start) }
        #expect(periods.allSatisfy { $0.isTwelveMonths && $0.end.adding(days: 1).parts.day == 1 })
    }

    @Test("rolls a quarter into years that end with it") func rollingQuarter() throws {
        let periods = try #require(Period("2026Q1")).rolling(2)
        #expect(periods.map(\.description) == ["2025-03-01..2026-02-28", "2025-04-01..2026-03-31"])
    }

    @Test("rolls nothing for a count of none") func rollingNone() throws {
        #expect(try #require(Period("2026")).rolling(0).isEmpty)
    }
}
