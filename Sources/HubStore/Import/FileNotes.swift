internal import FoundationEssentials
internal import HubCore

/// What is known of the file that is being imported, and how it becomes rows of `source_file`, `skip_reason` and `finding`.
struct FileNotes {
    /// Different causes in one file; past it, nobody reads on.
    static let causeLimit = 10_000

    static let fileColumns = [
        "practice_id", "submission_id", "file_id", "name", "sha256", "bytes", "format", "mapping", "rows_read", "rows_accepted",
        "rows_rejected", "rows_skipped", "coverage", "live",
    ]
    static let skipColumns = ["practice_id", "submission_id", "file_id", "reason_id", "words", "count", "first_line"]
    static let findingColumns = [
        "practice_id", "submission_id", "finding_no", "severity", "id", "message", "fix", "owner", "count", "file_id", "file_name", "path",
        "places",
    ]

    var file: ImportFile
    let id: Int32
    var accepted = 0
    var rejected = 0
    var skips: [SkipReason: (count: Int, firstLine: Int32?)] = [:]
    var book = FindingBook()
    var coverage: ExtractionCoverage?
    var firstFact: Int32

    var skipped: Int { skips.values.reduce(0) { $0 + $1.count } }

    init(_ file: ImportFile, id: Int32, firstFact: Int32) {
        self.file = file
        self.id = id
        self.firstFact = firstFact
    }

    mutating func add(_ finding: Finding) throws(HubError) {
        book.add(finding)
        guard book.groups.count <= Self.causeLimit else {
            throw HubError(
                .tooManyFindings, "More than \(Self.causeLimit) different problems; nothing was kept.", at: finding.origin,
                hint: "The file is hardly what its mapping or its name says: check which export it comes from.")
        }
    }

    func appendFile(to rows: RowBuffer, practice: Int32, submission: Int32) throws(HubError) {
        rows.beginRow(fields: Self.fileColumns.count)
        rows.append(practice)
        rows.append(submission)
        rows.append(id)
        rows.append(file.name)
        rows.append(file.sha256)
        rows.append(Int64(file.bytes))
        rows.append(file.format)
        rows.append(file.mapping)
        for count in [accepted + rejected + skipped, accepted, rejected, skipped] { rows.append(Int64(count)) }
        if let coverage { rows.append(json: try json(coverage)) } else { rows.null() }
        rows.append(false)
    }

    func appendSkips(to rows: RowBuffer, practice: Int32, submission: Int32) {
        for (reason, seen) in skips.sorted(by: { ($0.key.id, $0.key.words) < ($1.key.id, $1.key.words) }) {
            rows.beginRow(fields: Self.skipColumns.count)
            rows.append(practice)
            rows.append(submission)
            rows.append(id)
            rows.append(reason.id)
            rows.append(reason.words)
            rows.append(Int64(seen.count))
            rows.append(seen.firstLine)
        }
    }

    /// `next` counts findings through the whole submission.
    func appendFindings(to rows: RowBuffer, practice: Int32, submission: Int32, next: inout Int32) throws(HubError) {
        for group in book.sorted {
            next += 1
            let first = group.first
            rows.beginRow(fields: Self.findingColumns.count)
            rows.append(practice)
            rows.append(submission)
            rows.append(next)
            rows.append(first.severity.rawValue)
            rows.append(first.id)
            rows.append(first.message)
            rows.append(first.fix)
            rows.append(first.owner?.rawValue)
            rows.append(Int64(group.count))
            rows.append(first.origin.file.name == file.name ? id : nil as Int32?)
            rows.append(first.origin.file.name)
            rows.append(first.origin.path)
            rows.append(json: try json(group.places.compactMap { StoredPlace($0, foundIn: first.origin.file) }))
        }
    }

    private func json(_ value: some Encodable) throws(HubError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
            throw HubError(.database, "What was found in \(file.name) could not be written as JSON.")
        }
    }
}
