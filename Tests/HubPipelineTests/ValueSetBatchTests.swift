import Foundation
import HubCore
import HubPipeline
import HubRules
import Testing

@Suite("Value sets out of files") struct ValueSetBatchTests {
    static let svs = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ns0:RetrieveMultipleValueSetsResponse xmlns:ns0="urn:ihe:iti:svs:2008">
        <ns0:DescribedValueSet ID="1.2.3.4.5" displayName="Made-up" version="20250301"><ns0:Source>Nobody</ns0:Source>
        <ns0:ConceptList><ns0:Concept code="4548-4" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="A1c"/>
        <ns0:Concept code="E11.9" codeSystem="2.16.840.1.113883.6.90" codeSystemName="ICD10CM" displayName="Diabetes"/></ns0:ConceptList>
        </ns0:DescribedValueSet>
        <ns0:DescribedValueSet ID="none" displayName="Nameless"><ns0:ConceptList/></ns0:DescribedValueSet>
        </ns0:RetrieveMultipleValueSetsResponse>
        """

    @Test("come out of VSAC's SVS answer, with name and version") func xml() throws {
        let readings = try ValueSetSVS.read(Array(Self.svs.utf8), file: SourceFile("a.xml"))
        let set = try #require(readings.first?.set)
        #expect([set.oid, set.title, set.version] == ["1.2.3.4.5", "Made-up", "20250301"])
        #expect(set.codes == [Coding(.loinc, "4548-4"), Coding(.icd10cm, "E119")] && set.codes[0].display == "A1c")
        #expect(readings.last?.findings.map(\.id) == ["valueset.name"])
        let other = try ValueSetSVS.read(Array("<a/>".utf8), file: SourceFile("a.xml"))
        #expect(other.flatMap(\.findings).map(\.id) == ["valueset.xml"])
        let titles = ["1.2.3.4.5": ValueSetTitle(oid: "1.2.3.4.5", title: "", publishedTotal: 3)]
        #expect(try ValueSetSVS.read(Array(Self.svs.utf8), file: SourceFile("a.xml"), titles: titles)[0].findings.map(\.id) == ["MAP-005"])
    }

    @Test("of every kind in one folder are read, and a group takes its members from it") func folder() throws {
        let folder = URL.temporaryDirectory.appending(path: "valuesets-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let group =
            #"{"resourceType":"ValueSet","id":"1.2.3.4.1","compose":{"include":[{"valueSet":["1.2.3.4.5"]},{"valueSet":["1.2.3.4.6"]}]}}"#
        let good = Self.svs.replacingOccurrences(
            of: #"<ns0:DescribedValueSet ID="none" displayName="Nameless"><ns0:ConceptList/></ns0:DescribedValueSet>"#, with: "")
        for (name, text) in [
            ("a-group.json", group), ("svs.xml", good), ("1.2.3.4.6.csv", "system,code\nLOINC,2-6\n"),
            ("vsac.csv", "OID,1.2.3.4.7\nCode,Description,Code System\n3-4,x,LOINC\n"),
            ("vsac.txt", "OID\t1.2.3.4.8\nCode\tDescription\tCode System\n3-4\tx\tLOINC\n"), ("doctype.xml", "<!DOCTYPE a><a/>"),
            ("read.me", "x"),
        ] { try Data(text.utf8).write(to: folder.appending(path: name)) }
        var batch = try ValueSetBatch.read([folder.path], titles: [:])
        #expect(batch.wanted.isEmpty)
        batch.resolve(stored: [])
        #expect(Set(batch.sets.map(\.oid)) == ["1.2.3.4.5", "1.2.3.4.6", "1.2.3.4.7", "1.2.3.4.8", "1.2.3.4.1"])
        #expect(batch.sets.first { $0.oid == "1.2.3.4.1" }?.codes.count == 3)
        #expect(Set(batch.findings.sorted.map(\.first.id)) == ["valueset.xml", "valueset.not-recognized"])
    }
}
