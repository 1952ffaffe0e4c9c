package import HubCore

/// Writes one submission straight into the final tables, on one connection, in the transaction around it: see ``Database/importing(_:_:)``.
///
/// For each file ``begin(_:buffered:)``, then it is a ``FactSink``, then ``endFile()``. Facts stream through COPY as they come, so memory
/// stays flat while rows grow; patients, findings and counts are kept and written when COPY has ended. The facts of a buffered file
/// (a document) wait until it is complete: ``failFile(_:)`` leaves nothing of it but its name and why.
package final class ImportWriter: FactSink {
    /// Well below what a Unix socket holds (208 KiB), so that the server works on one piece while the next is being made.
    private static let sendAt = 48 * 1024
    private static let notesSendAt = 4 << 20

    let connection: Connection
    let request: ImportRequest
    let submission: Int32
    private let encoder: FactEncoder
    private var patients: PatientBook
    private var providers, sites: NameBook
    /// Files whose bytes count already, by SHA-256.
    private var seen: [String: SeenBefore]
    private let announced: Set<String>

    private var copy: CopyIn?
    private let rows = RowBuffer()
    private let draft = RowBuffer()
    private let fileRows = RowBuffer(capacity: 16 * 1024)
    private let skipRows = RowBuffer(capacity: 16 * 1024)
    private let findingRows = RowBuffer(capacity: 64 * 1024)

    private var reported = ReportedRows()
    private var now: FileNotes?
    private var isBuffered = false
    private var factCount: Int32 = 0
    private var kinds = [Int](repeating: 0, count: 16)
    private var kindsBefore: [Int] = []
    private var fileCount: Int32 = 0
    private var findingCount: Int32 = 0
    private(set) var receipt = Receipt()

    init(_ request: ImportRequest, _ connection: Connection, submission: Int32, seen: [String: SeenBefore]) throws(HubError) {
        self.request = request
        self.connection = connection
        self.submission = submission
        self.seen = seen
        announced = Set(request.files.map(\.sha256))
        encoder = FactEncoder(practice: request.practice, submission: submission, codes: try CodeBook(beside: connection))
        patients = try PatientBook(practice: request.practice, connection)
        providers = try NameBook(.provider, practice: request.practice, connection)
        sites = try NameBook(.site, practice: request.practice, connection)
        receipt.submission = submission
    }

    /// Gives the earlier submission when the file's bytes count already: then nothing must be handed over for it.
    package func begin(_ file: ImportFile, buffered: Bool) throws(HubError) -> SeenBefore? {
        guard now == nil else { throw HubError(.conflict, "A file was begun inside another.") }
        guard announced.contains(file.sha256) else {
            throw HubError(.conflict, "The file was not announced.", at: Origin(SourceFile(file.name)))
        }
        if let before = seen[file.sha256] {
            receipt.files.append(FileReceipt(file: file, seenBefore: before))
            return before
        }
        seen[file.sha256] = SeenBefore(submission: submission, name: file.name, receivedAt: "")
        fileCount += 1
        now = FileNotes(file, id: fileCount, firstFact: factCount)
        isBuffered = buffered
        if buffered {
            // A document says itself what is what.
            now?.file.mapping = nil
            draft.clear()
            patients.mark()
            kindsBefore = kinds
            reported.mark()
        }
        return nil
    }

    package func take(_ patient: Patient) throws(HubError) {
        guard let file = now?.id else { throw Self.noFile }
        let provider = try patient.provider.map { (key) throws(HubError) in try providers.id(of: key) }
        for conflict in try patients.take(patient, provider: provider, file: file) {
            try note(
                Finding(
                    .warning, "patient.two-answers", "One patient has more than one \(conflict.rawValue); the first is kept.",
                    at: Origin(SourceFile(now?.file.name ?? ""), patient.position, path: patient.path),
                    fix: "Correct the patient's record in the EMR, or the join in the export.", owner: .practice))
        }
    }

    package func take(_ fact: Fact) throws(HubError) {
        guard let file = now?.id else { throw Self.noFile }
        guard factCount < Int32.max else { throw HubError(.tooLarge, "A submission cannot have more than two billion facts.") }
        factCount += 1
        kinds[Int(fact.kind.rawValue) & 15] += 1
        var (provider, site): (Int32?, Int32?) = (nil, nil)
        if let key = fact.provider { provider = try providers.id(of: key) }
        if let key = fact.site { site = try sites.id(of: key) }
        try encoder.append(
            fact, number: factCount, patient: try patients.id(of: fact.patient), provider: provider, site: site, file: file,
            to: isBuffered ? draft : rows)
        if rows.count >= Self.sendAt { try send() }
    }

    package func take(_ result: ReportedResult) throws(HubError) {
        guard let file = now?.id else { throw Self.noFile }
        try reported.take(result, file: file, name: now?.file.name ?? "")
    }

    package func takeBack(_ results: Set<ReportedResult>) throws(HubError) { reported.takeBack(results) }

    package func accepted() throws(HubError) { now?.accepted += 1 }

    package func rejected(_ finding: Finding) throws(HubError) {
        now?.rejected += 1
        try now?.add(finding)
    }

    package func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        let line = origin.position.map { Int32(clamping: $0.line) }
        now?.skips[reason, default: (0, line)].count += 1
    }

    package func note(_ finding: Finding) throws(HubError) { try now?.add(finding) }

    package func covered(_ coverage: ExtractionCoverage) throws(HubError) {
        var sum = now?.coverage ?? ExtractionCoverage()
        sum.add(coverage)
        now?.coverage = sum
    }

    /// Which mapping the file was read by, now that it is known; nil for what needs none. Before ``endFile()``.
    package func readBy(_ mapping: String?) throws(HubError) {
        guard now != nil else { throw Self.noFile }
        now?.file.mapping = isBuffered ? nil : mapping
    }

    /// The file is complete.
    @discardableResult
    package func endFile() throws(HubError) -> FileReceipt {
        guard let notes = now else { throw Self.noFile }
        if isBuffered {
            rows.append(draft)
            draft.clear()
            if rows.count >= Self.sendAt { try send() }
        }
        return try close(notes)
    }

    /// Nothing of a buffered file counts; the file itself is the one unit that was read and rejected, and the finding says why.
    @discardableResult
    package func failFile(_ finding: Finding) throws(HubError) -> FileReceipt {
        guard var notes = now else { throw Self.noFile }
        guard isBuffered else {
            throw HubError(.conflict, "Only a buffered file can fail alone.", at: finding.origin)
        }
        draft.clear()
        patients.takeBack()
        reported.takeBack()
        factCount = notes.firstFact
        kinds = kindsBefore
        (notes.accepted, notes.rejected, notes.skips, notes.coverage) = (0, 1, [:], nil)
        notes.book.add(finding)
        return try close(notes)
    }

    /// What the rules found about the submission as a whole, after its files.
    package func tell(_ groups: [FindingGroup]) throws(HubError) {
        var notes = FileNotes(ImportFile(name: "", sha256: "", bytes: 0, format: ""), id: 0, firstFact: factCount)
        for group in groups {
            notes.book.add(group)
            receipt.findings[group.first.severity, default: 0] += group.count
        }
        try notes.appendFindings(to: findingRows, practice: request.practice, submission: submission, next: &findingCount)
    }

    private func close(_ notes: FileNotes) throws(HubError) -> FileReceipt {
        now = nil
        let (practice, submission) = (request.practice, submission)
        try notes.appendFile(to: fileRows, practice: practice, submission: submission)
        notes.appendSkips(to: skipRows, practice: practice, submission: submission)
        try notes.appendFindings(to: findingRows, practice: practice, submission: submission, next: &findingCount)
        for (severity, count) in notes.book.counts { receipt.findings[severity, default: 0] += count }
        var file = FileReceipt(file: notes.file)
        (file.accepted, file.rejected, file.skipped) = (notes.accepted, notes.rejected, notes.skipped)
        file.read = file.accepted + file.rejected + file.skipped
        file.facts = Int(factCount - notes.firstFact)
        file.coverage = notes.coverage
        receipt.files.append(file)
        if fileRows.count + skipRows.count + findingRows.count > Self.notesSendAt {
            try endCopy()
            try sendNotes()
        }
        return file
    }

    private func send() throws(HubError) {
        if copy == nil { copy = try CopyIn(connection, "fact", FactEncoder.columns) }
        try copy?.send(rows)
    }

    /// COPY occupies the connection; whatever else is to be written ends it, and the next fact begins another.
    private func endCopy() throws(HubError) {
        if rows.count > 0 { try send() }
        if let open = copy.take() { try open.finish() }
    }

    private func sendNotes() throws(HubError) {
        try load("source_file", FileNotes.fileColumns, fileRows)
        try load("skip_reason", FileNotes.skipColumns, skipRows)
        try load("finding", FileNotes.findingColumns, findingRows)
    }

    private func load(_ table: String, _ columns: [String], _ rows: RowBuffer) throws(HubError) {
        guard rows.count > 0 else { return }
        var load = try CopyIn(connection, table, columns)
        try load.send(rows)
        try load.finish()
    }

    /// Lets go of an unfinished COPY, so that the connection can roll back.
    func abandon() { copy = nil }

    /// Writes what was kept, and makes the submission current.
    func finish() throws(HubError) -> Receipt {
        guard now == nil else { throw HubError(.conflict, "The submission was ended inside a file.") }
        try endCopy()
        try sendNotes()
        try sendPatients()
        try load("reported_result", ReportedRows.columns, try reported.rows(practice: request.practice, submission: submission))
        for kind in Fact.Kind.allCases where kinds[Int(kind.rawValue) & 15] > 0 { receipt.facts[kind] = kinds[Int(kind.rawValue) & 15] }
        receipt.patients = patients.count
        receipt.newPatients = patients.new.count
        receipt.results = reported.count
        // Counts alone stand for no patients, so they take nobody's place.
        let isAggregate = receipt.results > 0 && receipt.patients == 0 && factCount == 0
        try connection.execute(
            """
            UPDATE submission SET state = 'current', patients = $3, facts = $4, results = $5, scope = CASE WHEN $6 THEN 'aggregate' ELSE scope END
            WHERE practice_id = $1 AND submission_id = $2
            """, [request.practice, submission, receipt.patients, Int(factCount), receipt.results, isAggregate])
        let before = try Submissions.superseded(connection, request.practice)
        try Submissions.settle(connection, request.practice)
        receipt.superseded = try Submissions.superseded(connection, request.practice).subtracting(before).sorted()
        receipt.standing = try Submissions.standing(connection, request.practice, receipt.superseded)
        return receipt
    }

    private func sendPatients() throws(HubError) {
        let rows = RowBuffer()
        if !patients.new.isEmpty {
            var load = try CopyIn(connection, "patient", ["practice_id", "patient_id", "namespace", "key"])
            for (id, key) in zip(patients.newIDs, patients.new) {
                rows.beginRow(fields: 4)
                rows.append(request.practice)
                rows.append(id)
                rows.append(key.namespace)
                rows.append(key.value)
                if rows.count >= Self.sendAt { try load.send(rows) }
            }
            try load.send(rows)
            try load.finish()
        }
        if !patients.demographics.isEmpty {
            var load = try CopyIn(connection, "demographic", Demographic.columns)
            for demographic in patients.demographics {
                try demographic.append(to: rows, practice: request.practice, submission: submission)
                if rows.count >= Self.sendAt { try load.send(rows) }
            }
            try load.send(rows)
            try load.finish()
        }
        try providers.store(connection, request.practice)
        try sites.store(connection, request.practice)
    }

    private static var noFile: HubError { HubError(.conflict, "Something was handed over outside any file.") }
}
