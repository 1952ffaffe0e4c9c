internal import HubCore
internal import HubJSON

/// Reads one document: a bundle entry by entry, or one resource. Each resource is one unit.
struct DocumentReader {
    let file: SourceFile
    let sink: TypeCounts
    /// Medications of earlier lines and of other files; a bundle adds its own.
    private var links: Links
    private var linesRead = 0

    init(file: SourceFile, sink: any FactSink, links: DocumentLinks) {
        self.file = file
        self.sink = TypeCounts(into: sink)
        self.links = Links(elsewhere: links)
    }

    func read(_ document: JSONDocument, line: Int = 1, offset: Int = 0) throws(HubError) {
        var cursor = LineCursor(document, line: line, base: offset)
        let start = cursor.position(of: document.root)
        if document.repeatsName {
            try note(
                "fhir.repeated-name", "an object has the same name twice; the first of them was read", at: start,
                fix: "Tell the vendor: which of the two is meant, a reader cannot know.")
        }
        if document.isDamaged {
            try note(
                "fhir.encoding", "text that is not UTF-8; damaged characters were read as U+FFFD", at: start,
                fix: "Export in UTF-8, as FHIR asks for.")
        }
        if document.root["resourceType"].text == "Bundle" {
            var links = links
            links.gather(bundle: document.root)
            try read(bundle: document.root, path: "Bundle", links, &cursor)
        } else {
            sink.begin(document.root["resourceType"].text)
            try ResourceReader(sink: sink, file: file, position: start, path: nil, links: links, isInBundle: false).read(document.root)
        }
    }

    mutating func readLine(_ bytes: [UInt8], line: Int, offset: Int) throws(HubError) {
        linesRead += 1
        let document: JSONDocument
        do throws(JSONTrouble) { document = try JSONDocument(bytes) } catch {
            sink.begin(nil)
            let column = 1 + bytes[..<min(error.offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
            return try sink.rejected(
                Finding(
                    .error, "fhir.broken-line", "this line is not valid JSON; it was left out",
                    at: Origin(file, Position(offset: offset + error.offset, line: line, column: column)),
                    fix: "Export again; a line that is cut off usually means that the export stopped early.", owner: .exporter))
        }
        links.learn(medication: document.root)
        try read(document, line: line, offset: offset)
    }

    /// The end of a file of lines.
    /// - Throws: when there was not one line.
    func finish() throws(HubError) {
        guard linesRead == 0 else { return try sink.finish() }
        throw HubError(.malformed, "the file is empty", at: Origin(file), hint: "Run the export again.")
    }

    private func read(bundle: JSONValue, path: String, _ links: Links, _ cursor: inout LineCursor) throws(HubError) {
        if bundle["link"].items.contains(where: { $0["relation"].text == "next" }) {
            try note(
                "fhir.more-pages", "the bundle says that it goes on in another page", at: cursor.position(of: bundle),
                fix: "See that the export follows the bundle's `next` links to the last page.")
        }
        for (at, entry) in bundle["entry"].items.enumerated() {
            let (resource, place) = (entry["resource"], "\(path).entry[\(at)].resource")
            guard resource.exists else {
                try withoutResource(entry, at: cursor.position(of: entry))
                continue
            }
            if resource["resourceType"].text == "Bundle" {
                try read(bundle: resource, path: place, links.inside(resource), &cursor)
            } else {
                let position = cursor.position(of: resource)
                sink.begin(resource["resourceType"].text)
                let reader = ResourceReader(sink: sink, file: file, position: position, path: place, links: links, isInBundle: true)
                try reader.read(resource, fullURL: entry["fullUrl"].text)
            }
        }
    }

    private func withoutResource(_ entry: JSONValue, at position: Position) throws(HubError) {
        sink.begin(nil)
        let origin = Origin(file, position, path: "Bundle.entry")
        if entry["request"]["method"].text == "DELETE" {
            return try sink.skipped(SkipReason("fhir.deleted", "entries that say that something was deleted"), at: origin)
        }
        try sink.rejected(
            Finding(.error, "fhir.no-resource", "an entry of the bundle has no resource and was left out", at: origin, owner: .exporter))
    }

    private func note(_ id: String, _ message: String, at position: Position, fix: String) throws(HubError) {
        try sink.note(Finding(.warning, id, message, at: Origin(file, position), fix: fix, owner: .exporter))
    }
}
