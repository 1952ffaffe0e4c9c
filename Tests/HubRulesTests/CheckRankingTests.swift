import HubCore
import HubRules
import Testing

@Suite("The three problems that matter most")
struct CheckRankingTests {
    static func check(_ id: String, _ severity: Finding.Severity, _ count: Int, of all: Int, _ owner: Finding.Owner = .exporter)
        -> CheckResult
    {
        var result = CheckResult(rule: id, subject: "", state: .fail)
        (result.numerator, result.denominator) = (count, all)
        let first = Finding(severity, id, "\(id) says", at: Origin(SourceFile("f")), fix: "mend \(id)", owner: owner)
        result.finding = FindingGroup(first: first, count: count, places: [first.origin])
        return result
    }

    static func element(
        _ measure: String, _ element: String, have: Int, of all: Int, state: CheckState = .fail, period: String = "2025-12-31"
    ) -> ElementCompleteness {
        ElementCompleteness(
            measure: measure, periodStart: "2025-01-01", periodEnd: period, element: element, population: "patients", have: have, of: all,
            minimum: 0.8, state: state, words: "\(element) is there for \(have) of \(all).", fix: "Send \(element).")
    }

    @Test("worse first, then what reaches further, then what the practice can mend")
    func order() {
        let checks = [
            Self.check("W-1", .warning, 90, of: 100), Self.check("W-2", .warning, 10, of: 100), Self.check("E-1", .error, 1, of: 100),
            Self.check("N-1", .note, 100, of: 100), Self.check("W-3", .warning, 90, of: 100, .vendor),
        ]
        #expect(ProblemRanking.top(findings: [], checks: checks, completeness: [], rows: 100).map { $0.id } == ["E-1", "W-1", "W-3"])
        #expect(
            ProblemRanking.top(findings: [], checks: checks.reversed(), completeness: [], rows: 100).map { $0.id } == ["E-1", "W-1", "W-3"])
        #expect(ProblemRanking.top(9, findings: [], checks: checks, completeness: [], rows: 100).count == 4)
    }

    @Test("an element that several measures lack is one problem, named with all of them, and one that is nowhere is an error")
    func elements() {
        let lacking = [
            Self.element("CMS165", "Blood pressure", have: 0, of: 50), Self.element("CMS122", "Blood pressure", have: 0, of: 40),
            Self.element("CMS138", "Smoking status", have: 10, of: 50),
            Self.element("CMS2", "Screening", have: 0, of: 0, state: .notApplicable),
            Self.element("CMS2", "Old", have: 0, of: 5, period: "2024-12-31"), Self.element("CMS2", "Fine", have: 9, of: 10, state: .pass),
        ]
        let top = ProblemRanking.top(findings: [], checks: [], completeness: lacking, rows: 0)
        #expect(
            top.map { $0.message } == [
                "Blood pressure is there for 0 of 50. (Needed for CMS122 and CMS165.)",
                "Smoking status is there for 10 of 50. (Needed for CMS138.)",
            ])
        #expect(top.map { $0.severity } == [.error, .warning])
        #expect(top.first?.count == 50)
        #expect(top.first?.fix == "Send Blood pressure.")
    }

    @Test("one rule speaks once, and a finding of a reader counts too")
    func once() {
        var other = Self.check("W-1", .warning, 5, of: 100)
        other.subject = "b"
        var book = FindingBook()
        book.add(Finding(.warning, "csv.ragged", "ragged", at: Origin(SourceFile("f"), .start)), times: 60)
        book.add(Finding(.note, "csv.encoding", "n", at: Origin(SourceFile("f"))))
        let top = ProblemRanking.top(
            findings: book.groups, checks: [Self.check("W-1", .warning, 50, of: 100), other], completeness: [], rows: 100)
        #expect(top.map { "\($0.id) \($0.count)" } == ["W-1 50", "csv.ragged 60"])
        #expect(top.last?.places == ["f:1:1"])
    }

    @Test("nothing wrong is no problem")
    func nothing() { #expect(ProblemRanking.top(findings: [], checks: [], completeness: [], rows: 0).isEmpty) }
}
