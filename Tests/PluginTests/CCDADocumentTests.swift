import CCDAImporter
import HubCore
import HubTesting
import Testing

@Suite struct CCDADocumentTests {
    static func recognizes(_ text: String) -> Recognition {
        CCDAImporter.recognizes(SourceFile("x.xml"), head: Array(text.utf8).span)
    }

    @Test("knows a clinical document by its outermost element, with or without a prefix")
    func recognition() {
        #expect(Self.recognizes("<?xml version='1.0'?>\n<ClinicalDocument xmlns='urn:hl7-org:v3'>") == .surely)
        #expect(Self.recognizes("<!-- a comment --><cda:ClinicalDocument xmlns:cda='urn:hl7-org:v3'>") == .surely)
        #expect(Self.recognizes("<Bundle/>") == .no)
        #expect(Self.recognizes("id,date\n1,2") == .no)
        #expect(Self.recognizes("<ClinicalDocument><templateId root=\"2.16.840.1.113883.10.20.27.1.1\"/>") == .no)
    }

    @Test("an option that does not exist is told")
    func options() {
        #expect(throws: HubError.self) { _ = try CCDAImporter(options: ["delimiter": ";"]) }
    }

    @Test("the same statement twice stays two facts with two keys")
    func repeated() throws {
        let entry = """
            <entry><observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/>
            <id root="1.2.3" extension="1"/><code code="4548-4" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/>
            <effectiveTime value="20260203"/><value xsi:type="PQ" value="6.1" unit="%"/></observation></entry>
            """
        let text = """
            <ClinicalDocument xmlns="urn:hl7-org:v3"><templateId root="2.16.840.1.113883.10.20.22.1.2"/><recordTarget><patientRole>
            <id root="1.2" extension="7"/></patientRole></recordTarget><component><structuredBody><component><section>
            <code code="30954-2"/>\(entry)\(entry)</section></component></structuredBody></component></ClinicalDocument>
            """
        let transcript = ImporterContract.transcript(
            CCDAImporter.self, file: SourceFile("x.xml"), bytes: Array(text.utf8), pieceSize: 100)
        let keys = transcript.split(separator: "\n").compactMap { line in line.split(separator: " ").first { $0.hasPrefix("own#") } }
        #expect(keys.count == 2)
        #expect(Set(keys).count == 2)
    }
}
