import Foundation
import HubCatalog
import HubCore
import HubMapping
import HubPipeline
import HubTesting
import Testing

/// Drafts of mappings from made-up files, read with the names and words of `Mappings/aliases`.
@Suite("Drafts of mappings")
struct SuggestTests {
    /// Writes the files, drafts, and gives the text; the draft must compile.
    private func draft(_ files: [String: String], takesKnown: Bool = false) throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/suggest-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
        let suggesting = Suggesting(folder: ConfigFolder(path: Schemas.folder.path), importers: Catalog.entries)
        let draft = try suggesting.draft(of: [folder], source: "draft", takesKnown: takesKnown)
        #expect(draft.trouble == [])
        return draft.text
    }

    private func has(_ text: String, _ line: String) -> Bool {
        text.split(separator: "\n").contains { $0.split(whereSeparator: \.isWhitespace) == line.split(whereSeparator: \.isWhitespace) }
    }

    private static let visits = """
        Chart No,Pt Name,Home Phone,SSN,DOB,Sex,Visit Date,Visit Type,BP,Remarks Private
        101,"Zephyrine, Ada",(206) 555-0101,900-12-3456,03/25/1961,F,01/13/2026,OV,120/80,has a rare thing
        102,"Quillon, Bo",(206) 555-0102,900-12-3457,11/30/1970,M,01/14/2026,OV,131/84,lives alone
        103,"Ostrander, Cy",(206) 555-0103,900-12-3458,07/04/1980,M,01/15/2026,XQ,142/91,other words
        104,"Umberto, Di",(206) 555-0104,900-12-3459,07/14/1982,F,01/16/2026,XQ,118/72,more words
        105,"Wexley, Ed",(206) 555-0105,900-12-3460,07/24/1984,F,01/17/2026,LONE,118/72,even more

        """

    @Test("known names are written down, words of one patient alone and what identifies anybody are not")
    func visits() throws {
        let text = try draft(["visits_2026.csv": Self.visits])
        #expect(has(text, "patient: Chart No") && has(text, "birth: DOB") && has(text, "sex: Sex"))
        #expect(has(text, "value: { column: BP, part: first, as: quantity, unit: { constant: \"mm[Hg]\" } }"))
        #expect(text.contains("dates: m/d/y") && has(text, "files: [\"visits_*.csv\"]"))
        // What a word may mean is a comment; what nothing is known of asks for it.
        #expect(text.contains("# OV: VALUESET|2.16.840.1.113883.3.464.1003.101.12.1001") && text.contains("# XQ: SYSTEM|code"))
        for secret in ["Zephyrine", "555-01", "900-12", "rare thing", "lives", "LONE", "1961", "131/84"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("Never read, because they tell who a patient is: Pt Name") && !text.contains("column: SSN"))
    }

    @Test("words that are known go into the tables when a person asks for it, and only then")
    func taken() throws {
        #expect(!(try draft(["v.csv": Self.visits])).contains("\n    OV:"))
        let text = try draft(["v.csv": Self.visits], takesKnown: true)
        #expect(text.contains("\n    OV: VALUESET|2.16.840.1.113883.3.464.1003.101.12.1001"))
        #expect(text.contains("# XQ: SYSTEM|code"))
    }

    @Test("M beside H is mujer, never male; 1 and 2 are left to a person")
    func sexes() throws {
        let spanish = "Expediente;Fecha Nacimiento;Sexo\n1;13/02/1970;H\n2;25/12/1980;M\n3;30/01/1990;M\n"
        #expect(try draft(["pacientes.csv": spanish]).contains("map: { H: male, M: female"))
        let numbers = "MRN,DOB,Sex\n1,1970-02-13,1\n2,1980-12-25,2\n3,1990-01-30,2\n4,1991-01-30,1\n"
        let text = try draft(["patients.csv": numbers])
        #expect(!has(text, "sex: Sex") && text.contains("# sex: { column: Sex"))
    }

    @Test("a list of doctors is no list of patients, and claims are no visits")
    func notPatients() throws {
        let doctors = "Id,NAME,GENDER,SPECIALITY,ZIP\na1,Dr A,F,GP,98101\na2,Dr B,M,GP,98102\n"
        let claims = "Id,PATIENTID,SERVICEDATE,DIAGNOSIS1\n1,7,2026-01-02,I10\n2,8,2026-01-03,E11.9\n"
        let text = try draft(["providers.csv": doctors, "claims.csv": claims])
        #expect(!text.contains("patient:") && !text.contains("kind:"))
        #expect(text.contains("not-needed: it says nothing about patients"))
        let counts = try draft(["report.csv": "Measure,Numerator,Denominator\nA,5,10\nB,7,20\n"])
        #expect(counts.contains("not-needed: numerators and denominators are not facts about patients"))
    }

    @Test("a name that the cells contradict is not believed, and a day that nothing decides is asked for")
    func doubts() throws {
        let text = try draft([
            "vitals.csv": "MRN,Visit Date,BP,Onset Date\n1,03/04/2026,high,soon\n2,05/06/2026,low,later\n3,07/08/2026,none at all,never\n"
        ])
        #expect(text.contains("`BP` is not read: it is called so, but only 0 of 3 cells are two numbers such as 120/80"))
        #expect(text.contains("# dates: m/d/y  # nothing in the files tells 3/4 from 4/3") && !text.contains("\ndates:"))
    }

    @Test("codes are of a system only where another column, a name or every check digit says so")
    func systems() throws {
        let rows = [("4548-4", "6.1"), ("2345-7", "99"), ("13457-7", "101"), ("2093-3", "180"), ("2085-9", "44")]
        let labs = "MRN,Code,Description,Date,Value,Units\n" + rows.map { "1,\($0.0),words,2026-01-02,\($0.1),mg/dL\n" }.joined()
        #expect(try draft(["labs.csv": labs]).contains("{ column: Code, system: LOINC, display: Description, required: true }"))
        let drugs = "MRN,Code,Drug Name,Start\n1,314076,a,2026-01-02\n2,310798,b,2026-01-02\n3,617310,c,2026-01-03\n"
        let text = try draft(["meds.csv": drugs])
        #expect(text.contains("{ column: Code, display: Drug Name, required: true }  # maybe with system: RXNORM"))
    }

    @Test("a numeric result without a unit gets one only where every number can be it")
    func units() throws {
        let text = try draft([
            "wide.csv":
                "MRN,DOB,Sex,A1c,A1c Date,LDL,LDL Date\n1,1970-02-13,F,48,2026-01-02,101,2026-01-02\n2,1971-02-13,M,53,2026-01-03,99,2026-01-03\n3,1972-02-13,M,61,2026-01-03,88,2026-01-03\n"
        ])
        #expect(text.contains("{ column: A1c, as: quantity }  # maybe with unit: { constant: \"%\" }; only 0 of 3 numbers can be that"))
        #expect(
            text.contains(
                "{ column: LDL, as: quantity, unit: { constant: mg/dL } }  # no unit in the file; 3 of 3 numbers can be mg/dL"))
    }

    @Test("what is drafted is read without an error, unedited")
    func reads() throws {
        let text = try draft(["visits_2026.csv": Self.visits])
        let mapping = try #require(MappingCompiler.compile(try YAMLDocument.read(text, file: SourceFile("draft"))).mapping)
        let file = SourceFile("visits_2026.csv")
        let transcript = FactTranscript()
        let mapper = Mapper(mapping, file: file, into: transcript)
        let importer = try #require(Catalog.importers.first { $0.about.id == "csv" } as? any RecordImporter.Type)
        try TableFeed.feed(importer.init(options: [:]), Array(Self.visits.utf8), file: file, into: mapper)
        try mapper.finish()
        #expect(transcript.acceptedCount == 5 && transcript.rejectedCount == 0 && transcript.patients == 5)
        #expect(transcript.facts[.observation] == 10 && transcript.facts[.encounter] == 5)
    }

    @Test("`mapping check` says of every shipped mapping what the project's tests say")
    func check() throws {
        let files = try MappingCheck.files([mappingsFolder.path])
        #expect(files.count >= 2)
        for file in files {
            let check = try MappingCheck(file, importers: Catalog.entries, config: ConfigFolder(path: Schemas.folder.path), update: false)
            #expect(check.isSound && check.isRight && !check.cases.isEmpty, "\(file)")
        }
    }
}
