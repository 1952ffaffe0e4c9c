import HubCore
import HubRules
import Testing

@Suite("A report's counts become canonical, or the row is rejected")
struct ReportedSinkTests {
    @Test("the vector of the specification: 120, 100, 10, 5, 60 give 85 eligible and 70.588 %")
    func vector() throws {
        let run = try ReportedRun([row("CMS2v15", den: 100, num: 60, ex: 10, exc: 5, ip: 120, rate: 0.70588, decimals: 5)])
        let result = try #require(run.results.first)
        #expect(run.acceptedCount == 1 && run.rejectedCount == 0)
        #expect(result.measure == "CMS2" && result.version == "CMS2v15" && result.eligible == 85 && result.leftOut == 15)
        #expect(abs(try #require(result.share) - 60.0 / 85) < 1e-12)
        #expect(run.failed == [])
    }

    @Test("a net denominator is stored gross, and what was sent is kept")
    func net() throws {
        let result = try #require(try ReportedRun([row("CMS2", den: 85, num: 60, ex: 10, exc: 5, convention: .net)]).results.first)
        #expect(result.denominator == .counted(100) && result.sentDenominator == .counted(85) && result.eligible == 85)
        #expect(result.convention == .net && !result.exclusionsUnknown)
    }

    @Test("a net denominator without its exclusions stays as sent, and says so")
    func netWithout() throws {
        let result = try #require(try ReportedRun([row("CMS165", den: 85, num: 60, ex: nil, convention: .net)]).results.first)
        #expect(result.denominator == .counted(85) && result.exclusionsUnknown && result.eligible == 85)
    }

    @Test("printed rates prove the convention")
    func proof() throws {
        let gross = try ReportedRun([
            row("CMS2", den: 100, num: 60, ex: 10, exc: 5, rate: 0.706, convention: .unknown),
            row("CMS165", den: 50, num: 20, rate: 0.4, convention: .unknown, line: 3),
        ])
        #expect(gross.results.map(\.convention) == [.gross, .gross] && gross.ids == ["reported.convention-proven"])
        let net = try ReportedRun([row("CMS2", den: 85, num: 60, ex: 10, exc: 5, rate: 0.706, convention: .unknown)])
        #expect(net.results.map(\.convention) == [.net] && net.results.map(\.denominator) == [.counted(100)])
    }

    @Test("sums prove it where no rate is printed")
    func sums() throws {
        // 30 + 20 do not fit into 40, so the 20 are out of it already.
        let net = try ReportedRun([row("CMS165", den: 40, num: 30, ex: 20, convention: .unknown)])
        #expect(net.results.map(\.convention) == [.net] && net.results.map(\.denominator) == [.counted(60)])
        // Everybody of the initial population is in the denominator, so the excluded are too.
        let gross = try ReportedRun([row("CMS165", den: 40, num: 10, ex: 5, ip: 40, convention: .unknown)])
        #expect(gross.results.map(\.convention) == [.gross] && gross.results.first?.eligible == 35)
    }

    @Test("what proves nothing is asked about and never guessed")
    func undecided() throws {
        let open = try ReportedRun([row("CMS165", den: 40, num: 10, ex: 5, convention: .unknown)])
        #expect(open.ids == ["reported.convention-unknown"])
        let result = try #require(open.results.first)
        #expect(
            result.convention == .unknown && result.exclusionsUnknown && result.denominator == .counted(40) && result.eligible == nil
                && result.share == nil)
        let mixed = try ReportedRun([
            row("CMS165", den: 100, num: 60, ex: 10, rate: 0.667, convention: .unknown),
            row("CMS130", den: 100, num: 60, ex: 10, rate: 0.6, convention: .unknown, line: 3),
        ])
        #expect(mixed.ids == ["reported.convention-unknown"])
        let none = try ReportedRun([row("CMS165", den: 40, num: 10, ex: nil, convention: .unknown)])
        #expect(none.ids == ["reported.exclusions-unknown"] && none.results.first?.eligible == 40)
    }

    @Test("masked exclusions are not none: no rate is worked out as if nobody had been left out")
    func masked() throws {
        func masked(_ convention: ReportedResult.Convention, exc: Int? = nil) -> ReportedResult {
            var one = row(exc == nil ? "CMS165" : "CMS2", den: 100, num: 60, ex: nil, exc: exc, convention: convention)
            one.exclusions = .suppressed
            return one
        }
        let open = try ReportedRun([masked(.unknown)])
        #expect(open.ids == ["reported.exclusions-masked"] && open.results.map(\.eligible) == [nil] && open.results.map(\.share) == [nil])
        #expect(try ReportedRun([masked(.unknown, exc: 0)]).results.map(\.share) == [nil])
        #expect(try ReportedRun([masked(.gross)]).results.map(\.share) == [nil])
        #expect(try ReportedRun([masked(.net)]).results.map(\.eligible) == [100], "whoever was left out is out of it already")
        var beside = masked(.unknown)
        beside.exclusions = .counted(10)
        (beside.measure, beside.rate, beside.rateDecimals) = ("CMS130", 0.667, 3)
        let proven = try ReportedRun([masked(.unknown), beside])
        #expect(proven.ids == ["reported.convention-proven"] && proven.results.map(\.eligible) == [nil, 90])
        var rateOnly = masked(.unknown)
        (rateOnly.numerator, rateOnly.rate, rateOnly.rateDecimals) = (.missing, 0.6, 3)
        let refused = try ReportedRun([rateOnly])
        #expect(refused.results.isEmpty && refused.ids.contains("reported.rate-without-counts"), "60 % of nobody knows how many")
    }

    @Test("a percentage and a denominator give the numerator, when a whole number gives that percentage")
    func percentage() throws {
        #expect(try ReportedRun([row("CMS165", den: 85, num: nil, rate: 0.64, decimals: 2)]).results.map(\.numerator) == [.counted(54)])
        #expect(
            try ReportedRun([row("CMS165", den: 100, num: nil, ex: 15, rate: 0.64, decimals: 2)]).results.map(\.numerator) == [.counted(54)]
        )
        let three = try ReportedRun([row("CMS165", den: 3, num: nil, rate: 0.5, decimals: 2)])
        #expect(three.results.isEmpty && three.ids == ["reported.rate-fits-no-count"] && three.rejectedCount == 1)
        let large = try ReportedRun([row("CMS165", den: 1000, num: nil, rate: 0.64, decimals: 2)])
        #expect(large.results.map(\.numerator) == [.counted(640)] && large.ids == ["reported.numerator-from-rate"])
        let open = try ReportedRun([row("CMS165", den: 85, num: nil, ex: nil, rate: 0.64, decimals: 2, convention: .gross)])
        #expect(open.ids == ["reported.rate-without-counts"] && open.results.isEmpty)
    }

    @Test("64 and 0.64 are told apart for the file, and 1 alone is not")
    func scale() throws {
        func bare(_ rate: Double, _ decimals: Int, den: Int, num: Int?, line: Int) -> ReportedResult {
            var one = row(line == 2 ? "CMS165" : "CMS130", den: den, num: num, line: line)
            (one.bareRate, one.rateDecimals) = (rate, decimals)
            return one
        }
        let percents = try ReportedRun([bare(64, 0, den: 100, num: nil, line: 2), bare(1, 0, den: 100, num: nil, line: 3)])
        #expect(percents.results.map(\.numerator) == [.counted(64), .counted(1)])
        let shares = try ReportedRun([bare(0.64, 2, den: 100, num: nil, line: 2), bare(1, 0, den: 100, num: nil, line: 3)])
        #expect(shares.results.map(\.numerator) == [.counted(64), .counted(100)])
        let small = try ReportedRun([bare(0.5, 1, den: 200, num: 1, line: 2)])
        #expect(small.results.map(\.rate) == [0.005] && small.rejectedCount == 0)
        let one = try ReportedRun([bare(1, 0, den: 100, num: nil, line: 2)])
        #expect(one.results.isEmpty && one.ids == ["reported.rate-without-counts"])
    }

    @Test("the complement of an inverse measure becomes its numerator")
    func complement() throws {
        let run = try ReportedRun([row("A1c <= 9%", den: 150, num: 120, ex: 10, rate: 0.857)])
        let result = try #require(run.results.first)
        #expect(
            result.measure == "CMS122" && result.numerator == .counted(20) && result.sentNumerator == .counted(120) && result.isComplement)
        var flagged = row("CMS122", den: 150, num: 120, ex: nil)
        flagged.isComplement = true
        #expect(try ReportedRun([flagged]).ids == ["reported.complement-of-unknown"])
    }

    @Test("counts that contradict each other reject their row, each by its rule")
    func arithmetic() throws {
        let run = try ReportedRun([
            row("CMS165", den: 100, num: 40, ip: 90), row("CMS130", den: 50, num: 60, line: 3),
            row("CMS125", den: 50, num: 30, ex: 21, line: 4),
            row("CMS124", den: 50, num: 30, rate: 0.5, line: 5), row("CMS2", den: 50, num: 30, ex: 10, exc: 10, rate: 1, line: 6),
        ])
        #expect(run.findings.map(\.id) == ["AGG-002", "AGG-003", "AGG-004", "AGG-005"] && run.rejectedCount == 4 && run.acceptedCount == 1)
        #expect(
            run.findings[1].message
                == "CMS130 2026-01-01..2026-12-31: the numerator 60 exceeds the denominator 50. Are the columns swapped?")
        #expect(run.state("AGG-003") == [.fail] && run.checks.filter { $0.rule == "AGG-003" }.map(\.numerator) == [1])
    }

    @Test("a swapped column is one cause, not a hundred")
    func manyRows() throws {
        let run = try ReportedRun((0..<100).map { row("CMS165", den: 10, num: 20 + $0, period: nil, provider: "p\($0)", line: $0 + 2) })
        #expect(
            run.rejectedCount == 100
                && Set(run.findings.map(\.message)) == ["In many rows the numerator exceeds the denominator. Are the columns swapped?"])
    }

    @Test("unknown measures, versions, rates and periods reject the row and say what to write")
    func unknown() throws {
        var version = row("CMS165", den: 50, num: 20, line: 3)
        version.version = "draft"
        var label = row("CMS165", den: 50, num: 20, period: nil, line: 5)
        label.periodLabel = "soon"
        let run = try ReportedRun(
            [row("Brest cancer screening", den: 50, num: 20), version, row("CMS138", den: 50, num: 20, line: 4), label], asked: nil)
        #expect(
            run.findings.map(\.id) == [
                "reported.unknown-measure", "reported.unknown-version", "reported.unknown-group", "reported.no-period",
            ])
        #expect(run.results.isEmpty && run.rejectedCount == 4)
    }

    @Test("the period is the row's, or the printed one, or the one that is asked for")
    func period() throws {
        var label = row("CMS165", den: 50, num: 20, period: nil)
        label.periodLabel = "2025 Q3"
        label.rollingMonths = 12
        let run = try ReportedRun(
            [label, row("CMS130", den: 50, num: 20, period: nil, line: 3)], preamble: [("Reporting period", "01/01/2025 - 12/31/2025")])
        #expect(run.results.map(\.periodWords) == ["2024-10-01..2025-09-30", "2025-01-01..2025-12-31"])
        #expect(try ReportedRun([row("CMS130", den: 50, num: 20, period: nil)]).results.map(\.periodWords) == ["2026-01-01..2026-12-31"])
        #expect(try ReportedRun([row("CMS130", den: 50, num: 20, period: nil)], asked: nil).ids == ["reported.no-period"])
    }

    @Test("the same numbers twice are once; two answers to one question are none")
    func twice() throws {
        let same = try ReportedRun([row("CMS165", den: 50, num: 20), row("NQF 0018", den: 50, num: 20, line: 3)])
        #expect(same.results.count == 1 && same.skippedCount == 1 && same.acceptedCount == 1)
        let two = try ReportedRun([
            row("CMS165", den: 50, num: 20), row("CMS165", den: 50, num: 21, line: 3), row("CMS130", den: 9, num: 3, line: 4),
        ])
        #expect(two.results.map(\.measure) == ["CMS130"] && two.rejectedCount == 2 && two.ids == ["AGG-015"])
    }

    @Test("two files that say different numbers about one thing are neither taken, and a third does not settle it")
    func twiceInTwoFiles() throws {
        let first = [row("CMS165", den: 50, num: 20), row("CMS130", den: 9, num: 3, line: 3)]
        let same = try ReportedRun(first, more: [[row("CMS165", den: 50, num: 20)]])
        #expect(same.results.count == 2 && same.skippedCount == 1 && same.findings.isEmpty)
        let two = try ReportedRun(first, more: [[row("CMS165", den: 50, num: 21)]])
        #expect(two.results.map(\.measure) == ["CMS130"] && two.rejectedCount == 1 && two.ids == ["AGG-015"])
        #expect(Set(two.findings.map(\.origin.file.name)) == ["report.csv", "report-2.csv"])
        #expect(two.failed.isDisjoint(with: ["LON-007"]) && two.state("AGG-015") == [.fail])
        let three = try ReportedRun(first, more: [[row("CMS165", den: 50, num: 21)], [row("CMS165", den: 50, num: 20)]])
        #expect(three.results.map(\.measure) == ["CMS130"] && three.rejectedCount == 2)
    }

    @Test("a number that a file both repeats and contradicts is not taken, in whatever order the files and their rows come")
    func repeatedAndContradicted() throws {
        func say(_ numerators: Int...) -> [ReportedResult] {
            numerators.enumerated().map { row("CMS165", den: 20, num: $1, line: $0 + 2) } + [row("CMS130", den: 9, num: 3, line: 9)]
        }
        for second in [say(10, 12), say(12, 10), say(10, 10, 12)] {
            for files in [[say(10), second], [second, say(10)]] {
                let run = try ReportedRun(files[0], more: [files[1]])
                #expect(run.results.map(\.measure) == ["CMS130"] && run.ids == ["AGG-015"] && run.state("AGG-015") == [.fail])
                let told = Dictionary(grouping: run.findings, by: \.origin.file.name).mapValues(\.count)
                #expect(told.values.sorted() == [1, 2], "one row of one file and two of the other contradict each other")
            }
            for third in [say(10), say(12), say(11)] {
                let all = [say(10), second, third]
                for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                    let files = order.map { all[$0] }
                    let run = try ReportedRun(files[0], more: [files[1], files[2]])
                    #expect(run.results.map(\.measure) == ["CMS130"], "\(order)")
                }
            }
        }
    }

    @Test("zero, missing, masked and not applicable stay four things")
    func states() throws {
        for (cell, count): (String, ReportedResult.Count?) in [
            ("0", .counted(0)), ("12.0", .counted(12)), ("1,204", .counted(1204)), ("", .missing), ("  ", .missing), ("<11", .suppressed),
            ("*", .suppressed), ("≤ 10", .suppressed), ("suppressed", .suppressed), ("N/A", .notApplicable), ("-", .suppressed),
            ("12.5", nil),
            ("-3", nil), ("about 40", nil), (">10", nil), ("40 %", nil), ("#DIV/0!", .notApplicable),
        ] { #expect(ReportedResult.Count.read(cell) == count, "\(cell)") }
        #expect(ReportedResult.Count.read("-", dash: .notApplicable) == .notApplicable)
        var masked = row("CMS165", den: 50, num: 20)
        masked.numerator = .suppressed
        let run = try ReportedRun([masked])
        #expect(run.results.map(\.numerator) == [.suppressed] && run.results.first?.share == nil && run.findings.isEmpty)
    }
}
