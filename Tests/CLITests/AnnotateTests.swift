import Foundation
import Testing

/// `check --explain` and `check --annotate`, through the program.
@Suite struct AnnotateTests {
    static let text = """
        ABCS extract
        Date range: 01/01/2026 - 12/31/2026

        MRN;DOB;Sex;Last Visit;Visit Type;HTN Dx Date;Diabetes Dx Date;IVD Dx Date;Last BP;Last BP Date;A1c;A1c Date;LDL;LDL Date;\
        Smoking Status;Smoking Date;Cessation Counselling;Aspirin;Statin
        00123;03/04/1961;F;02/03/2026;OV;05/2015;;;120/80;02/03/2026;6.8;01/05/2026;104;01/05/2026;Never;02/03/2026;N;Y;01/02/2020
        ;12/03/1958;M;02/03/2026;LAB;;;;142 / 90;02/03/2026;;;;;declined;02/03/2026;Y;N;
        00125;12/03/1958;M
        Total records: 3

        """.replacing("\n", with: "\r\n")

    @Test("the annotated file holds every byte of the file, says what is wrong with each row, and reads as the file did")
    func annotate() throws {
        let home = try Installation()
        let folder = home.folder
        let (input, output) = (folder + "/abcs.csv", folder + "/back.csv")
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: input))
        let run = try home.run("check", "--source", "abcs-wide", "--annotate", output, input, "--json")
        #expect(run.status == 1)
        let back = try String(contentsOf: URL(fileURLWithPath: output), encoding: .utf8)
        let lines = back.components(separatedBy: "\r\n")
        #expect(lines.count == 9 && lines[0] == "ABCS extract" && lines[3].hasSuffix(";MeasureHub findings"))
        #expect(lines[5].contains("rejected: `MRN` is required and empty") && lines[6].contains("rejected: the row has fewer fields"))
        #expect(lines[7] == "Total records: 3")
        for (line, original) in zip(lines, Self.text.components(separatedBy: "\r\n")) { #expect(line.hasPrefix(original)) }
        func counts(_ run: ProgramRun) -> [Int] {
            ["read", "accepted", "rejected", "skipped", "patients"].compactMap { run.json[$0] as? Int }
        }
        let again = try home.run("check", "--source", "abcs-wide", output, "--json")
        #expect(counts(again) == counts(run) && counts(run).count == 5)
    }

    @Test("a preview shows dialect, lines and columns, and no value unless asked")
    func explain() throws {
        let home = try Installation()
        let folder = home.folder
        let input = folder + "/abcs.csv"
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: input))
        let run = try home.run("check", "--explain", input)
        #expect(run.output.contains("separated by semicolons") && run.output.contains("line 4: header"))
        #expect(run.output.contains("Date range = 01/01/2026 - 12/31/2026") && run.output.contains("read as patient"))
        #expect(!run.output.contains("00123") && !run.output.contains("1961"))
        #expect(try home.run("check", "--explain", "--show-values", input).output.contains("00123"))
        let json = try home.run("check", "--explain", "--json", input).output
        #expect(json.contains("\"delimiter\" : \"semicolons\"") && !json.contains("00123"))
    }

    @Test("what cannot be annotated is said, and nothing is written")
    func refusals() throws {
        let home = try Installation()
        let folder = home.folder
        let input = folder + "/a.csv"
        try Data("<?xml version=\"1.0\"?><ClinicalDocument/>".utf8).write(to: URL(fileURLWithPath: folder + "/d.xml"))
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: input))
        #expect(try home.run("check", "--annotate", input, input).status == 2)
        let document = try home.run("check", "--annotate", folder + "/o.csv", folder + "/d.xml")
        #expect(document.status == 2 && document.messages.contains("annotate writes text tables"))
        #expect(!FileManager.default.fileExists(atPath: folder + "/o.csv"))
        #expect(try home.run("check", "--dates", "y/m", input).status == 2)
    }
}
