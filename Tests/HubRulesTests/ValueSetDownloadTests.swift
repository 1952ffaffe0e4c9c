import HubCore
import HubRules
import Testing

@Suite("Value sets as VSAC gives them") struct ValueSetDownloadTests {
    @Test("come out of the text with a block of lines above the codes", arguments: ["\t", "|"]) func block(sign: String) {
        let lines = [
            ["Value Set Name", "Made-up visits"], ["OID", "1.2.3.4.5"], ["Definition Version", "20250301"], ["Code Count", "2"], [""],
            ["Code", "Description", "Code System", "Code System Version", "Code System OID"],
            ["4548-4", "A1c", "LOINC", "2.78", "2.16.840.1.113883.6.1"], ["e11.9", "Diabetes, type 2", "ICD10CM", "2025", ""],
        ]
        let text = lines.map { $0.joined(separator: sign) }.joined(separator: "\r\n")
        let readings = ValueSetText.read(Array(text.utf8), file: SourceFile("visits.txt"))
        #expect(readings.flatMap(\.findings).isEmpty)
        let set = readings.first?.set
        #expect(set?.oid == "1.2.3.4.5" && set?.title == "Made-up visits" && set?.version == "20250301" && set?.publishedTotal == 2)
        #expect(set?.codes == [Coding(.loinc, "4548-4"), Coding(.icd10cm, "E119")] && set?.isComplete == true)
    }

    @Test("come out of a file with many sets and a column of OIDs") func many() {
        let text = """
            Value Set Name|Value Set OID|Definition Version|Code|Description|Code System|Code System OID
            One|1.2.3.4.5|1|4548-4|A1c|LOINC|2.16.840.1.113883.6.1
            Two|1.2.3.4.6|2|G0438|Visit|HCPCS Level II|
            One|1.2.3.4.5|1|17856-6|A1c|LOINC|2.16.840.1.113883.6.1
            """
        let sets = ValueSetText.read(Array(text.utf8), file: SourceFile("all.txt")).compactMap(\.set)
        #expect(sets.map(\.oid) == ["1.2.3.4.5", "1.2.3.4.6"] && sets.map(\.codes.count) == [2, 1])
        #expect(sets[1].codes == [Coding(.hcpcs, "G0438")])
    }

    @Test("with fewer codes than the file says are refused, and rows without a set or code are told") func wrong() {
        let short = "OID|1.2.3.4.5\nCode Count|3\nCode|Code System\n4548-4|LOINC\n"
        #expect(ValueSetText.read(Array(short.utf8), file: SourceFile("a.txt")).flatMap(\.findings).map(\.id) == ["MAP-005"])
        let nameless = "Code|Code System\n4548-4|LOINC\n"
        let reading = ValueSetText.read(Array(nameless.utf8), file: SourceFile("a.txt"))
        #expect(
            reading.flatMap(\.findings).map { "\($0.id) \($0.origin)" } == ["valueset.row a.txt:2:1"]
                && reading.allSatisfy { $0.set == nil })
        #expect(ValueSetText.read(Array("hello\n".utf8), file: SourceFile("a.txt")).flatMap(\.findings).map(\.id) == ["valueset.header"])
    }

    static func group(_ oid: String, _ members: String) -> ValueSetGroup? {
        let json = #"{"resourceType":"ValueSet","id":"\#(oid)","compose":{"include":[\#(members)]}}"#
        return ValueSetFHIR.read(Array(json.utf8), file: SourceFile("\(oid).json")).first?.group
    }

    let parts = [
        "1.2.3.4.1": ValueSet(oid: "1.2.3.4.1", title: "", codes: [Coding(.loinc, "1-8"), Coding(.loinc, "2-6")], source: ""),
        "1.2.3.4.2": ValueSet(oid: "1.2.3.4.2", title: "", codes: [Coding(.loinc, "2-6"), Coding(.loinc, "3-4")], source: ""),
    ]

    @Test("that are made of others are put together, groups of groups too, in any order") func groups() throws {
        let inner = try #require(Self.group("1.2.3.4.3", #"{"valueSet":["http://x/ValueSet/1.2.3.4.1"]},{"valueSet":["1.2.3.4.2|7"]}"#))
        let outer = try #require(
            Self.group("1.2.3.4.4", #"{"valueSet":["urn:oid:1.2.3.4.3"]},{"system":"http://loinc.org","concept":[{"code":"4-2"}]}"#))
        let both = try #require(Self.group("1.2.3.4.6", #"{"valueSet":["1.2.3.4.1","1.2.3.4.2"]}"#))
        let readings = ValueSetGroup.resolve([outer, inner, both], sets: parts)
        #expect(readings.flatMap(\.findings).isEmpty)
        #expect(
            readings.compactMap(\.set).map { Set($0.codes.map(\.code)) } == [
                ["1-8", "2-6", "3-4", "4-2"], ["1-8", "2-6", "3-4"], ["2-6"],
            ])
    }

    @Test("are refused when a member is missing, incomplete, or the group itself") func brokenGroups() throws {
        let missing = try #require(Self.group("1.2.3.4.3", #"{"valueSet":["1.2.3.4.9"]}"#))
        let circle = try #require(Self.group("1.2.3.4.4", #"{"valueSet":["1.2.3.4.4"]}"#))
        let partial = try #require(Self.group("1.2.3.4.5", #"{"valueSet":["1.2.3.4.1"]}"#))
        var sets = parts
        sets["1.2.3.4.1"]?.publishedTotal = 3
        let readings = ValueSetGroup.resolve([missing, circle, partial], sets: sets)
        #expect(readings.map { $0.findings.map(\.id) } == [["valueset.grouping"], ["valueset.grouping"], ["valueset.grouping"]])
        #expect(readings.allSatisfy { $0.set == nil })
        #expect(readings[0].findings[0].message.contains("1.2.3.4.9") && readings[2].findings[0].message.contains("incomplete"))
    }
}
