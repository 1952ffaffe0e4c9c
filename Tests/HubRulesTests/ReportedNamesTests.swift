import HubCore
import HubRules
import Testing

@Suite("Measures are recognised by what reports call them")
struct ReportedNamesTests {
    private func answer(_ sent: String, _ kind: ReportedResult.NameKind = .any, title: String? = nil) throws -> String {
        switch try ReportedRun.names().recognize(sent, kind, title: title) {
        case .known(let measure, let version, let group, let isComplement):
            return [measure.id, version, group.map { "rate \($0)" }, isComplement ? "complement" : nil].compactMap(\.self).joined(
                separator: " ")
        case .ambiguous: return "asked"
        case .unknown(let suggestion): return "unknown" + suggestion
        }
    }

    @Test(
        "numbers of CMS, of the consensus entity and of MIPS, titles and nicknames",
        arguments: [
            ("CMS165v13", "CMS165 CMS165v13"), ("cms 165", "CMS165"), ("165", "CMS165"), ("CMS165v13.0.000", "CMS165 CMS165v13"),
            ("CMS-165 v13", "CMS165 CMS165v13"), ("eCQM CMS122v13", "CMS122 CMS122v13"), ("CMS0165", "CMS165"), ("CMS2v14", "CMS2 CMS2v14"),
            ("NQF 0018", "CMS165"), ("NQF#0018", "CMS165"), ("NQF18", "CMS165"), ("CBE 0059", "CMS122"), ("0059", "CMS122"),
            ("2372", "CMS125"),
            ("CBE ID 0018", "CMS165"), ("NQF 1448", "DEV-CH"), ("DEV-CH", "DEV-CH"), ("W30", "W30-EHR"), ("OPIP-REF", "OPIP-REF"),
            ("236", "CMS165"), ("Quality ID 236", "CMS165"), ("MIPS 236", "CMS165"), ("Q236", "CMS165"), ("001", "CMS122"),
            ("#001", "CMS122"),
            ("Controlling High Blood Pressure", "CMS165"), ("controlling  high blood-pressure", "CMS165"), ("HTN control", "CMS165"),
            ("A1c poor control", "CMS122"), ("Diabetes: Hemoglobin A1c (HbA1c) Poor Control (>9%)", "CMS122"),
            ("Diabetes: Glycemic Status Assessment Greater Than 9%", "CMS122"), ("A1c > 9%", "CMS122"), ("A1c ≤ 9%", "CMS122 complement"),
            ("CMS165v14: Controlling High Blood Pressure", "CMS165 CMS165v14"), ("NQF 0018 / CMS165", "CMS165"),
            ("CMS138v13 (Rate 2)", "CMS138 CMS138v13 rate 2"), ("CMS138 Population 1", "CMS138 rate 1"),
        ])
    func known(sent: String, expected: String) throws { #expect(try answer(sent) == expected) }

    @Test(
        "what could be two measures is asked about, what is none is unknown",
        arguments: [
            ("130", "asked"), ("117", "asked"), ("134", "asked"), ("NQF 0018 / CMS122", "asked"),
            ("CMS165 Breast cancer screening", "asked"),
            ("A1c control", "unknown"), ("999", "unknown"), ("", "unknown"), ("CMS", "unknown"), ("BP", "unknown"),
            ("Brest cancer screening", "unknown; did you mean `Breast cancer screening`?"), ("18", "unknown"),
        ])
    func doubtful(sent: String, expected: String) throws { #expect(try answer(sent) == expected) }

    @Test("a column's meaning decides what a bare number is")
    func byColumn() throws {
        #expect(try answer("130", .cms) == "CMS130")
        #expect(try answer("130", .quality) == "unknown")
        #expect(try answer("134", .quality) == "CMS2")
        #expect(try answer("18", .cbe) == "CMS165")
        #expect(try answer("11a", .uds) == "CMS125")
        #expect(try answer("Table 6B Line 14a", .uds) == "CMS138 rate 3")
    }

    @Test("a title beside a number is a witness")
    func witness() throws {
        #expect(try answer("134", title: "Screening for depression and follow-up plan") == "CMS2")
        #expect(try answer("236", title: "Breast cancer screening") == "asked")
        #expect(try answer("HX-77", title: "Colorectal Cancer Screening") == "CMS130")
        #expect(try answer("236", title: "what the vendor calls it") == "CMS165")
    }

    @Test("versions and rates are those of the measure")
    func parts() throws {
        let names = try ReportedRun.names()
        let (htn, tobacco, statin, weight) = (
            try #require(names["CMS165"]), try #require(names["CMS138"]), try #require(names["CMS347"]), try #require(names["CMS155"])
        )
        for text in ["13", "v13", "CMS165v13", "CMS165v13.0.000", "Version 13"] { #expect(htn.version(text) == "CMS165v13") }
        #expect(htn.version("CMS122v13") == nil && htn.version("draft") == nil)
        #expect(htn.group("") == "1" && htn.group("Total") == "1" && htn.group("2") == nil)
        #expect(tobacco.group("") == "" && tobacco.group("Rate 2") == "2" && tobacco.group("overall") == "0" && tobacco.group("4") == nil)
        #expect(statin.group("") == "0" && weight.group("Counseling for nutrition") == "2")
        #expect(
            weight.stratum("3-11") == "1" && weight.stratum("ages 12 to 17") == "2" && weight.stratum("Total") == ""
                && weight.stratum("Stratum 2") == "2")
    }

    @Test(
        "periods as columns label them",
        arguments: [
            ("2025 Q3", "2025-07-01..2025-09-30"), ("Q3 2025", "2025-07-01..2025-09-30"), ("2025Q3", "2025-07-01..2025-09-30"),
            ("Q3-25", "2025-07-01..2025-09-30"), ("3Q25", "2025-07-01..2025-09-30"), ("3Q2025", "2025-07-01..2025-09-30"),
            ("2025", "2025-01-01..2025-12-31"), ("CY2025", "2025-01-01..2025-12-31"), ("2025-03", "2025-03-01..2025-03-31"),
            ("March 2025", "2025-03-01..2025-03-31"), ("01/01/2025 - 12/31/2025", "2025-01-01..2025-12-31"),
            ("2025-01-01 to 2025-12-31", "2025-01-01..2025-12-31"),
        ])
    func periods(label: String, expected: String) throws { #expect(PeriodLabel.read(label)?.description == expected) }

    @Test("what is no period is none", arguments: ["FY 2025", "Q5 2025", "last year", "25", "2025-13", "12/31/2025 - 01/01/2025", ""])
    func noPeriods(label: String) { #expect(PeriodLabel.read(label) == nil) }
}
