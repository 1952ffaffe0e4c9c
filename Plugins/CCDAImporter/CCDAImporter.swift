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
        try CCDAReader(file: file, into: sink)
    }
}

/// Feeds the document's bytes through the XML parser.
package struct CCDAReader: FactReader {
    private let document: DocumentReader
    private let xml: XMLStream

    package init(file: SourceFile, into sink: any FactSink, dialect: (any EntryDialect)? = nil) throws(HubError) {
        document = DocumentReader(file: file, sink: sink, dialect: dialect)
        xml = try XMLStream(file: file, vocabulary: Name.vocabulary, handler: document)
    }

    package mutating func feed(_ bytes: Span<UInt8>) throws(HubError) { try xml.feed(bytes) }

    package mutating func finish() throws(HubError) {
        try xml.finish()
        try document.finish()
    }
}
