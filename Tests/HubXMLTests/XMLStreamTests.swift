import HubCore
import HubXML
import Testing

@Suite struct XMLStreamTests {
    static let document = """
        <?xml version="1.0"?>
        <root xmlns="urn:main">
          <item name="a &amp; b">one <b>two</b>
            three</item>
          <text>left out <item name="not seen"/></text>
          <group><item name="c"><![CDATA[<d>]]></item><item/></group>
        </root>
        """
    static let expected = ["3 item a & b [one two three]", "6 group/item c [<d>]", "6 group/item[2] - []"]

    @Test("hands over each part with its line, its path and its text", arguments: [1, 2, 3, 7, 64, 65_536])
    func parts(_ pieces: Int) throws {
        #expect(try Gathering.read(Self.document, pieces: pieces) == Self.expected)
    }

    @Test("an undeclared prefix is let through")
    func undeclaredPrefix() throws {
        #expect(try Gathering.read("<root><item xsi:type='CD' name='x'/></root>") == ["1 item x []"])
    }

    @Test("reads UTF-8 with a mark, Latin-1, Windows-1252 and UTF-16 alike", arguments: [1, 65_536])
    func encodings(_ pieces: Int) throws {
        let text = "<root><item>naïve café</item></root>"
        let wanted = ["1 item - [naïve café]"]
        #expect(try Gathering.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), pieces: pieces) == wanted)
        for name in ["ISO-8859-1", "windows-1252"] {
            let bytes = "<?xml version='1.0' encoding='\(name)'?>\(text)".unicodeScalars.map { UInt8($0.value) }
            #expect(try Gathering.read(bytes, pieces: pieces) == wanted)
        }
        let declared = "<?xml version='1.0' encoding='UTF-16'?>\(text)"
        let little = declared.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try Gathering.read([0xFF, 0xFE] + little, pieces: pieces) == wanted)
        let big = declared.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try Gathering.read(big, pieces: pieces) == wanted)
    }

    @Test("bytes that are no UTF-8 are refused with their line, and never shown")
    func brokenEncoding() throws {
        let bytes = Array("<root>\n<item>Mar".utf8) + [0xED] + Array("a</item></root>".utf8)
        let error = try #require(Gathering.refusal(bytes))
        #expect(error.code == .malformed)
        #expect(error.origin?.position?.line == 2)
        #expect(!error.description.contains("Mar"))
    }

    @Test("an encoding that is not read is refused by name of the trouble")
    func unknownEncoding() throws {
        let error = try #require(Gathering.refusal("<?xml version='1.0' encoding='UTF-7'?><root/>"))
        #expect(error.code == .malformed)
        #expect(error.hint == "Export the document as UTF-8.")
    }

    @Test(
        "what is not well-formed is refused with line and column, never recovered",
        arguments: [
            ("<root>\n<item></root>", 2), ("<root>\n\n<item a=1/></root>", 3), ("<root>&nbsp;</root>", 1),
            ("<root><item a='1' a='2'/></root>", 1), ("<root/>\n<root/>", 2), ("<root>\n<item>", 2), ("", 1), ("   ", 1),
            ("no XML", 1),
        ])
    func malformed(_ text: String, _ line: Int) throws {
        let error = try #require(Gathering.refusal(text))
        #expect(error.code == .malformed)
        #expect(error.origin?.position?.line == line)
    }

    @Test("every beginning of a document is refused and none crashes")
    func truncated() {
        let bytes = Array(Self.document.utf8)
        for end in 0..<bytes.count - 1 { #expect(Gathering.refusal(Array(bytes[..<end]), pieces: 5)?.code == .malformed) }
    }
}
