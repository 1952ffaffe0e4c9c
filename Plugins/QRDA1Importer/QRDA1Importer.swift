internal import CCDAImporter
public import HubCore

/// Reads QRDA Category I: what an EMR says about one patient for measures. It is CDA, and its entries are those of C-CDA with a second template that
/// says which of the measures' data types each is.
public struct QRDA1Importer: FactImporter {
    public static let about = PluginInfo(
        id: "qrda1", summary: "QRDA Category I (XML): one patient's data for measures, R1 to R5.3", extensions: ["xml"])

    public init(options: [String: String]) throws(HubError) {
        guard let unknown = options.keys.min() else { return }
        throw HubError(.misconfigured, "the QRDA I importer has no options, and `\(unknown)` is not one")
    }

    public static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        CDAKind(head: head) == .patientQuality ? .surely : .no
    }

    public func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader {
        try CCDAReader(file: file, into: sink, dialect: QDMDialect())
    }
}
