import HubCore
import HubRules
import Testing

/// Points and windows of the measure language, day by day.
@Suite("Windows of measures") struct MeasureWindowTests {
    /// The periods in which a criterion holds for a patient without facts.
    private func judge(_ criterion: String, over periods: [Period]) throws -> Judge {
        let text = """
            id: T1
            version: {label: T1v1, year: 2026}
            title: Test
            groups: [{id: 1, initial_population: \(criterion), numerator: {sex: female}}]
            """
        let library = try MeasureFiles.library(text)
        #expect(library.findings.isEmpty, "\(library.findings.map(\.description))")
        return try Judge(measures: library.measures, periods: periods, terminology: Terminology([]), codes: CodeTable())
    }

    @Test(
        "whoever is born on any day of five years reaches an age in exactly those periods in which the birth date and the age lie",
        arguments: [
            ("1 year - 90 days", 12, 90), ("2 years - 180 days", 24, 180), ("15 months", 15, 0), ("30 months", 30, 0), ("1 month", 1, 0),
            ("0 days", 0, 0), ("400 days", 0, 400),
        ])
    func born(offset: String, months: Int, days: Int) throws {
        let periods = try #require(Period("2029")).rolling(60)
        var judge = try judge("{born: \"[period.start - \(offset), period.end - \(offset)]\"}", over: periods)
        var patient = HistoryPatient(id: 1)
        for birth in try MeasureCase.day("2022-01-01")...(try MeasureCase.day("2026-12-31")) {
            patient.birth = birth
            judge.judge(patient, [])
            let reached = Day(number: birth).adding(months: months).adding(days: days)
            var expected: UInt64 = 0
            for (at, period) in periods.enumerated() where reached >= period.start && reached <= period.end { expected |= 1 << UInt64(at) }
            #expect(judge.outcomes[0].initialPopulation == expected, "born \(Day(number: birth)), \(offset) later it is \(reached)")
        }
    }

    @Test("of years that follow each other everybody is in one, leap days or not") func oneYearEach() throws {
        for month in 1...12 {
            let first = try #require(Day(year: 2021, month: month, day: 1))
            let years = (0..<8).map { Period(first.adding(years: $0), first.adding(years: $0 + 1).adding(days: -1)) }
            var judge = try judge("{born: \"[period.start - 1 year - 90 days, period.end - 1 year - 90 days]\"}", over: years)
            var patient = HistoryPatient(id: 1)
            for birth in try MeasureCase.day("2021-01-01")...(try MeasureCase.day("2025-12-31")) {
                patient.birth = birth
                judge.judge(patient, [])
                let count = judge.outcomes[0].initialPopulation.nonzeroBitCount
                let reached = Day(number: birth).adding(months: 12).adding(days: 90)
                #expect(count == (reached >= first ? 1 : 0), "born \(Day(number: birth)), years from \(first)")
            }
        }
    }
}
