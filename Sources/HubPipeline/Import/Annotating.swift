internal import Foundation
package import HubCore
internal import HubMapping

/// Gives a practice its own file back: every byte as it was, and one column more that says what was found in each row.
package struct Annotating: Sendable {
    private let folder: ConfigFolder
    private let importers: [ImporterEntry]

    package init(folder: ConfigFolder, importers: [ImporterEntry]) { (self.folder, self.importers) = (folder, importers) }

    /// The one file that can be written on.
    /// - Throws: ``HubError/Code/misconfigured`` when it is several, a folder, or no text table.
    package func file(_ request: SubmissionRequest, out: String) throws(HubError) -> InputFile {
        let files = try InputFile.collect(request.paths)
        guard let file = files.first, files.count == 1, file.isNamed else {
            throw HubError(.misconfigured, "--annotate writes on one file", hint: "Name one file, and annotate the others one by one.")
        }
        func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
        guard real(file.path) != real(out) else {
            throw HubError(.misconfigured, "--annotate would write over the file itself", hint: "Name another file for the copy.")
        }
        _ = try annotating(file, folder.mappings().bind(importers, source: request.source))
        return file
    }

    private func annotating(
        _ file: InputFile, _ importers: [ImporterEntry], options: [String: String] = [:]
    ) throws(HubError) -> (any AnnotatingImporter, id: String) {
        let entry = try Recognizer(importers).importerOrNamesake(for: file)
        guard let entry, let importer = try entry.make(options: options) as? any AnnotatingImporter else {
            throw HubError(
                .misconfigured, "annotate writes text tables; \(entry.map { "this is read as \($0.about.id)" } ?? "this is none")",
                hint: "Save the table as CSV and annotate that.")
        }
        return (importer, entry.about.id)
    }

    /// Writes the copy. It is there whole, or not at all.
    package func write(_ file: InputFile, _ rows: RowFindings, source: String?, to out: String) throws(HubError) {
        let shelf = try folder.mappings()
        let importers = try shelf.bind(importers, source: source)
        let (_, id) = try annotating(file, importers)
        let fitting = try (source.map { name throws(HubError) in [try shelf.named(name)] } ?? shelf.mappings).filter { $0.format == id }
        let (importer, _) = try annotating(file, importers, options: SubmissionReading.options(for: file, among: fitting))
        let draft = try DraftSink(out)
        let annotator = try importer.makeAnnotator { rows.text($0) }
        try FilePieces.forEach(of: file.path) { piece throws(HubError) in try annotator.feed(piece, into: draft) }
        try annotator.finish(into: draft)
        try draft.commit()
    }
}

private final class DraftSink: ByteSink {
    private let file: DraftFile
    private var waiting: [UInt8] = []

    init(_ path: String) throws(HubError) { file = try DraftFile(path) }

    func write(_ text: String) throws(HubError) {
        waiting += Array(text.utf8)
        try pass()
    }

    func write(bytes: Span<UInt8>) throws(HubError) {
        bytes.withUnsafeBufferPointer { waiting.append(contentsOf: $0) }
        try pass()
    }

    private func pass() throws(HubError) {
        guard waiting.count >= 256 * 1024 else { return }
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    func commit() throws(HubError) {
        try file.write(waiting)
        try file.commit()
    }
}
