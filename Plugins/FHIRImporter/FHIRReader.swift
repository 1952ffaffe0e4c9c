internal import HubCore

/// Cuts a file into resources: a bundle or a loose resource is read whole, NDJSON line by line in flat memory.
struct FHIRReader: FactReader {
    let file: SourceFile
    let sink: any FactSink
    /// What was not handed on yet, and the line that it begins in.
    private var held: [UInt8] = []
    private var line = 1
    /// Known after the first line end: NDJSON if the first line is a whole object.
    private var isLines: Bool?

    /// One document is held in memory; a larger one should come as NDJSON.
    static let documentLimit = 256 << 20
    static let lineLimit = 16 << 20

    init(file: SourceFile, sink: any FactSink) {
        self.file = file
        self.sink = sink
    }

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) {
        var from = 0
        if isLines != false {
            for at in bytes.indices where bytes[at] == 10 {
                held += (from..<at).map { bytes[$0] }
                from = at + 1
                if isLines == nil, held.contains(where: { $0 > 32 }) {
                    isLines = held.last { $0 > 32 } == UInt8(ascii: "}") && (try? JSONValue.parse(held, file: file, line: line)) != nil
                }
                if isLines == true { try takeLine() } else { held.append(10) }
                if isLines == false { break }
            }
        }
        held += (from..<bytes.count).map { bytes[$0] }
        if held.count > (isLines == true ? Self.lineLimit : Self.documentLimit) {
            throw HubError(
                .tooLarge, "one \(isLines == true ? "line" : "document") is larger than the hub reads at once",
                at: Origin(file, Position(line: line, column: 1)), hint: "Export as NDJSON, one resource a line.")
        }
    }

    mutating func finish() throws(HubError) {
        if isLines == true { return try takeLine() }
        guard held.contains(where: { $0 > 32 }) else {
            throw HubError(.malformed, "the file is empty", at: Origin(file), hint: "Run the export again.")
        }
        let root = try JSONValue.parse(withoutMark(held), file: file, line: 1)
        if root["resourceType"].text == "Bundle" {
            let resources = root["entry"].items.map { $0["resource"] }
            let medications = ResourceReader.medications(among: resources)
            for (at, resource) in resources.enumerated() {
                try reader(path: "Bundle.entry[\(at)].resource", line: 1, medications: medications).read(resource)
            }
        } else {
            try reader(path: nil, line: 1, medications: [:]).read(root)
        }
    }

    private mutating func takeLine() throws(HubError) {
        defer {
            held.removeAll(keepingCapacity: true)
            line += 1
        }
        guard held.contains(where: { $0 > 32 }) else { return }
        let resource: JSONValue
        do { resource = try JSONValue.parse(withoutMark(held), file: file, line: line) } catch {
            return try sink.rejected(
                Finding(
                    .error, "fhir.broken-line", "this line is not valid JSON; it was left out", at: error.origin ?? Origin(file),
                    fix: "Export again; a line that is cut off usually means that the export stopped early.", owner: .exporter))
        }
        try reader(path: nil, line: line, medications: [:]).read(resource)
    }

    private func reader(path: String?, line: Int, medications: [String: [Coding]]) -> ResourceReader {
        ResourceReader(file: file, sink: sink, path: path, line: line, medications: medications)
    }

    private func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}
