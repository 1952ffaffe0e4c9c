internal import HubCore

/// Tells a table's rows from what stands around them.
///
///     above the header ──header──▶ body ──blank line, names, a row that fits them──▶ body of another table
///       titles, blank lines          rows; totals, notes, page lines, the header again
///
/// Every row ends in exactly one of: header, accepted, rejected, skipped with a reason.
struct Frame: RowHandler {
    private enum Phase { case above, body }

    let plan: FramePlan
    let delimiter: String
    private var phase = Phase.above
    /// The line that must be skipped because it only says `sep=;`.
    private let skipsFirstLine: Bool
    private(set) var columns: Int?
    private var headerRows: [RowCopy] = []
    /// The header's rows as they stood, to know them when they come again.
    private var headerCells: [[[UInt8]]] = []
    private var preamble: [(name: String, value: String)] = []
    private var dataColumns: Set<Int>
    /// Columns that no row so far left empty.
    private var alwaysFilled: [Bool] = []
    /// No row of data since the last blank line.
    private var afterGap = false
    /// A row after a gap that may be the header of another table: the next row tells.
    private var candidate: RowCopy?
    private var printedCount: (count: Int, position: Position)?
    /// Rows of data, accepted and rejected.
    private var dataRows = 0
    private var sawRow = false

    init(_ plan: FramePlan, delimiter: UInt8, skipsFirstLine: Bool) {
        self.plan = plan
        self.delimiter = String(UnicodeScalar(delimiter))
        self.skipsFirstLine = skipsFirstLine
        dataColumns = plan.dataColumns
    }

    mutating func row(_ records: inout RecordBuilder, _ shape: RowShape) throws(HubError) {
        sawRow = true
        if let position = shape.textAfterQuote {
            try records.note(
                .warning, "csv.text-after-quote", "text follows a closing quote; it was kept as part of the field", at: position,
                fix: "A quote inside a quoted field must be written twice (\"\").", owner: .vendor)
        }
        if shape.swallowsRows, let position = shape.severalLines {
            try records.note(
                .warning, "csv.rows-in-cell", "this cell holds lines that look like rows of the table", at: position,
                fix: "Look at the cell: if a quote is missing at its end, correct it in the EMR and export again.", owner: .practice)
        }
        if phase == .above { return try above(&records) }
        if candidate != nil {
            let current = records.withRecord { RowCopy($0) }
            if try resolve(with: current, &records) {
                current.replay(into: &records)
                return try body(&records)
            }
            current.replay(into: &records)
        }
        try body(&records)
    }

    mutating func blankLine(_ records: inout RecordBuilder, at position: Position) throws(HubError) {
        try settle(&records)
        afterGap = true
        try records.skip(SkipReason("csv.blank-line", "a blank line"), at: position)
    }

    mutating func broken(_ records: inout RecordBuilder, row: Position, quote: Position) throws(HubError) {
        dataRows += 1
        try records.reject(
            "csv.unclosed-quote", "this quote is never closed; only its own line was lost", at: quote,
            fix: "Correct the text in the EMR (a lone \" at its start), or have quotes inside texts written twice.", owner: .practice)
    }

    // Above the table

    private mutating func above(_ records: inout RecordBuilder) throws(HubError) {
        let copy = records.withRecord { RowCopy($0) }
        if skipsFirstLine, copy.position.line == 1 {
            return try records.skip(SkipReason("csv.sep-line", "the line that names the delimiter"), at: copy.position)
        }
        guard case .lines(let first, let last) = plan.header else {
            try announce([], at: copy.position, &records)
            copy.replay(into: &records)
            return try body(&records)
        }
        if copy.position.line < first {
            remember(copy.cells, at: copy.position)
            return try records.skip(SkipReason("csv.title-row", "a row above the table"), at: copy.position)
        }
        headerRows.append(copy)
        if copy.position.line >= last { try announce(headerRows, at: headerRows[0].position, &records) }
    }

    private mutating func remember(_ cells: [String], at position: Position) {
        let filled = cells.filter { !$0.isEmpty }
        if let count = RowWords(cells)?.printedCount { printedCount = (count, position) }
        guard let first = filled.first else { return }
        if filled.count > 1, first.hasSuffix(":") || !first.contains(": ") {
            preamble.append((first.hasSuffix(":") ? String(first.dropLast()) : first, filled[1...].joined(separator: delimiter + " ")))
        } else {
            let text = filled.joined(separator: delimiter + " ")
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingBlanks() }
            preamble.append(parts.count == 2 && parts[0].count <= 60 ? (parts[0], parts[1]) : ("title", text))
        }
    }

    private mutating func announce(_ header: [RowCopy], at position: Position, _ records: inout RecordBuilder) throws(HubError) {
        var rows = header.map { $0.cells }
        if plan.trailingDelimiter, columns == nil, let last = rows.indices.last, rows[last].count == plan.columns - 1 {
            rows[last].append("")
        }
        let names = rows.isEmpty ? ColumnNames(count: plan.columns) : ColumnNames(rows)
        try tell(names, header, at: position, &records)
        columns = names.names.count
        alwaysFilled = Array(repeating: true, count: names.names.count)
        headerCells = header.map { $0.fields }
        phase = .body
        afterGap = false
        try records.table(TableHeader(columns: names.names, position: position, preamble: preamble))
        preamble = []
    }

    private func tell(
        _ names: ColumnNames, _ header: [RowCopy], at position: Position, _ records: inout RecordBuilder
    ) throws(HubError) {
        if header.isEmpty, !plan.headerWasGiven {
            try records.note(
                .warning, "csv.no-header", "the first row is data: the file has no header", at: position,
                fix: "Export with column names, or set the option `header: none`.", owner: .exporter)
        }
        if header.count == 2 {
            try records.note(.note, "csv.two-row-header", "the header stands on two rows; their names were joined", at: position)
        }
        for column in names.repeated {
            try records.note(
                .warning, "csv.repeated-name", "two columns have the same name; the later one got a number",
                at: header.last?.place(of: column) ?? position, path: names.names[column],
                fix: "Give each column of the report a name of its own.", owner: .exporter)
        }
        if !names.blanks.isEmpty {
            try records.note(
                .note, "csv.unnamed-column", "a column has no name; it goes by its letter",
                at: header.last?.place(of: names.blanks[0]) ?? position, path: names.names[names.blanks[0]])
        }
    }

    // In the table

    private mutating func body(_ records: inout RecordBuilder) throws(HubError) {
        let width = columns ?? 0
        let count = records.fieldCount
        let (filled, firstFilled, position) = records.withRecord { record in
            var (filled, first) = (0, -1)
            for field in 0..<record.count where !record.isEmpty(field) {
                filled += 1
                if first < 0 { first = field }
            }
            return (filled, first, record.position)
        }
        if filled == 0, count > 1 || width != 1 {
            return try records.skip(SkipReason("csv.empty-row", "a row without any value"), at: position)
        }
        if afterGap, try beginsCandidate(&records) { return }
        guard count == width else { return try misfit(&records, filled: filled, at: position) }
        if filled < count, let reason = sparse(records, filled: filled, firstFilled: firstFilled) {
            if let printed = reason.printedCount { printedCount = (printed, position) }
            return try records.skip(reason.reason, at: position)
        }
        if isHeaderAgain(records) {
            return try records.skip(SkipReason("csv.repeated-header", "the header again"), at: position)
        }
        if filled < count {
            records.withRecord { record in
                for field in 0..<record.count where record.isEmpty(field) { alwaysFilled[field] = false }
            }
        }
        afterGap = false
        dataRows += 1
        try records.end()
    }

    /// A row of the right width that is no data because it is nearly empty and says what it is.
    private func sparse(_ records: borrowing RecordBuilder, filled: Int, firstFilled: Int) -> (reason: SkipReason, printedCount: Int?)? {
        guard let columns, columns >= 3, dataRows > 0 else { return nil }
        let nearlyEmpty = filled == 1 || (filled == 2 && columns >= 4)
        let first = records.withRecord { record in
            record.withField(firstFilled) { (field: Span<UInt8>) in RowWords.mayBeTotal(field) } ? record.string(firstFilled) : ""
        }
        if !first.isEmpty, RowWords.isTotal(first.trimmingBlanks()) {
            // A total leaves out what every row has: an id, a date of birth.
            let missing = records.withRecord { record in
                (0..<record.count).contains { record.isEmpty($0) && alwaysFilled[$0] }
            }
            if missing { return (SkipReason("csv.total-row", "a row of totals"), nil) }
        }
        guard nearlyEmpty, firstFilled == 0 else { return nil }
        let cells = records.withRecord { record in (0..<record.count).map { record.string($0).trimmingBlanks() } }
        if let words = RowWords(cells) { return (words.reason, words.printedCount) }
        if filled == 1, RowWords.isGroup(cells) { return (SkipReason("csv.group-row", "a heading over a group of rows"), nil) }
        return nil
    }

    private func isHeaderAgain(_ records: borrowing RecordBuilder) -> Bool {
        guard let columns, columns >= 2 else { return false }
        return headerCells.contains { cells in
            records.withRecord { record in
                cells.count == record.count
                    && cells.indices.allSatisfy { column in
                        record.withField(column) { (field: Span<UInt8>) in
                            field.count == cells[column].count && field.indices.allSatisfy { field[$0] == cells[column][$0] }
                        }
                    }
            }
        }
    }

    /// A row with too few or too many fields: something around the table, or a row that would be read into the wrong columns.
    private mutating func misfit(_ records: inout RecordBuilder, filled: Int, at position: Position) throws(HubError) {
        let width = columns ?? 0
        let count = records.fieldCount
        if count < width, filled <= 3 {
            let cells = records.withRecord { RowCopy($0).cells }
            if let words = RowWords(cells) {
                if let printed = words.printedCount { printedCount = (printed, position) }
                return try records.skip(words.reason, at: position)
            }
            if width >= 3, RowWords.isGroup(cells) {
                return try records.skip(SkipReason("csv.group-row", "a heading over a group of rows"), at: position)
            }
            if afterGap, count == 1, width >= 3 {
                remember(cells, at: position)
                return try records.skip(SkipReason("csv.note-row", "a line of text outside the table"), at: position)
            }
        }
        dataRows += 1
        try records.reject(
            "csv.field-count", count < width ? "the row has fewer fields than the header" : "the row has more fields than the header",
            at: position,
            fix: count < width
                ? "Look for a line break or a missing delimiter in the row."
                : "Look for a text with the delimiter in it: such texts must be in quotes.",
            owner: .vendor)
    }

    // Another table

    private mutating func beginsCandidate(_ records: inout RecordBuilder) throws(HubError) -> Bool {
        let count = records.fieldCount
        guard count >= 2, dataRows > 0 || count != columns else { return false }
        let copy = records.withRecord { RowCopy($0) }
        guard copy.cells.allSatisfy({ CellKind($0) == .text }), Set(copy.cells).count == count else { return false }
        guard copy.fields != headerCells.last, RowWords(copy.cells) == nil else { return false }
        if count == columns { guard !dataColumns.isEmpty else { return false } }
        candidate = copy
        return true
    }

    /// The row after a candidate tells whether it is a header: it must fit it, and for a table as wide as the last one hold numbers or dates.
    /// True when there is a new table.
    private mutating func resolve(with next: RowCopy, _ records: inout RecordBuilder) throws(HubError) -> Bool {
        guard let header = candidate else { return false }
        let data = Set(next.cells.indices.filter { CellKind(next.cells[$0]).isData })
        guard next.fields.count == header.fields.count, header.fields.count != columns || !data.isEmpty else {
            try settle(&records)
            return false
        }
        candidate = nil
        try records.note(.note, "csv.another-table", "another table begins here", at: header.position)
        try announce([header], at: header.position, &records)
        dataColumns = data
        return true
    }

    /// The candidate was no header: it is a row like any other.
    private mutating func settle(_ records: inout RecordBuilder) throws(HubError) {
        guard let row = candidate else { return }
        candidate = nil
        afterGap = false
        row.replay(into: &records)
        try body(&records)
    }

    // The end

    mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        try settle(&records)
        if phase == .above, !headerRows.isEmpty { try announce(headerRows, at: headerRows[0].position, &records) }
        if phase == .above, sawRow, case .lines(let first, _) = plan.header {
            throw HubError(
                .malformed, "the header should be on line \(first), and the file ends before it", at: Origin(records.file),
                hint: "Correct the option `header`.")
        }
        if !sawRow || phase == .above {
            try records.note(
                .error, "csv.empty-file", "the file holds no row at all", at: nil,
                fix: "Run the report again; check its filters and its period.", owner: .exporter)
        } else if dataRows == 0 {
            try records.note(
                .warning, "csv.no-rows", "the file has a header and no rows", at: nil,
                fix: "If the practice should have data in this period, check the report's filters and run it again.", owner: .exporter)
        }
        if let printedCount, printedCount.count != dataRows {
            try records.note(
                .warning, "csv.control-total", "the file says it holds another number of records than were found in it",
                at: printedCount.position, fix: "The file may be cut off or filtered: export it again and compare.", owner: .exporter)
        }
    }
}
