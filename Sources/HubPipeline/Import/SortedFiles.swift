internal import HubCore
internal import HubStore

/// The files of a submission with the importer and the digest of each, and those that nobody reads.
struct SortedFiles: Sendable {
    struct File: Sendable {
        var input: InputFile
        var importer: ImporterEntry
        var stored: ImportFile
    }
    var files: [File] = []
    var unknown: [InputFile] = []
    private let importers: [ImporterEntry]

    init(_ request: SubmissionRequest, _ recognizer: Recognizer) throws(HubError) {
        importers = recognizer.importers
        for input in try InputFile.collect(request.paths) {
            guard let importer = try recognizer.importerOrNamesake(for: input) else {
                unknown.append(input)
                continue
            }
            var digest = SHA256()
            try FilePieces.forEach(of: input.path) { piece throws(HubError) in digest.feed(piece) }
            let stored = ImportFile(
                name: input.name, sha256: digest.digest(), bytes: input.size, format: importer.about.id, mapping: request.source)
            files.append(File(input: input, importer: importer, stored: stored))
        }
    }

    /// The files that nobody reads, and what to do about them.
    func unknownFindings() -> [Finding] { unknown.map { FileTrouble.notRecognized($0, importers: importers) } }

    /// What the importers can only say when every file was read.
    func conclude() -> [Finding] { importers.flatMap { $0.conclude() } }

    func unknownLines() -> [ImportReceipt.File] {
        unknown.map { ImportReceipt.File(name: $0.name, state: $0.isNamed ? .refused : .notRecognized) }
    }

    /// A receipt when nothing was read at all.
    func receipt(_ request: SubmissionRequest) -> ImportReceipt {
        var receipt = ImportReceipt(request)
        var book = FindingBook()
        for finding in unknownFindings() { book.add(finding) }
        if files.isEmpty, unknown.isEmpty || !unknown.contains(where: \.isNamed) {
            book.add(
                Finding(
                    .error, "file.none", "there is nothing here that the hub reads",
                    at: Origin(SourceFile(request.paths.joined(separator: ", "))),
                    fix: "Name the folder or file of the extract.", owner: .exporter))
        }
        for line in unknownLines() { receipt.add(line) }
        receipt.set(book)
        return receipt
    }
}
