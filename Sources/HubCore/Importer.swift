/// How sure an importer is that a file is its own.
public enum Recognition: Int, Comparable, Sendable {
    case no, maybe, surely
    public static func < (a: Recognition, b: Recognition) -> Bool { a.rawValue < b.rawValue }
}

/// Knows one file format. Is either a ``RecordImporter`` or a ``FactImporter``.
public protocol Importer: Plugin {
    /// Looks at the file's name and its first bytes (up to 64 KiB; fewer only if the file is shorter).
    static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition
}

/// Knows a format of rows, whose meaning a mapping gives: CSV, fixed width.
public protocol RecordImporter: Importer {
    func makeReader() throws(HubError) -> any RecordReader
}

/// Reads rows by layouts that mappings describe: files that do not say themselves where a field begins.
public protocol LayoutImporter: RecordImporter {
    /// The importer for one submission.
    /// - Parameter isNamed: somebody said that these are the layouts of the files; else name and lines must tell.
    static func entry(layouts: [FlatLayout], isNamed: Bool) -> ImporterEntry
}

/// Turns one file's bytes into records, however the bytes are cut.
///
/// The hub calls `feed` with one piece after another, then `finish` once, all on one task.
public protocol RecordReader {
    mutating func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError)
    mutating func finish(into records: inout RecordBuilder) throws(HubError)
}

/// Knows a format that says itself what it means: C-CDA, QRDA, FHIR. Needs no mapping.
public protocol FactImporter: Importer {
    func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader
}

/// Some of its files are lines that stand each for themselves and may be very many: they are handed on as they come, in flat memory. What cannot be
/// read to its end then undoes the whole submission, as with rows.
public protocol StreamingImporter: FactImporter {
    static func streams(_ file: SourceFile) -> Bool
}

/// Turns one document's bytes into facts, however the bytes are cut. What was handed to the sink before an error is thrown is undone by the hub.
public protocol FactReader {
    mutating func feed(_ bytes: Span<UInt8>) throws(HubError)
    mutating func finish() throws(HubError)
}
