package import HubCore
internal import HubMapping

/// Shows what would be understood of files, before anything is judged or stored.
package struct Previewing: Sendable {
    private let folder: ConfigFolder
    private let importers: [ImporterEntry]

    package init(folder: ConfigFolder, importers: [ImporterEntry]) { (self.folder, self.importers) = (folder, importers) }

    /// - Throws: only what stops everything; what is wrong with a file is in its preview.
    package func preview(_ request: SubmissionRequest, showValues: Bool) throws(HubError) -> [FilePreview] {
        let shelf = try folder.mappings()
        var mappings = try request.source.map { name throws(HubError) in [try shelf.named(name)] } ?? shelf.mappings
        if let dates = request.dates { for at in mappings.indices { mappings[at].dates = dates } }
        let recognizer = Recognizer(importers)
        var previews: [FilePreview] = []
        for file in try InputFile.collect(request.paths) {
            previews.append(try preview(file, recognizer, mappings, showValues))
        }
        return previews
    }

    private func preview(_ file: InputFile, _ recognizer: Recognizer, _ mappings: [Mapping], _ showValues: Bool) throws(HubError)
        -> FilePreview
    {
        var empty = FilePreview(file)
        guard let entry = try recognizer.importerOrNamesake(for: file) else {
            var book = FindingBook()
            book.add(FileTrouble.notRecognized(file, importers: importers))
            (empty.groups, empty.findings) = (book.sorted, book.sorted.map(ImportReceipt.Cause.init))
            return empty
        }
        empty.format = entry.about.id
        let fitting = mappings.filter { $0.format == entry.about.id }
        let importer = try entry.make(options: SubmissionReading.options(for: file, among: fitting))
        guard let importer = importer as? any RecordImporter else { return empty }
        let sink = PreviewSink(empty, file.source, mappings: fitting, showValues: showValues)
        do throws(HubError) {
            if let telling = importer as? any LayoutTellingImporter {
                let head = try FilePieces.head(of: file.path)
                sink.tell(layout: try telling.layout(of: head.span, isWhole: head.count < 64 * 1024))
            }
            var records = RecordBuilder(file.source, into: sink)
            var reader = try importer.makeReader()
            try FilePieces.forEach(of: file.path) { piece throws(HubError) in try reader.feed(piece, into: &records) }
            try reader.finish(into: &records)
            sink.finish()
        } catch {
            guard !SubmissionReading.stopping.contains(error.code) else { throw error }
            sink.fail(error, file)
        }
        return sink.preview
    }
}
