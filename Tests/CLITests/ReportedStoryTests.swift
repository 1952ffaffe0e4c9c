import Foundation
import Testing

/// An aggregate report from the first look to taking it back, as a practice's office manager would do it.
@Suite("A report of counts, end to end", .serialized)
struct ReportedStoryTests {
    static let header =
        "Measure ID,Measure Title,NPI,Start Date,End Date,IPP,Denominator,Exclusions,Exceptions,Numerator,Performance Rate\n"
    static let report =
        header + """
            236,Controlling High Blood Pressure,Practice,01/01/2025,12/31/2025,410,410,30,0,266,70.0 %
            236,Controlling High Blood Pressure,1245319599,01/01/2025,12/31/2025,250,250,20,0,161,70.0 %
            001,Diabetes: Hemoglobin A1c (HbA1c) Poor Control (> 9%),Practice,01/01/2025,12/31/2025,150,150,5,0,<11,
            113,Colorectal Cancer Screening,Practice,01/01/2025,12/31/2025,200,200,10,,90,47.4 %

            """

    @Test("check says at once what was understood and what is wrong, and stores nothing")
    func check() throws {
        let installation = try Installation()
        let good = try installation.run("check", try installation.file("mips.csv", Self.report))
        #expect(good.status == 0, "\(good.messages)")
        #expect(good.output.contains("4 reported numbers of 3 measures for 2025-01-01..2025-12-31; 3 of the practice; 1 of providers"))
        #expect(good.output.contains("4 rows or entries read = 4 accepted + 0 rejected + 0 skipped") && good.output.contains("70.0 %"))
        #expect(!good.output.contains("0 patients"))
        let bad = try installation.run(
            "check", "--json", try installation.file("bad.csv", Self.header + "236,Breast cancer screening,,,,5,5,0,0,9,\n"))
        #expect(bad.status == 1 && bad.json["rejected"] as? Int == 1)
        let causes = try #require(bad.json["causes"] as? [[String: Any]])
        #expect(causes.contains { $0["id"] as? String == "reported.ambiguous-measure" })
    }

    @Test("import, the same again, correct and replace, withdraw")
    func story() throws {
        let installation = try Installation()
        func numbers() throws -> [String] {
            let run = try installation.run("results", "--practice", "alder", "--json")
            let lines = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]] ?? []
            return lines.map { line in
                let count = { (name: String) in
                    let one = line[name] as? [String: Any]
                    return (one?["count"] as? Int).map(String.init) ?? one?["state"] as? String ?? "?"
                }
                return
                    "\(line["measure"] ?? "") \(count("numerator"))/\(count("denominator")) \(line["source"] ?? "") from \(line["submission"] ?? "")"
            }
        }
        let file = try installation.file("mips.csv", Self.report)
        let first = try installation.run("import", "--practice", "alder", "--create-practice", "--json", file)
        #expect(first.status == 0 && first.json["submission"] as? Int == 1 && first.json["accepted"] as? Int == 4, "\(first.messages)")
        #expect((first.json["reported"] as? [Any])?.count == 4 && first.json["patients"] as? Int == 0)
        let all = ["CMS122 suppressed/150 reported-csv from 1", "CMS130 90/200 reported-csv from 1", "CMS165 266/410 reported-csv from 1"]
        #expect(try numbers() == all)
        #expect(try installation.rows("reported") == 4)
        #expect(try installation.rows("aggregate_result") == 0)

        let again = try installation.run("import", "--practice", "alder", "--json", file)
        #expect(again.json["submission"] is NSNull)
        #expect(try numbers() == all)

        // One number is corrected: the others stay, and so does the submission that they are from.
        let fixed = Self.header + "236,Controlling High Blood Pressure,Practice,01/01/2025,12/31/2025,410,410,30,0,285,75.0 %\n"
        let second = try installation.run("import", "--practice", "alder", "--json", try installation.file("fixed.csv", fixed))
        #expect(second.json["submission"] as? Int == 2 && second.json["superseded"] as? [Int] == [])
        let causes = (second.json["causes"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        #expect(causes.contains("LON-007"), "\(causes)")
        #expect(try numbers() == [all[0], all[1], "CMS165 285/410 reported-csv from 2"])

        let back = try installation.run("submissions", "withdraw", "2")
        #expect(back.status == 0)
        #expect(try numbers() == all)

        // A whole new report takes the first one's place, and withdrawing it brings that back.
        let whole = try installation.file("whole.csv", Self.report.replacingOccurrences(of: ",266,70.0 %", with: ",260,68.4 %"))
        let third = try installation.run("import", "--practice", "alder", "--json", whole)
        #expect(third.json["superseded"] as? [Int] == [1])
        #expect(
            try numbers() == all.map { $0.replacingOccurrences(of: "from 1", with: "from 3").replacingOccurrences(of: "266", with: "260") })
        #expect(try installation.run("submissions", "withdraw", "3").output.contains("counting again: submission 1"))
        #expect(try numbers() == all)
        let none = try installation.run("submissions", "withdraw", "1")
        #expect(none.status == 0)
        #expect(try numbers() == [])
        // Taken back, it can be sent again.
        #expect(try installation.run("import", "--practice", "alder", "--json", file).json["submission"] is Int)
        #expect(try numbers().count == 3)
    }

    @Test("last period's report sent again, and a jump, are told at import")
    func longitudinal() throws {
        let installation = try Installation()
        func csv(_ year: Int, _ num: Int, _ rate: String) -> String {
            Self.header + "236,Controlling High Blood Pressure,Practice,01/01/\(year),12/31/\(year),410,410,30,0,\(num),\(rate)\n"
        }
        func causes(_ name: String, _ text: String) throws -> [String] {
            let run = try installation.run(
                "import", "--practice", "alder", "--create-practice", "--json", try installation.file(name, text))
            return (run.json["causes"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }.filter { $0.hasPrefix("LON") }
        }
        #expect(try causes("a.csv", csv(2023, 266, "70.0 %")) == [])
        #expect(try causes("b.csv", csv(2024, 266, "70.0 %")) == ["LON-003"])
        #expect(try causes("c.csv", csv(2025, 190, "50.0 %")) == ["LON-001"])
    }

    @Test("reported numbers stand beside computed ones in the exports, and differences are told")
    func exports() throws {
        let installation = try Installation()
        let sample = try installation.sample("oak-street", patients: 60, period: "2026")
        #expect(
            try installation.run(["import", "--practice", "oak", "--create-practice", "--json"] + sample.words).json["submission"] is Int)
        let before = try installation.rows("statement")
        let report = Self.header + "CMS165v14,Controlling High Blood Pressure,Practice,01/01/2026,12/31/2026,410,410,30,0,266,70.0 %\n"
        let run = try installation.run("import", "--practice", "oak", "--json", try installation.file("emr.csv", report))
        #expect(run.json["superseded"] as? [Int] == [], "a report of counts takes no patients' place")
        #expect(try installation.rows("statement") == before && before > 0)

        let csv = installation.folder + "/results.csv"
        let export = ["export", "collaborative-csv", "--period", "2026", "--measure", "CMS165", "--to", csv]
        #expect(try installation.run(export).status == 0)
        let rows = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\r\n").filter { $0.contains("CMS165") }
        #expect(rows.count == 2)
        #expect(rows.contains { $0.contains(",410,410,30,0,266,380,0.7000,") && $0.contains("reported-csv") }, "\(rows)")
        #expect(rows.contains { $0.contains(",computed,") })

        let pages = installation.folder + "/pages"
        #expect(try installation.run("export", "facilitator-report", "--period", "2026", "--measure", "CMS165", "--to", pages).status == 0)
        let page = try String(contentsOfFile: pages + "/oak.html", encoding: .utf8)
        #expect(page.contains("(266 of 380) as reported by the EMR"))

        let listed = try installation.run("results", "--measure", "CMS165")
        #expect(listed.output.contains("reported-csv") && listed.output.contains("computed") && listed.output.contains("266"))
    }
}
