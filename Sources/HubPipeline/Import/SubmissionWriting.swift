internal import HubCore
internal import HubRules
internal import HubStore

/// Reads a submission's files into the store's writer, inside its transaction.
///
/// A document that breaks is told and left out, the others stay. Rows that cannot be read to the end undo the whole submission: half an extract would
/// look like a whole one.
final class SubmissionWriting {
    /// Thrown to undo everything; the answer says why.
    static let nothingKept = HubError.Code("nothingKept")

    private let writer: ImportWriter
    private let reading: SubmissionReading
    private let notes: [Finding]

    init(_ plan: ReadingPlan, writer: ImportWriter, advance: @escaping (Int, String) -> Void) {
        self.writer = writer
        notes = plan.notes
        reading = SubmissionReading(plan, into: writer, advance: advance)
    }

    func write(_ sorted: SortedFiles, _ request: SubmissionRequest, answer: Answer) throws(HubError) {
        var receipt = ImportReceipt(request)
        var taken = 0
        for line in sorted.unknownLines() { receipt.add(line) }
        for finding in sorted.unknownFindings() { reading.receipt.tell(finding) }
        for note in notes { reading.receipt.tell(note) }
        // Without an archive that was not opened the extract is not whole.
        var isBroken = !sorted.refused.isEmpty
        try reading.link(sorted.files.map { ($0.input, $0.importer) })
        for file in reading.inOrder(sorted.files) {
            guard !isBroken else {
                receipt.add(ImportReceipt.File(name: file.input.name, state: .undone, format: file.importer.about.id))
                continue
            }
            let line = try write(file)
            receipt.add(line)
            if line.state == .taken { taken += 1 }
            isBroken = line.state == .refused && file.importer.streams(file.input.source)
        }
        if isBroken { taken = 0 }
        let afterAll = sorted.conclude()
        for finding in afterAll { reading.receipt.tell(finding) }
        receipt.conclude(reading)
        // An extract without anybody in it would take the place of the one before it.
        guard taken > 0, reading.receipt.people > 0 || !reading.receipt.facts.isEmpty || reading.receipt.results > 0 else {
            receipt.clearCounts()
            answer.receipt = receipt
            throw HubError(Self.nothingKept, "nothing of it was stored")
        }
        try writer.tell(
            receipt.checks.compactMap(\.finding)
                + (sorted.unknownFindings() + afterAll).map { FindingGroup(first: $0, count: 1, places: [$0.origin]) })
        receipt.readings = reading.readings
        answer.receipt = receipt
    }

    static func seenBefore(in submission: Int, _ file: SourceFile) -> Finding {
        Finding(
            .note, "FIL-005", "this file was already imported as submission \(submission); nothing was changed", at: Origin(file),
            fix: "Nothing needs doing. For a new period, run the report again and send that.", owner: .exporter)
    }

    private func write(_ file: SortedFiles.File) throws(HubError) -> ImportReceipt.File {
        var line = ImportReceipt.File(name: file.input.name, state: .taken)
        line.format = file.importer.about.id
        let isDocument = !file.importer.streams(file.input.source)
        if let before = try writer.begin(file.stored, buffered: isDocument) {
            line.state = .seenBefore
            line.seenIn = Int(before.submission)
            reading.receipt.tell(Self.seenBefore(in: Int(before.submission), file.input.source))
            return line
        }
        do throws(HubError) { line.mapping = try reading.read(file.input, by: file.importer) } catch {
            guard !SubmissionReading.stopping.contains(error.code) else { throw error }
            let finding = FileTrouble.finding(error, file: file.input)
            reading.receipt.tell(finding)
            line.state = .refused
            (line.read, line.rejected) = (1, 1)
            if isDocument { try writer.failFile(finding) }
            return line
        }
        try writer.readBy(line.mapping)
        try writer.endFile()
        line.take(reading.receipt.counts)
        if reading.receipt.isBroken { line.state = .refused }
        return line
    }
}
