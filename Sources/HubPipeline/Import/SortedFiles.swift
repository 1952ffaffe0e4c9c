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
    /// Archives that were not opened: without them the extract is not whole.
    var refused: [InputFile] = []
    private var others: [ImportReceipt.File] = []
    private var findings: [Finding]
    private var hasNamedUnknown = false
    /// Keeps what was unpacked for as long as it is read.
    private let inputs: InputFiles

    init(_ request: SubmissionRequest, _ recognizer: Recognizer) throws(HubError) {
        if let given = request.inputs { inputs = given } else { inputs = try InputFiles(request.paths) }
        findings = inputs.notes
        for one in inputs.refused {
            let (file, finding) = one
            refused.append(file)
            findings.append(finding)
            var line = ImportReceipt.File(name: file.name, state: .refused)
            (line.read, line.rejected) = (1, 1)
            others.append(line)
        }
        for input in inputs.files { try sort(input, recognizer, source: request.source) }
    }

    private mutating func sort(_ input: InputFile, _ recognizer: Recognizer, source: String?) throws(HubError) {
        let head = try FilePieces.head(of: input.path)
        if let reason = NoData.reason(input.name, head: head.span) { return leave(input, .leftOut, NoData.finding(reason, input)) }
        guard let importer = try recognizer.importerOrNamesake(for: input) else {
            return leave(input, .notRecognized, FileTrouble.notRecognized(input, importers: recognizer.importers))
        }
        var digest = SHA256()
        try FilePieces.forEach(of: input.path) { piece throws(HubError) in digest.feed(piece) }
        let stored = ImportFile(
            name: input.name, sha256: digest.digest(), bytes: input.size, format: importer.about.id, mapping: source)
        files.append(File(input: input, importer: importer, stored: stored))
    }

    private mutating func leave(_ input: InputFile, _ state: ImportReceipt.File.State, _ finding: Finding) {
        if input.isNamed { hasNamedUnknown = true }
        findings.append(finding)
        others.append(ImportReceipt.File(name: input.name, state: input.isNamed ? .refused : state))
    }

    /// The files that nobody reads, and what to do about them.
    func unknownFindings() -> [Finding] { findings }

    func unknownLines() -> [ImportReceipt.File] { others }

    /// A receipt when nothing was read at all.
    func receipt(_ request: SubmissionRequest) -> ImportReceipt {
        var receipt = ImportReceipt(request)
        var book = FindingBook(acrossFiles: true)
        for finding in findings { book.add(finding) }
        if files.isEmpty, !hasNamedUnknown, refused.isEmpty {
            book.add(
                Finding(
                    .error, "file.none", "there is nothing here that the hub reads",
                    at: Origin(SourceFile(request.paths.joined(separator: ", "))),
                    fix: "Name the folder or file of the extract.", owner: .exporter))
        }
        for line in others { receipt.add(line) }
        receipt.set(book)
        return receipt
    }
}
