internal import HubCore

/// Reads a file of rows into a sink, piece by piece.
enum RowFeed {
    /// - Parameter most: bytes after which the file is taken to end; nil reads it all.
    static func feed(
        _ file: InputFile, _ importer: ImporterEntry, options: [String: String], most: Int? = nil, into sink: any RecordSink
    ) throws(HubError) {
        guard let plugin = try importer.make(options: options) as? any RecordImporter else {
            throw HubError(.misconfigured, "the importer `\(importer.about.id)` does not read what it says it reads")
        }
        var records = RecordBuilder(file.source, into: sink)
        var reader = try plugin.makeReader()
        if most != nil {
            let head = try FilePieces.head(of: file.path)
            try reader.feed(head.span, into: &records)
        } else {
            try FilePieces.forEach(of: file.path) { piece throws(HubError) in try reader.feed(piece, into: &records) }
        }
        try reader.finish(into: &records)
    }
}
