public import HubCore
internal import HubXML

/// Reads clinical documents: C-CDA R1.1 and R2.1, and older CCDs as far as they are alike. They say themselves what they mean, so no
/// mapping is needed.
public struct CCDAImporter: FactImporter {
    public static let about = PluginInfo(
        id: "ccda", summary: "C-CDA clinical documents (XML), R1.1 and R2.1", extensions: ["xml", "ccda", "cda", "ccd"])

    public init(options: [String: String]) throws(HubError) {
        guard let unknown = options.keys.min() else { return }
        throw HubError(.misconfigured, "the C-CDA importer has no options, and `\(unknown)` is not one")
    }

    public static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        // UTF-16 shows as letters with zeros between; the letters are enough. The root and its templates stand at the top.
        var letters: [UInt8] = []
        letters.reserveCapacity(headLength)
        for at in head.indices where head[at] != 0 && letters.count < headLength { letters.append(head[at]) }
        guard let root = find("ClinicalDocument", in: letters) else { return .no }
        // QRDA is CDA too, and somebody else's.
        let isQRDA = ["\"2.16.840.1.113883.10.20.24.1.1\"", "\"2.16.840.1.113883.10.20.27.1.1\""].contains { find($0, in: letters) != nil }
        let opens = root > 0 && (letters[root - 1] == UInt8(ascii: "<") || letters[root - 1] == UInt8(ascii: ":"))
        return isQRDA ? .maybe : opens ? .surely : .maybe
    }

    private static let headLength = 16 * 1024

    /// Where the words begin; nil when they are not there.
    private static func find(_ words: String, in bytes: [UInt8]) -> Int? {
        let words = Array(words.utf8)
        guard bytes.count >= words.count else { return nil }
        return (0...(bytes.count - words.count)).first { at in bytes[at] == words[0] && bytes[at..<(at + words.count)].elementsEqual(words)
        }
    }

    public func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader {
        let document = DocumentReader(file: file, sink: sink)
        return CCDAReader(
            document: document, xml: try XMLStream(file: file, vocabulary: Name.vocabulary, handler: document))
    }
}

/// Feeds the document's bytes through the XML parser.
struct CCDAReader: FactReader {
    let document: DocumentReader
    let xml: XMLStream

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) { try xml.feed(bytes) }

    mutating func finish() throws(HubError) {
        try xml.finish()
        try document.finish()
    }
}
