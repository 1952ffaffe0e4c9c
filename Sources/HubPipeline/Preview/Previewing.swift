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
        let recognizer = Recognizer(try shelf.bind(importers, source: request.source))
        let inputs: InputFiles
        if let given = request.inputs { inputs = given } else { inputs = try InputFiles(request.paths) }
        var previews: [FilePreview] = []
        for (file, finding) in inputs.refused { previews.append(FilePreview(file, finding)) }
        for file in inputs.files { previews.append(try preview(file, recognizer, mappings, showValues)) }
        // What was unpacked is there for as long as this.
        return withExtendedLifetime(inputs) { previews }
    }

    private func preview(_ file: InputFile, _ recognizer: Recognizer, _ mappings: [Mapping], _ showValues: Bool) throws(HubError)
        -> FilePreview
    {
        var empty = FilePreview(file)
        guard let entry = try recognizer.importerOrNamesake(for: file) else {
            return FilePreview(file, FileTrouble.notRecognized(file, importers: recognizer.importers))
        }
        empty.format = entry.about.id
        let fitting = mappings.filter { entry.about.mappedAs.contains($0.format) }
        let options = SubmissionReading.options(for: file, among: fitting.filter { $0.format == entry.about.id })
        let importer = try entry.make(options: options)
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
