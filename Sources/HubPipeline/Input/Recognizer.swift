package import HubCore

/// Finds the importer that a file belongs to, by its name and first bytes.
package struct Recognizer: Sendable {
    package let importers: [ImporterEntry]

    package init(_ importers: [ImporterEntry]) { self.importers = importers }

    /// The importer that is surest; nil when none claims the file. Among equals the first of the catalog wins.
    package func importer(for file: InputFile) throws(HubError) -> ImporterEntry? {
        let head = try FilePieces.head(of: file.path)
        var best: (importer: ImporterEntry, sureness: Recognition)?
        for importer in importers {
            let sureness = importer.recognizes(file.source, head: head.span)
            if sureness > (best?.sureness ?? .no) { best = (importer, sureness) }
            if sureness == .surely { break }
        }
        return best?.importer
    }
}
