import HubCore
import HubRules
import Testing

@Suite("Rules about reported counts")
struct ReportedRuleTests {
    @Test("a report with nothing wrong passes, and what has nothing to judge is not a pass")
    func fine() throws {
        let run = try ReportedRun([row("CMS165v14", den: 400, num: 250, ex: 20)], before: [])
        #expect(run.failed == [] && run.findings.isEmpty)
        for rule in ["AGG-002", "AGG-003", "AGG-004", "AGG-005", "AGG-008", "AGG-009", "AGG-010"] {
            #expect(run.state(rule) == [.pass], "\(rule)")
        }
        for rule in ["AGG-006", "AGG-007", "AGG-011", "AGG-013", "AGG-014", "AGG-016", "LON-001"] {
            #expect(run.state(rule) == [.notApplicable], "\(rule)")
        }
        #expect(run.state("AGG-012") == [.couldNotRun])
    }

    @Test("strata add up to the whole")
    func strata() throws {
        func year(_ old: Int) -> [ReportedResult] {
            [
                row("CMS125", den: 100, num: 60), row("CMS125", den: 40, num: 20, stratum: "42-51", line: 3),
                row("CMS125", den: old, num: 40, stratum: "52-74", line: 4),
            ]
        }
        #expect(try ReportedRun(year(60)).failed == [])
        let run = try ReportedRun(year(70))
        #expect(run.failed == ["AGG-006"])
        #expect(
            run.checks.first { $0.rule == "AGG-006" }?.finding?.first.message.contains(
                "the strata have 110 in the denominator, the whole has 100") == true)
        #expect(try ReportedRun([year(60)[0], year(60)[1]]).failed == [], "some strata may be missing")
    }

    @Test("the rates of a measure fit each other")
    func rates() throws {
        func tobacco(_ users: Int) -> [ReportedResult] {
            [
                row("CMS138", den: 300, num: 260, group: "1"), row("CMS138", den: users, num: 20, group: "2", line: 3),
                row("CMS138", den: 300, num: 250, group: "3", line: 4),
            ]
        }
        #expect(try ReportedRun(tobacco(60)).failed == [])
        #expect(try ReportedRun(tobacco(270)).failed == ["AGG-011"])
        let weight = [row("CMS155", den: 200, num: 100, group: "1"), row("CMS155", den: 190, num: 90, group: "2", line: 3)]
        #expect(try ReportedRun(weight).failed == ["AGG-011"])
    }

    @Test("the populations of CMS347 share no patient, so together they are no more than the adults")
    func statins() throws {
        let rates = (1...4).map { row("CMS347", den: 100, num: 60, group: "\($0)", line: $0 + 1) }
        #expect(try ReportedRun(rates, panel: 400).failed == [])
        let many = try ReportedRun(rates, panel: 399)
        #expect(many.failed == ["AGG-011"])
        #expect(
            many.checks.compactMap { $0.rule == "AGG-011" ? $0.finding?.first.message : nil } == [
                "CMS347 2026-01-01..2026-12-31: the sum of the denominators, 400, does not fit the number of adults that the hub knows, 399."
            ])
        #expect(try ReportedRun(rates).state("AGG-011") == [.couldNotRun], "without a panel nobody can tell")
        #expect(try ReportedRun(rates, panel: 99).state("AGG-011") == [.couldNotRun], "of so few the hub does not know the panel")
        #expect(try ReportedRun([row("CMS347", den: 500, num: 60, group: "0")], panel: 400).failed == ["AGG-011"])
        #expect(
            try ReportedRun(
                rates.map { one in
                    var one = one
                    (one.level, one.levelKey) = (.provider, "p")
                    return one
                }, panel: 300
            ).failed == ["AGG-016"], "the panel is the practice's")
    }

    @Test("exactly 0 or 100 %, many excluded, a complement that was not said")
    func plausible() throws {
        #expect(try ReportedRun([row("CMS165", den: 40, num: 40)]).failed == ["AGG-008"])
        #expect(try ReportedRun([row("CMS165", den: 29, num: 0)]).failed == ["CMP-003"])
        #expect(try ReportedRun([row("CMS165", den: 100, num: 30, ex: 36)]).failed == ["AGG-009"])
        #expect(try ReportedRun([row("CMS165", den: 100, num: 30, ex: 35)]).failed == [])
        #expect(try ReportedRun([row("CMS122", den: 100, num: 80)]).failed == ["AGG-013"])
        #expect(try ReportedRun([row("CMS165", den: 100, num: 80)]).failed == [])
    }

    @Test("the version is that of the year in which the period ends")
    func versions() throws {
        #expect(try ReportedRun([row("CMS165v14", den: 100, num: 60)]).failed == [])
        #expect(try ReportedRun([row("CMS165v13", den: 100, num: 60)]).failed == ["AGG-010"])
        #expect(try ReportedRun([row("CMS165v13", den: 100, num: 60, period: "2025")], asked: "2025").failed == [])
        #expect(try ReportedRun([row("CMS165v13", den: 100, num: 60, period: "2025-07-01..2026-06-30")], asked: nil).failed == ["AGG-010"])
        #expect(
            try ReportedRun([row("CMS165v4", den: 100, num: 60, period: "2016")], asked: "2016").failed == [],
            "of 2016 the hub has no table")
        #expect(try ReportedRun([row("CMS165v14", den: 100, num: 60, period: "2016")], asked: "2016").failed == ["AGG-010"])
    }

    @Test("a denominator is held against the panel where one is known")
    func panel() throws {
        #expect(try ReportedRun([row("CMS165", den: 300, num: 200, ex: 9)], panel: 1000).failed == [])
        #expect(try ReportedRun([row("CMS165", den: 700, num: 500, ex: 9)], panel: 1000).failed == ["AGG-012"])
    }

    @Test("providers and practice are never added up, and must fit")
    func providers() throws {
        func report(_ practice: Int) -> [ReportedResult] {
            [row("CMS165", den: practice, num: 100, ex: 9)]
                + [200, 150].enumerated().map { row("CMS165", den: $1, num: 60, provider: "p\($0)", line: 3 + $0) }
        }
        let fine = try ReportedRun(report(310))
        #expect(fine.failed == [] && fine.results.map(\.level) == [.practice, .provider, .provider])
        #expect(try ReportedRun(report(400)).failed == ["AGG-014"])
        #expect(try ReportedRun(report(190)).failed == ["AGG-014"])
        let alone = try ReportedRun(Array(report(310).dropFirst()))
        #expect(alone.failed == ["AGG-016"] && alone.checks.filter { $0.rule == "AGG-016" }.count == 1)
    }

    @Test("jumps and repetitions against the period before, from the database or the same file")
    func before() throws {
        let last = try ReportedRun([row("CMS165", den: 400, num: 240, ex: 9, period: "2025")], asked: "2025").results
        #expect(try ReportedRun([row("CMS165", den: 400, num: 240, ex: 9)], before: last).failed == ["LON-003"])
        #expect(try ReportedRun([row("CMS165", den: 420, num: 320, ex: 9)], before: last).failed == ["LON-001"])
        #expect(try ReportedRun([row("CMS165", den: 520, num: 310, ex: 9)], before: last).failed == ["LON-002"])
        #expect(try ReportedRun([row("CMS165", den: 420, num: 260, ex: 9)], before: last).failed == [])
        let rolling = row("CMS165", den: 470, num: 290, ex: 9, period: "2025-04-01..2026-03-31")
        #expect(try ReportedRun([rolling], asked: nil, before: last).failed == ["LON-002"], "overlapping years may move by 15 %")
        #expect(try ReportedRun([row("CMS165", den: 400, num: 240, ex: 9)]).state("LON-003") == [.couldNotRun])
        let both = [row("CMS165", den: 400, num: 240, ex: 9, period: "2025"), row("CMS165", den: 400, num: 240, ex: 9, line: 3)]
        #expect(try ReportedRun(both).failed == ["LON-003"])
        #expect(
            try ReportedRun([row("CMS165", den: 400, num: 200, ex: 9, period: "2025")], asked: "2025", before: last).failed == ["LON-007"])
    }

    @Test("another period than the asked one, and one that is not over, are told")
    func periods() throws {
        #expect(try ReportedRun([row("CMS165", den: 400, num: 240, ex: 9, period: "2025")]).failed == ["PER-006"])
        let early = try ReportedRun([row("CMS165", den: 400, num: 240, ex: 9)], asked: nil, received: Day(year: 2026, month: 11, day: 2))
        #expect(early.failed == ["AGG-017"])
    }

    @Test("counts by race, ethnicity and payer are all there and are no more than the whole")
    func supplements() throws {
        func part(_ kind: ReportedResult.Supplement.Kind, _ code: String, _ den: Int, _ line: Int) -> ReportedResult {
            var one = row("CMS165", den: den, num: den * 6 / 10, line: line)
            one.supplement = ReportedResult.Supplement(kind, code)
            return one
        }
        let whole = row("CMS165", den: 100, num: 60)
        let fits = [whole, part(.ethnicity, "2135-2", 40, 3), part(.ethnicity, "2186-5", 60, 4)]
        #expect(try ReportedRun(fits).failed == [])
        #expect(try ReportedRun([whole, part(.ethnicity, "2135-2", 40, 3)]).failed == ["AGG-007"])
        #expect(try ReportedRun([whole, part(.ethnicity, "2135-2", 50, 3), part(.ethnicity, "2186-5", 60, 4)]).failed == ["AGG-007"])
        // Some whose ethnicity is unknown are in neither; many are not there at all.
        #expect(try ReportedRun([whole, part(.ethnicity, "2135-2", 40, 3), part(.ethnicity, "2186-5", 45, 4)]).failed == [])
        let few = try ReportedRun([whole, part(.ethnicity, "2135-2", 40, 3), part(.ethnicity, "2186-5", 44, 4)])
        #expect(few.failed == ["AGG-007"])
        #expect(
            few.checks.compactMap { $0.rule == "AGG-007" ? $0.finding?.first.message : nil } == [
                "CMS165 2026-01-01..2026-12-31: the counts by ethnicity give 84 in the denominator instead of 100."
            ])
        var masked = part(.ethnicity, "2186-5", 1, 4)
        (masked.denominator, masked.numerator) = (.suppressed, .suppressed)
        #expect(try ReportedRun([whole, part(.ethnicity, "2135-2", 40, 3), masked]).failed == [], "masked is some")
    }

    @Test("what is missing in every measure of a report is one finding")
    func supplementsOfMany() throws {
        let measures = ["CMS165", "CMS122", "CMS130", "CMS125", "CMS2"]
        let report = measures.enumerated().flatMap { at, measure -> [ReportedResult] in
            let whole = row(measure, den: 100, num: 60, exc: measure == "CMS2" ? 0 : nil, line: at * 3 + 2)
            return [whole]
                + [ReportedResult.Supplement(.ethnicity, "2135-2"), .init(.payer, "A")].enumerated().map { number, supplement in
                    var part = row(measure, den: 10, num: 0, line: at * 3 + 3 + number)
                    part.supplement = supplement
                    return part
                }
        }
        let run = try ReportedRun(report)
        let told = run.checks.filter { $0.rule == "AGG-007" }.compactMap(\.finding)
        #expect(
            told.map(\.first.message) == [
                "CMS165 and 4 more 2026-01-01..2026-12-31: the counts by ethnicity are missing 2186-5.",
                "CMS165 and 4 more 2026-01-01..2026-12-31: the counts by payer are missing B, C, D.",
            ])
        #expect(told.map(\.count) == [5, 5] && told.allSatisfy { $0.places.count == 5 })
    }

    @Test("the hub's number and the EMR's are held against each other")
    func agreement() throws {
        func result(_ source: ResultSource, _ den: Int, _ num: Int) -> MeasureResult {
            var counts = PopulationCounts()
            (counts.initialPopulation, counts.denominator, counts.numerator) = (den, den, num)
            return MeasureResult(
                measure: "CMS165", version: "CMS165v14", title: "", group: "1", periodStart: "2026-01-01", periodEnd: "2026-12-31",
                periodKind: "calendar-year", counts: counts, source: source)
        }
        let rule = try #require(ComputedAgrees(try CheckFixtures.book()))
        #expect(rule.compare([result(.computed, 400, 250), result(.reportedCSV, 410, 255)]).isEmpty)
        let told = rule.compare([result(.computed, 300, 150), result(.reportedCSV, 410, 255)])
        #expect(told.map(\.id) == ["XSR-001"])
        #expect(
            told.first?.message == "CMS165 2026-01-01..2026-12-31: the EMR's report says 255 of 410, the hub 150 of 300."
                + " Of the -12.2 points between the rates the denominator makes +22.8, exclusions 0, exceptions 0 and the numerator -35.")
        #expect(rule.compare([result(.reportedCSV, 410, 255)]).isEmpty)
    }
}
