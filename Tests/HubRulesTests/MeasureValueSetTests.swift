import Foundation
import HubCore
import HubRules
import Testing

@Suite("Value sets") struct MeasureValueSetTests {
    let file = SourceFile("sets/1.2.3.4.5.csv")
    let titles = ["1.2.3.4.5": ValueSetTitle(oid: "1.2.3.4.5", title: "Two", publishedTotal: 2)]

    @Test("come out of CSV by URI, OID and short name, normalised and once each") func csv() {
        let text = "system,code,display\nhttp://loinc.org,4548-4,\"A1c, total\"\r\n2.16.840.1.113883.6.90,e11.9,x\nICD10CM,E11.9,again\n"
        let reading = ValueSetCSV.read(Array(text.utf8), file: file, titles: titles)
        #expect(reading.findings.isEmpty)
        #expect(reading.set?.codes == [Coding(.loinc, "4548-4"), Coding(.icd10cm, "E119")])
        #expect(reading.set?.codes.first?.display == "A1c, total")
        #expect(reading.set?.isComplete == true)
    }

    @Test("with fewer codes than published are refused with the reason, unless they are known to be a part") func truncated() {
        let text = Array("system,code\nLOINC,4548-4\n".utf8)
        let refused = ValueSetCSV.read(text, file: file, titles: titles)
        #expect(refused.set == nil)
        #expect(refused.findings.map(\.id) == ["MAP-005"])
        let part = ValueSetCSV.read(text, file: file, titles: titles, partial: true)
        #expect(part.set?.codes.count == 1 && part.set?.isComplete == false)
    }

    @Test("tell rows without a code by line, and files without an OID") func bad() {
        let reading = ValueSetCSV.read(Array("system,code\nLOINC,\nLOINC,1-8\nLOINC,2-6\n".utf8), file: file, titles: titles)
        #expect(reading.findings.map { "\($0.origin)" } == ["sets/1.2.3.4.5.csv:2:1"])
        #expect(ValueSetCSV.read([], file: SourceFile("labs.csv")).findings.map(\.id) == ["valueset.name"])
        #expect(ValueSetCSV.read(Array("a,b\n1,2\n".utf8), file: file).findings.map(\.id) == ["valueset.header"])
    }

    @Test("come out of FHIR expansions, nested and in bundles; definitions by rules are refused") func fhir() {
        let expansion = """
            {"resourceType":"ValueSet","url":"http://cts.nlm.nih.gov/fhir/ValueSet/1.2.3.4.5","title":"T","expansion":{"total":2,"contains":[
            {"system":"http://loinc.org","code":"4548-4","contains":[{"system":"http://loinc.org","code":"17856-6"}]}]}}
            """
        let one = ValueSetFHIR.read(Array(expansion.utf8), file: SourceFile("v.json"))
        #expect(one.first?.set?.codes.count == 2 && one.first?.set?.oid == "1.2.3.4.5")
        let cut = expansion.replacingOccurrences(of: "\"total\":2", with: "\"total\":1000")
        #expect(ValueSetFHIR.read(Array(cut.utf8), file: SourceFile("v.json")).first?.findings.map(\.id) == ["MAP-005"])
        let bundle = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":\(expansion)}]}"
        #expect(ValueSetFHIR.read(Array(bundle.utf8), file: SourceFile("b.json")).count == 1)
        let rules = #"{"resourceType":"ValueSet","id":"1.2.3.4.5","compose":{"include":[{"system":"http://loinc.org","filter":[]}]}}"#
        #expect(ValueSetFHIR.read(Array(rules.utf8), file: SourceFile("r.json")).first?.set == nil)
        #expect(ValueSetFHIR.read(Array("[".utf8), file: SourceFile("x.json")).first?.findings.first?.id == "valueset.json")
    }

    @Test("a complete one goes before a part, whatever the order") func terminology() {
        let part = ValueSet(oid: "1.2.3.4.5", title: "", publishedTotal: 2, codes: [Coding(.loinc, "1-8")], source: "shipped")
        let whole = ValueSet(
            oid: "1.2.3.4.5", title: "", publishedTotal: 2, codes: [Coding(.loinc, "1-8"), Coding(.loinc, "2-6")], source: "site")
        #expect(Terminology([whole, part])["1.2.3.4.5"]?.source == "site")
        #expect(Terminology([part, whole])["1.2.3.4.5"]?.source == "site")
    }
}
