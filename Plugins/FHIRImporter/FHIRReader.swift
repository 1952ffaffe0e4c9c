internal import HubCore
internal import HubJSON

/// Cuts a file into documents: NDJSON line by line in flat memory, anything else is one document and is read whole.
struct FHIRReader: FactReader {
    private var documents: DocumentReader
    private let file: SourceFile
    /// What was not handed on yet, the line that it begins in, and where that is.
    private var held: [UInt8] = []
    private var line = 1
    private var offset = 0
    /// By the file's name, or known after its first line.
    private var isLines: Bool?

    /// One document is held in memory; a larger one should come as NDJSON.
    static let documentLimit = 256 << 20
    static let lineLimit = 16 << 20

    init(file: SourceFile, sink: any FactSink, links: DocumentLinks = DocumentLinks()) {
        self.file = file
        documents = DocumentReader(file: file, sink: sink, links: links)
        let name = file.name.lowercased()
        if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { isLines = true }
    }

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) {
        var from = 0
        while isLines != false, let end = Self.lineEnd(bytes, from) {
            Self.append(bytes, from..<end, to: &held)
            from = end
            if isLines == nil { isLines = firstLineIsWhole() }
            if isLines == true { try takeLine() }
        }
        Self.append(bytes, from..<bytes.count, to: &held)
        guard held.count <= (isLines == true ? Self.lineLimit : Self.documentLimit) else {
            throw HubError(
                .tooLarge, "one \(isLines == true ? "line" : "document") is larger than the hub reads at once",
                at: Origin(file, Position(offset: offset, line: line, column: 1)), hint: "Export as NDJSON, one resource a line.")
        }
    }

    mutating func finish() throws(HubError) {
        if isLines == true {
            if !held.isEmpty { try takeLine() }
            return try documents.finish()
        }
        guard !Self.isBlank(held) else {
            throw HubError(.malformed, "the file is empty", at: Origin(file), hint: "Run the export again.")
        }
        let document: JSONDocument
        do throws(JSONTrouble) { document = try JSONDocument(held) } catch { throw error.hubError(in: held, of: file) }
        try documents.read(document)
        try documents.sink.finish()
    }

    /// Past the next line end; nil when there is none.
    private static func lineEnd(_ bytes: Span<UInt8>, _ from: Int) -> Int? {
        var at = from
        while at < bytes.count {
            if bytes[at] == 10 { return at + 1 }
            at += 1
        }
        return nil
    }

    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to held: inout [UInt8]) {
        guard !range.isEmpty else { return }
        bytes.extracting(range).withUnsafeBufferPointer { held.append(contentsOf: $0) }
    }

    private static func isBlank(_ bytes: [UInt8]) -> Bool {
        !(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]).contains { $0 > 32 }
    }

    /// Nil while only blank lines were seen.
    private func firstLineIsWhole() -> Bool? {
        guard !Self.isBlank(held) else { return nil }
        guard held.last(where: { $0 > 32 }) == UInt8(ascii: "}") else { return false }
        return (try? JSONDocument(held)) != nil
    }

    private mutating func takeLine() throws(HubError) {
        defer {
            offset += held.count
            line += 1 + (held.dropLast().count { $0 == 10 })
            held.removeAll(keepingCapacity: true)
        }
        guard !Self.isBlank(held) else { return }
        try documents.readLine(held, line: line, offset: offset)
    }
}
