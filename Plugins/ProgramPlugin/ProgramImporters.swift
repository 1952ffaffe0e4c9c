internal import HubCore

/// A program that reads rows, whose meaning a mapping with `format: <its id>` gives.
struct ProgramRowsImporter: RecordImporter {
    static let about = PluginInfo(id: "program", summary: "a program in a folder (docs/program-plugins.md)", extensions: [])
    static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition { .no }

    private let manifest: Manifest
    private let options: [String: String]

    init(_ manifest: Manifest, _ options: [String: String]) { (self.manifest, self.options) = (manifest, options) }

    /// A program is made from its folder (``ProgramFolder``), never by name alone.
    init(options: [String: String]) throws(HubError) { throw HubError(.misconfigured, "a program plugin is made from its folder") }

    func makeReader() throws(HubError) -> any RecordReader { ProgramRowsReader(manifest, options) }
}

/// A program that reads documents, which say themselves what they mean.
struct ProgramDocumentsImporter: FactImporter {
    static let about = ProgramRowsImporter.about
    static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition { .no }

    private let manifest: Manifest
    private let options: [String: String]

    init(_ manifest: Manifest, _ options: [String: String]) { (self.manifest, self.options) = (manifest, options) }

    init(options: [String: String]) throws(HubError) { throw HubError(.misconfigured, "a program plugin is made from its folder") }

    func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader {
        ProgramDocumentsReader(manifest, options, file, sink)
    }
}
