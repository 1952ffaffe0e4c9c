/// An importer as the hub holds it: a compiled plugin's type, or something that was found at run time, such as a program in a folder or a layout
/// of a flat file.
public struct ImporterEntry: Sendable {
    /// Rows whose meaning a mapping gives, or documents that say themselves what they mean.
    public enum Kind: Sendable { case rows, documents }

    public var about: PluginInfo
    public var kind: Kind
    private let recognize: @Sendable (SourceFile, Span<UInt8>) -> Recognition
    private let maker: @Sendable ([String: String]) throws(HubError) -> any Importer
    private let binder: (@Sendable ([FlatLayout], Bool) -> ImporterEntry)?
    private let concluder: (@Sendable () -> [Finding])?
    private let streamer: (@Sendable (SourceFile) -> Bool)?

    /// - Parameter conclude: what can only be said when all files of a submission were read, such as one file's count of another's records.
    public init(
        _ about: PluginInfo, _ kind: Kind, recognizes: @escaping @Sendable (SourceFile, Span<UInt8>) -> Recognition,
        conclude: (@Sendable () -> [Finding])? = nil, make: @escaping @Sendable ([String: String]) throws(HubError) -> any Importer
    ) {
        binder = nil
        streamer = nil
        concluder = conclude
        self.about = about
        self.kind = kind
        recognize = recognizes
        maker = make
    }

    public init(_ type: any Importer.Type) {
        about = type.about
        kind = type is any FactImporter.Type ? .documents : .rows
        recognize = { (file, head) in type.recognizes(file, head: head) }
        maker = { (options) throws(HubError) in try type.init(options: options) }
        if let byLayout = type as? any LayoutImporter.Type {
            binder = { (layouts, isNamed) in byLayout.entry(layouts: layouts, isNamed: isNamed) }
        } else {
            binder = nil
        }
        concluder = nil
        if let streaming = type as? any StreamingImporter.Type {
            streamer = { file in streaming.streams(file) }
        } else {
            streamer = nil
        }
    }

    /// The file is handed on as it comes (``StreamingImporter``); what breaks in it undoes the submission.
    public func streams(_ file: SourceFile) -> Bool { kind == .rows || streamer?(file) == true }

    /// For one submission: an importer that reads by layouts gets them, any other stays as it is.
    /// - Parameter isNamed: somebody said that these are the layouts of the files.
    public func bound(to layouts: [FlatLayout], isNamed: Bool) -> ImporterEntry { binder.map { $0(layouts, isNamed) } ?? self }

    /// To be asked once, when every file of the submission was read.
    public func conclude() -> [Finding] { concluder?() ?? [] }

    /// Looks at the file's name and its first bytes, at most 64 KiB.
    public func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition { recognize(file, head) }

    /// - Throws: ``HubError/Code/misconfigured`` when an option is wrong.
    public func make(options: [String: String] = [:]) throws(HubError) -> any Importer { try maker(options) }
}
