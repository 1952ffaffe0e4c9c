import HubCore
import HubRules
import Testing

@Suite("Rules about a line of reported numbers, and about what a report should hold")
struct ReportedSeriesTests {
    /// Quarters of 2024 and 2025, the first eight.
    private static let quarters = [2024, 2025].flatMap { year in
        ["01-01..\(year)-03-31", "04-01..\(year)-06-30", "07-01..\(year)-09-30", "10-01..\(year)-12-31"].map { "\(year)-\($0)" }
    }

    private static func quarter(_ period: String, _ num: Int, source: ResultSource = .reportedCSV, code: Int? = nil) -> ReportedResult {
        var one = row("CMS165", den: 100 + num % 3, num: num, period: period)
        (one.measure, one.group, one.source, one.dataSourceCode, one.exceptions) = ("CMS165", "1", source, code, .notApplicable)
        return one
    }

    private static func line(_ nums: [Int]) -> [ReportedResult] { zip(quarters, nums).map { quarter($0, $1) } }

    private static func message(_ run: ReportedRun, _ rule: String) -> [String] {
        run.checks.compactMap { $0.rule == rule ? $0.finding?.first.message : nil }
    }

    @Test("a rate far from the median of the last eight is told, however little it moved since the last")
    func outlier() throws {
        let last = Self.line([60, 61, 60, 62, 61, 60, 62, 72])
        let now = "2026-01-01..2026-03-31"
        let far = try ReportedRun([Self.quarter(now, 75)], asked: nil, before: last)
        #expect(far.failed.contains("LON-004") && !far.failed.contains("LON-001"))
        #expect(Self.message(far, "LON-004").first?.contains("75 % is far from the usual 60") == true, "\(Self.message(far, "LON-004"))")
        #expect(try !ReportedRun([Self.quarter(now, 62)], asked: nil, before: last).failed.contains("LON-004"))
        #expect(try ReportedRun([Self.quarter(now, 75)], asked: nil, before: Array(last.dropLast())).state("LON-004") == [.notApplicable])
        #expect(try ReportedRun([Self.quarter(now, 75)], asked: nil).state("LON-004") == [.couldNotRun])
        // A line that never moved has no spread; two points are no outlier of it.
        let flat = Self.line([60, 60, 60, 60, 60, 60, 60, 60])
        #expect(try !ReportedRun([Self.quarter(now, 61)], asked: nil, before: flat).failed.contains("LON-004"))
    }

    @Test("a period that is left out is named, once for all measures")
    func gap() throws {
        let last = Self.line([60, 61])
        #expect(try !ReportedRun([Self.quarter(Self.quarters[2], 62)], asked: nil, before: last).failed.contains("LON-008"))
        var other = Self.quarter(Self.quarters[4], 50)
        (other.measure, other.sentMeasure) = ("CMS130", "CMS130")
        let before =
            last
            + last.map { one in
                var one = one
                one.measure = "CMS130"
                return one
            }
        let run = try ReportedRun([Self.quarter(Self.quarters[4], 62), other], asked: nil, before: before)
        #expect(
            Self.message(run, "LON-008") == [
                "CMS165 and 1 more 2025-01-01..2025-03-31: there are no numbers for 2024-07-01..2024-09-30, 2024-10-01..2024-12-31 between this period and the last that was reported."
            ])
        // Years that roll by quarters overlap: their step is that of those before.
        let rolling = ["2024-04-01..2025-03-31", "2024-07-01..2025-06-30"].map { Self.quarter($0, 60) }
        #expect(
            try !ReportedRun([Self.quarter("2024-10-01..2025-09-30", 61)], asked: nil, before: rolling).failed.contains("LON-008"))
        let skipped = try ReportedRun([Self.quarter("2025-01-01..2025-12-31", 61)], asked: nil, before: rolling)
        #expect(Self.message(skipped, "LON-008").first?.contains("for 2024-10-01..2025-09-30 between") == true)
        // Also where so many are missing that the new one does not overlap the last.
        let later = try ReportedRun([Self.quarter("2025-07-01..2026-06-30", 61)], asked: nil, before: rolling)
        #expect(Self.message(later, "LON-008").first?.contains("for 2024-10-01..2025-09-30, 2025-01-01..2025-12-31, ") == true)
        #expect(
            try ReportedRun([Self.quarter("2025-01-01..2025-12-31", 61)], asked: nil, before: [rolling[0]]).state("LON-008")
                == [.notApplicable], "of one period alone nobody knows the step")
    }

    @Test("numbers that come from elsewhere than before begin a new line")
    func source() throws {
        func run(_ now: ReportedResult, _ before: [ReportedResult]) throws -> Set<String> {
            try ReportedRun([now], asked: nil, before: before).failed.intersection(["LON-009"])
        }
        let (q1, q2) = (Self.quarters[0], Self.quarters[1])
        #expect(try run(Self.quarter(q2, 61), [Self.quarter(q1, 60)]) == [])
        #expect(try run(Self.quarter(q2, 61), [Self.quarter(q1, 60, source: .reportedQRDA3)]) == ["LON-009"])
        #expect(
            try run(Self.quarter(q2, 61), [Self.quarter(q1, 60, source: .reportedQRDA3), Self.quarter(q1, 60)]) == [], "both come each time"
        )
        #expect(try run(Self.quarter(q2, 61, code: 1), [Self.quarter(q1, 60, code: 3)]) == ["LON-009"])
        #expect(try run(Self.quarter(q2, 61, code: 1), [Self.quarter(q1, 60)]) == [], "not said is not changed")
    }

    @Test("measures that are asked for and not reported are named, with their rates")
    func required() throws {
        func run(_ rows: [ReportedResult], _ measures: [String]) throws -> [String] {
            Self.message(try ReportedRun(rows, measures: measures), "CMP-002")
        }
        let report = [row("CMS165", den: 100, num: 60), row("CMS138", den: 90, num: 80, group: "1", line: 3)]
        #expect(try run(report, ["CMS165"]) == [])
        #expect(
            try run(report, ["CMS165", "CMS138", "CMS122"]) == [
                "There are no numbers of the practice for 2026-01-01..2026-12-31 of CMS122; CMS138 rate 2, 3."
            ])
        #expect(try ReportedRun(report).state("CMP-002") == [.notApplicable])
        let before = (1...3).map { group in
            var result = row("CMS138", den: 90, num: 80, group: "\(group)")
            result.measure = "CMS138"
            return result
        }
        let stored = try ReportedRun([report[0]], before: before, measures: ["CMS165", "CMS138"])
        #expect(Self.message(stored, "CMP-002") == [], "what the hub holds already is there")
        let provider = [row("CMS165", den: 100, num: 60, provider: "p")]
        #expect(try run(provider, ["CMS165"]) == ["There are no numbers of the practice for 2026-01-01..2026-12-31 of CMS165."])
        #expect(try run([row("CMS347", den: 100, num: 60, group: "0")], ["CMS347"]) == [], "one number over all rates")
    }

    @Test("few patients, and nobody excluded among many, are told")
    func sizes() throws {
        #expect(try ReportedRun([row("CMS165", den: 29, num: 12)]).failed == ["CMP-003"])
        #expect(try ReportedRun([row("CMS165", den: 30, num: 12)]).failed == [])
        #expect(try ReportedRun([row("CMS165", den: 200, num: 120)]).failed == ["CMP-012"])
        #expect(try ReportedRun([row("CMS165", den: 199, num: 120)]).failed == [])
        #expect(try ReportedRun([row("CMS165", den: 200, num: 120, ex: 1)]).failed == [])
        #expect(try ReportedRun([row("CMS165", den: 200, num: 120, ex: nil)]).state("CMP-012") == [.notApplicable], "not said is not none")
    }

    @Test("what makes the hub's rate differ from the EMR's is told step by step, and the steps add up")
    func parts() throws {
        func result(_ source: ResultSource, _ den: Int, _ out: Int, _ num: Int, unknown: [String: String]? = nil) -> MeasureResult {
            var counts = PopulationCounts()
            (counts.initialPopulation, counts.denominator, counts.denominatorExclusion, counts.numerator) = (den, den, out, num)
            var result = MeasureResult(
                measure: "CMS165", version: "CMS165v14", title: "", group: "1", periodStart: "2026-01-01", periodEnd: "2026-12-31",
                periodKind: "calendar-year", counts: counts, source: source)
            result.notKnown = unknown
            return result
        }
        let rule = try #require(ComputedAgrees(try CheckFixtures.book()))
        let told = rule.compare([result(.computed, 400, 0, 200), result(.reportedCSV, 400, 80, 240)])
        #expect(
            told.map(\.message) == [
                "CMS165 2026-01-01..2026-12-31: the EMR's report says 240 of 320, the hub 200 of 400. Of the -25 points between the rates the denominator makes 0, exclusions -15, exceptions 0 and the numerator -10."
            ])
        let blind = rule.compare([
            result(.computed, 300, 0, 150),
            result(.reportedCSV, 410, 0, 255, unknown: ["denominator-exclusion": "missing", "eligible": "missing"]),
        ])
        #expect(blind.map { $0.message.contains("points") } == [false], "not known is not none")
        let other = rule.compare([result(.computed, 400, 0, 280), result(.reportedCSV, 1000, 0, 600)])
        #expect(other.map { $0.message.contains("points") } == [false], "600 of 400 is no rate that a step could lead to")
    }
}
