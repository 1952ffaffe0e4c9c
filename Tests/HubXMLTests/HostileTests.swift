import HubCore
import HubXML
import Testing

/// Documents that are made to hurt. Each must be refused, and at once.
@Suite struct HostileTests {
    @Test("a DOCTYPE is refused at its first letter", arguments: [1, 65_536])
    func doctype(_ pieces: Int) throws {
        let error = try #require(Gathering.refusal("<?xml version='1.0'?>\n<!DOCTYPE", pieces: pieces))
        #expect(error.message.contains("DOCTYPE"))
        #expect(error.origin?.position?.line == 2)
    }

    @Test("a billion laughs, an external entity and a parameter entity end at the DOCTYPE")
    func entities() throws {
        for body in ["<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">", "<!ENTITY x SYSTEM 'file:///etc/hostname'>", "<!ENTITY % p 'x'>"] {
            let error = try #require(Gathering.refusal("<!DOCTYPE root [\(body)]><root><item>&b;</item></root>"))
            #expect(error.message.contains("DOCTYPE"))
        }
    }

    @Test("an element of 100,000 attributes is refused in milliseconds", arguments: [100, 65_536, 10_000_000])
    func attributes(_ pieces: Int) throws {
        let many = (0..<100_000).map { "a\($0)=''" }.joined(separator: " ")
        let bytes = Array("<root><item \(many)/></root>".utf8)
        let clock = ContinuousClock()
        var error: HubError?
        let time = clock.measure { error = Gathering.refusal(bytes, pieces: pieces) }
        #expect(error?.code == .tooLarge)
        #expect(time < .milliseconds(500))
    }

    @Test("attributes hidden behind tricks with comments are counted too")
    func hiddenAttributes() throws {
        let many = (0..<2000).map { "a\($0)=''" }.joined(separator: " ")
        for before in ["<!--->", "<!---><![CDATA[-->", "<!-- -- > ' \" -->", "<?x '?>", "<![CDATA[\"]]>", "<a b='>'/>", "<a b=\">'\"/>"] {
            #expect(Gathering.refusal("<root>\(before)<item \(many)/></root>") != nil, "\(before)")
        }
    }

    @Test("100,000 elements inside each other are refused")
    func depth() throws {
        let error = try #require(Gathering.refusal(String(repeating: "<item>", count: 100_000)))
        #expect(error.code == .tooLarge)
        #expect(error.message.contains("nested"))
    }

    @Test(
        "a tag, an attribute and a comment without an end are refused before they are held", arguments: ["<item a='", "<i", "<!--", "<?x "])
    func endless(_ start: String) throws {
        let handler = Gathering()
        let stream = try XMLStream(
            file: SourceFile("x.xml"), vocabulary: XMLVocabulary(Word.self, namespaces: []), handler: handler)
        let piece = Array(repeating: UInt8(ascii: "x"), count: 1 << 16)
        try stream.feed(Array("<root>\(start)".utf8).span)
        #expect(throws: HubError.self) { for _ in 0..<100 { try stream.feed(piece.span) } }
    }

    @Test("twenty megabytes of text stream past, kept or not")
    func longText() throws {
        let text = String(repeating: "QUJD", count: 5_000_000)
        #expect(try Gathering.read("<root><text>\(text)</text><item name='after'/></root>") == ["1 item after []"])
        let kept = try Gathering.read("<root><item>\(text)</item></root>")
        #expect(kept.count == 1)
        #expect((kept.first?.utf8.count ?? 0) < 5000)
    }

    @Test("more names than any vocabulary has are refused")
    func names() throws {
        let many = (0..<30_000).map { "<n\($0)/>" }.joined()
        #expect(Gathering.refusal("<root><item>\(many)</item></root>")?.code == .tooLarge)
    }
}
