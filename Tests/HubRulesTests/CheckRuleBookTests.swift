import HubCore
import HubRules
import Testing

@Suite("Rules are read from YAML, and what is wrong with them is told with its place")
struct CheckRuleBookTests {
    static let good = """
        rules:
          - id: X-1
            title: t
            dimension: completeness
            severity: warning
            scope: field
            kind: required-field
            params: {field: code, kinds: [encounter]}
            tolerance: {pct: 2}
            message: "{n} of {t}"
            owner: practice
            profiles:
              small_practice: {tolerance: {pct: 10}, params: {kinds: [condition]}}

        """

    @Test("the shipped rules have nothing wrong in any profile")
    func shipped() throws {
        let (book, findings) = try CheckFixtures.shipped()
        #expect(findings.map { $0.description } == [])
        for profile in RuleProfile.allCases { #expect(book.rules(profile).count == 75) }
        let ids = book.rules().map { $0.id }
        for number in 1...20 {
            let id = "REC-0" + (number < 10 ? "0" : "") + "\(number)"
            #expect(ids.contains(id))
        }
        #expect(ids == ids.sorted())
        #expect(book.rules().allSatisfy { !$0.fix.isEmpty && !$0.title.isEmpty })
    }

    @Test("a profile lays its limits over the rule's own")
    func profiles() throws {
        let (book, findings) = try CheckFixtures.read(Self.good)
        #expect(findings.isEmpty)
        #expect(book.rule("X-1")?.tolerance.pct == 2)
        #expect(book.rule("X-1", .smallPractice)?.tolerance.pct == 10)
        #expect(book.rule("X-1", .smallPractice)?.params["field"]?.text == "code")
        #expect(book.rule("X-1", .pediatric)?.tolerance.pct == 2)
        #expect(book.rule("X-1")?.waivable == true)
    }

    @Test(
        "what is wrong is told with line, column and what was meant",
        arguments: [
            (
                "kind: required-field", "kind: required-feild",
                "r.yaml:7:11: error: `required-feild` is not a kind of rule; did you mean `required-field`? [config.unknown-value]"
            ),
            (
                "severity: warning", "severity: warnin",
                "r.yaml:5:15: error: `warnin` is not a value of `severity`; did you mean `warning`? [config.unknown-value]"
            ),
            ("    title: t", "    titel: t", "r.yaml:2:5: error: the rule X-1 needs `title` [config.missing-key]"),
            (
                "\"{n} of {t}\"", "\"{n} of {kinds}\"",
                "r.yaml:10:14: error: `{kinds}` is nothing that a rule of kind `required-field` can say; did you mean `kind`? [config.unknown-value]"
            ),
            (
                "field: code", "field: cod",
                "r.yaml:8:21: error: `cod` is not a value of `field`; did you mean `code`? [config.unknown-value]"
            ),
            (
                "[encounter]", "[encounters]",
                "r.yaml:8:35: error: `encounters` is not a value of `kinds`; did you mean `encounter`? [config.unknown-value]"
            ),
            (
                "field: code,", "field: code, kind: x,",
                "r.yaml:8:27: error: `kind` is not a key of the parameters of X-1; did you mean `kinds`? [config.unknown-key]"
            ),
            ("{pct: 2}", "{pct: 101}", "r.yaml:9:22: error: `pct` is a percentage, from 0 to 100 [config.invalid]"),
            ("{pct: 2}", "{violations: -1}", "r.yaml:9:29: error: `violations` cannot be less than 0 [config.invalid]"),
            (
                "[condition]", "[conditon]",
                "r.yaml:13:63: error: `conditon` is not a value of `kinds`; did you mean `condition`? [config.unknown-value]"
            ),
            (
                "small_practice", "smal_practice",
                "r.yaml:13:7: error: `smal_practice` is not a key of the profiles of a rule; did you mean `small_practice`? [config.unknown-key]"
            ),
            ("    owner: practice\n", "", "r.yaml:2:5: error: the rule X-1 needs `owner` [config.missing-key]"),
        ])
    func wrong(part: String, instead: String, told: String) throws {
        let text = try #require(Self.good.contains(part) ? Self.good.replacing(part, with: instead) : nil)
        let (book, findings) = try CheckFixtures.read(text)
        #expect(findings.map { $0.description }.contains(told), "\(findings)")
        #expect(book.rules().isEmpty)
    }

    @Test("a rule given twice is told with the place of the other")
    func twice() throws {
        let (book, findings) = try CheckFixtures.read(Self.good, Self.good)
        #expect(
            findings.map { $0.description } == [
                "r2.yaml:2:9: error: the rule X-1 is given twice; the other is at r.yaml:2:9 [config.duplicate]"
            ])
        #expect(book.rules().count == 1)
    }

    @Test("an analyte with a mistyped LOINC code is told")
    func analyte() throws {
        let (_, findings) = try CheckFixtures.read("analytes:\n  - {name: a, loinc: [8480-7], unit: kg, min: 5, max: 1}\n")
        #expect(
            findings.map { $0.description } == [
                "r.yaml:2:22: error: `8480-7` is not a LOINC code: its check digit does not fit [config.invalid]",
                "r.yaml:2:55: error: `max` is less than `min` [config.invalid]",
            ])
    }

    @Test("a reader's finding is known to belong to a rule")
    func readers() throws {
        let book = try CheckFixtures.book()
        #expect(book.rule(forFinding: "csv.nul")?.id == "FIL-001")
        #expect(book.rule(forFinding: "csv.field-count")?.id == "FIL-004")
        #expect(book.rule(forFinding: "REC-011")?.id == "REC-011")
        #expect(book.rule(forFinding: "csv.total-row") == nil)
    }
}
