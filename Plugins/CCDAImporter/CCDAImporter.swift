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
        CDAKind(head: head) == .clinical ? .surely : .no
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
