import Foundation
import Testing

/// What a practice can send by mistake, or somebody on purpose: a clear finding, the right exit status, nothing stored, no crash.
@Suite("Bad input is told, and nothing of it is stored", .serialized)
struct BadInputTests {
    /// A small document that is whole; the cases break it.
    static let document = """
        <?xml version="1.0"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
        <templateId root="2.16.840.1.113883.10.20.22.1.2"/><recordTarget><patientRole><id root="1.2.3" extension="made-up-1"/>
        <patient><administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19700101"/></patient></patientRole></recordTarget>
        <component><structuredBody></structuredBody></component></ClinicalDocument>
        """

    struct BadFile: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: @Sendable () -> [UInt8]
        var status: Int32
        /// A part of what the program must say.
        var says: String
        var testDescription: String { name }
    }

    static let files: [BadFile] = [
        BadFile(name: "empty.csv", bytes: { [] }, status: 1, says: "empty"),
        BadFile(name: "report.csv", bytes: { Array("%PDF-1.7\n%âãÏÓ\n1 0 obj\n".utf8) }, status: 1, says: "PDF"),
        BadFile(name: "truncated.xml", bytes: { Array(document.utf8.dropLast(60)) }, status: 1, says: "truncated.xml:"),
        BadFile(
            name: "doctype.xml",
            bytes: {
                Array(
                    document.replacingOccurrences(
                        of: "<ClinicalDocument", with: "<!DOCTYPE x [<!ENTITY a \"b\">]><ClinicalDocument"
                    ).utf8)
            }, status: 1, says: "DOCTYPE"),
        BadFile(
            name: "attributes.xml",
            bytes: {
                let many = (0..<100_000).map { " a\($0)=\"x\"" }.joined()
                return Array(document.replacingOccurrences(of: "<structuredBody>", with: "<structuredBody\(many)>").utf8)
            }, status: 1, says: "attributes.xml:"),
        BadFile(
            name: "observations.csv",
            bytes: {
                Array(
                    """
                    DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE
                    2026-01-05T10:00:00Z,p1,e1,vital-signs,8480-6,"Systolic,130,mm[Hg],numeric
                    2026-01-06T10:00:00Z,p2,e2,vital-signs,8480-6,Systolic,131,mm[Hg],numeric

                    """.utf8)
            }, status: 1, says: "observations.csv:2:"),
    ]

    @Test("a bad file", arguments: files)
    func badFile(_ bad: BadFile) throws {
        let installation = try Installation()
        let path = try installation.file(bad.name, bad.bytes())
        let run = try installation.run("import", "--practice", "riverbend", "--create-practice", path)
        #expect(run.status == bad.status, "\(run.messages)")
        #expect(run.messages.contains(bad.says), "\(run.messages)")
        for table in ["fact", "submission", "source_file", "patient"] {
            #expect(try installation.rows(table) == 0, "\(table)")
        }
    }

    @Test("a mapping with a misspelt key is told with its line and the word that was meant")
    func misspeltKey() throws {
        let installation = try Installation()
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let mappings = installation.folder + "/Mappings"
        try FileManager.default.copyItem(atPath: source.appendingPathComponent("Mappings").path, toPath: mappings)
        let file = mappings + "/sources/abcs-wide/mapping.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "\nformat:", with: "\nformatt:").write(toFile: file, atomically: true, encoding: .utf8)
        let extract = try installation.file("abcs.csv", "MRN,DOB\n1,1970-01-01\n")
        let run = try installation.run(
            "import", "--practice", "riverbend", "--create-practice", "--source", "abcs-wide", extract,
            environment: ["MEASUREHUB_MAPPINGS": mappings])
        #expect(run.status == 2, "\(run.messages)")
        #expect(run.messages.contains("sources/abcs-wide/mapping.yaml:"))
        #expect(run.messages.contains("did you mean `format`?"))
        #expect(try installation.rows("fact") == 0)
    }

    @Test("a practice that nobody knows is an error unless it shall be created")
    func unknownPractice() throws {
        let installation = try Installation()
        let path = try installation.file("whole.xml", Self.document)
        let run = try installation.run("import", "--practice", "riverbent", path)
        #expect(run.status == 2, "\(run.messages)")
        #expect(run.messages.contains("riverbent"))
        #expect(run.messages.contains("--create-practice"))
        #expect(try installation.rows("submission") == 0)
        #expect(try installation.rows("practice") == 0)
        #expect(try installation.run("import", "--practice", "riverbent", "--create-practice", path).status == 0)
        #expect(try installation.rows("demographic") == 1)
    }
}
