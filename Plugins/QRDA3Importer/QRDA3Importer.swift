internal import CCDAImporter
public import HubCore
internal import HubXML

/// Reads QRDA Category III: the counts that an EMR computed for a practice or a provider. A document is recognised by what it is made of; the
/// versions of its templates do not matter.
public struct QRDA3Importer: FactImporter {
    public static let about = PluginInfo(
        id: "qrda3", summary: "QRDA Category III (XML): counts of eCQMs as an EMR reports them", extensions: ["xml"])

    public init(options: [String: String]) throws(HubError) {
        guard let unknown = options.keys.min() else { return }
        throw HubError(.misconfigured, "the QRDA III importer has no options, and `\(unknown)` is not one")
    }

    public static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        CDAKind(head: head) == .aggregateQuality ? .surely : .no
    }

    public func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader {
        let report = ReportReader(file: file, sink: sink, identifiers: .shipped)
        return QRDA3Reader(report: report, xml: try XMLStream(file: file, vocabulary: Name.vocabulary, handler: report))
    }
}

/// Feeds the document's bytes through the XML parser.
struct QRDA3Reader: FactReader {
    let report: ReportReader
    let xml: XMLStream

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) { try xml.feed(bytes) }

    mutating func finish() throws(HubError) {
        try xml.finish()
        try report.finish()
    }
}
