internal import HubCore
internal import HubMapping

/// Looks at the records of one file as they pass, and keeps what a preview shows.
final class PreviewSink: RecordSink {
    static let spansKept = 60

    private let file: SourceFile
    private let mappings: [Mapping]
    private let showValues: Bool
    private(set) var preview: FilePreview
    private var looks: [ColumnLook] = []
    private var header: TableHeader?
    private var book = FindingBook()

    init(_ preview: FilePreview, _ file: SourceFile, mappings: [Mapping], showValues: Bool) {
        (self.preview, self.file, self.mappings, self.showValues) = (preview, file, mappings, showValues)
    }

    func begin(_ table: TableHeader) {
        finish()
        span("header", table.position.line)
        header = table
        looks = table.columns.map { _ in ColumnLook() }
        let facts = table.preamble.map { FilePreview.Fact(name: $0.name, value: isPersonal($0.name) ? masked($0.value) : $0.value) }
        preview.tables.append(
            FilePreview.Table(line: table.position.line, mapping: nil, table: nil, preamble: facts, rows: 0, columns: [], firstRows: []))
    }

    func accept(_ record: borrowing Record) {
        span("data", record.position.line)
        guard let at = preview.tables.indices.last else { return }
        preview.tables[at].rows += 1
        let keeps = preview.tables[at].firstRows.count < 3
        var row: [String] = []
        for field in 0..<min(record.count, looks.count) {
            let cell = record.string(field)
            looks[field].add(cell)
            if keeps { row.append(showValues ? cell : masked(cell)) }
        }
        if keeps { preview.tables[at].firstRows.append(row) }
    }

    func skip(_ reason: SkipReason, at origin: Origin) { span(reason.words, origin.position?.line ?? 0) }

    func reject(_ finding: Finding) {
        span("rejected", finding.origin.position?.line ?? 0)
        book.add(finding)
    }

    func note(_ finding: Finding) { book.add(finding) }

    /// The table at hand is over: says what its columns hold and what the mapping does with them.
    func finish() {
        if let table = header, let at = preview.tables.indices.last {
            var chosen: (Mapping, TablePreview)?
            switch TableChoice(table, of: file, among: mappings) {
            case .one(let mapping), .near(let mapping): chosen = mapping.preview(table, of: file).map { (mapping, $0) }
            case .several, .none: break
            }
            preview.tables[at].mapping = chosen?.0.source
            preview.tables[at].table = chosen?.1.table
            preview.tables[at].notNeeded = chosen?.1.notNeeded
            preview.tables[at].columns = table.columns.indices.map { column in
                looks[column].column(
                    column, name(table.columns[column], isKnown: chosen != nil || preview.tables[at].rows > 0),
                    readAs: chosen?.1.fields[column] ?? [], declared: chosen?.1.days[column] ?? nil)
            }
        }
        header = nil
        preview.groups = book.sorted
        preview.findings = preview.groups.map(ImportReceipt.Cause.init)
    }

    func fail(_ error: HubError, _ input: InputFile) {
        book.add(FileTrouble.finding(error, file: input))
        finish()
    }

    func tell(layout: TextLayout) { preview.layout = layout }

    private func span(_ kind: String, _ line: Int) {
        if let last = preview.lines.indices.last, preview.lines[last].kind == kind {
            preview.lines[last].last = line
            preview.lines[last].count += 1
        } else if preview.lines.count < Self.spansKept {
            preview.lines.append(FilePreview.Lines(kind: kind, first: line, last: line, count: 1))
        } else {
            preview.linesAreCut = true
        }
    }

    /// A row alone that no mapping knows may be no header.
    private func name(_ column: String, isKnown: Bool) -> String {
        showValues || isKnown && !Mapping.mayBeValue(column) ? column : masked(column)
    }

    private func isPersonal(_ name: String) -> Bool {
        !showValues && ["patient", "mrn", "birth", "dob", "ssn", "name"].contains { name.lowercased().contains($0) }
    }

    /// Letters and digits become dots; the shape stays.
    private func masked(_ text: String) -> String { String(text.map { $0.isLetter || $0.isNumber ? "•" : $0 }) }
}
