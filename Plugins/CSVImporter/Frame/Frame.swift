internal import HubCore

/// Tells a table's rows from what stands around them.
///
///     above the header ──header──▶ body ──blank line, names, a row that fits them──▶ body of another table
///       titles, blank lines          rows; totals, notes, page lines, the header again
///
/// Every row ends in exactly one of: header, accepted, rejected, skipped with a reason.
struct Frame: RowHandler {
    enum Phase { case above, body }

    let plan: FramePlan
    let delimiter: String
    /// Headings over rows, the outermost first.
    var groups: [RowGroup]
    var toldLateGroup = false
    /// So many columns at the end were added by earlier checks.
    var findingsColumns = 0
    /// Where the row at hand ends in the file.
    var rowEnd = RowEnd()
    /// What became of rows, where somebody wants to know.
    var fates: [RowFate]?
    var phase = Phase.above
    /// The line that must be skipped because it only says `sep=;`.
    let skipsFirstLine: Bool
    var columns: Int?
    var headerRows: [RowCopy] = []
    /// The header's rows as they stood, to know them when they come again.
    var headerCells: [[[UInt8]]] = []
    var preamble: [(name: String, value: String)] = []
    var dataColumns: Set<Int>
    /// Columns that no row so far left empty.
    var alwaysFilled: [Bool] = []
    /// No row of data since the last blank line.
    var afterGap = false
    /// A row after a gap that may be the header of another table: the next row tells.
    var candidate: RowCopy?
    var printedCount: (count: Int, position: Position)?
    /// Rows of data, accepted and rejected.
    var dataRows = 0
    var sawRow = false

    init(_ plan: FramePlan, delimiter: [UInt8], skipsFirstLine: Bool) {
        self.plan = plan
        self.delimiter = String(decoding: delimiter, as: UTF8.self)
        groups = plan.groups.map { RowGroup(label: $0) }
        self.skipsFirstLine = skipsFirstLine
        dataColumns = plan.dataColumns
    }

    mutating func row(_ records: inout RecordBuilder, _ shape: RowShape) throws(HubError) {
        rowEnd = RowEnd(offset: shape.end, line: shape.lastLine)
        if plan.hasComments, isComment(records) { return try comment(&records) }
        sawRow = true
        if phase == .body, shape.textAfterQuote != nil, let quote = shape.severalLines {
            let start = records.withRecord { $0.position }
            try settle(&records)
            countData(from: start, to: rowEnd)
            return try records.reject(
                "csv.unclosed-quote", "this quote is closed on a later line with text after it: the rows it may hold cannot be told apart",
                at: quote, fix: "Correct the text in the EMR (a lone \" at its start), or have quotes inside texts written twice.",
                owner: .practice)
        }
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
            let current = records.withRecord { RowCopy($0, end: rowEnd) }
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

    mutating func broken(_ records: inout RecordBuilder, row: Position, end: Int, quote: Position) throws(HubError) {
        rowEnd = RowEnd(offset: end, line: row.line)
        try settle(&records)
        countData(from: row, to: rowEnd, .broken)
        try records.reject(
            "csv.unclosed-quote", "this quote is never closed; only its own line was lost", at: quote,
            fix: "Correct the text in the EMR (a lone \" at its start), or have quotes inside texts written twice.", owner: .practice)
    }

    // In the table

    mutating func body(_ records: inout RecordBuilder) throws(HubError) {
        let width = columns ?? 0
        let count = records.fieldCount
        let (filled, firstFilled, position) = records.withRecord { record in
            var (filled, first) = (0, -1)
            let last = record.count == width ? width - findingsColumns : record.count
            for field in 0..<last where !record.isBlank(field) {
                filled += 1
                if first < 0 { first = field }
            }
            return (filled, first, record.position)
        }
        if filled == 0, count > 1 || width != 1 {
            return try records.skip(SkipReason("csv.empty-row", "a row without any value"), at: position)
        }
        if firstFilled == 0 || filled == 1, isRule(records) {
            return try records.skip(SkipReason("csv.rule-line", "a line drawn below the names"), at: position)
        }
        if afterGap, try beginsCandidate(&records) { return }
        guard count == width else { return try misfit(&records, filled: filled, at: position) }
        if filled < count, let reason = sparse(records, filled: filled, firstFilled: firstFilled) {
            if let printed = reason.printedCount { printedCount = (printed, position) }
            if reason.reason.id == "csv.group-row" {
                try enterGroup(records.withRecord { RowCopy($0, end: rowEnd).cells }, at: position, &records)
            }
            note(.empty, from: position, to: rowEnd)
            return try records.skip(reason.reason, at: position)
        }
        if let again = headerAgain(records) {
            note(again == 0 ? .headerAgain : .empty, from: position, to: rowEnd)
            return try records.skip(SkipReason("csv.repeated-header", "the header again"), at: position)
        }
        if filled < count {
            records.withRecord { record in
                for field in 0..<record.count where record.isEmpty(field) { alwaysFilled[field] = false }
            }
        }
        afterGap = false
        countData(from: position, to: rowEnd)
        for _ in 0..<findingsColumns { records.dropLastField() }
        if !groups.isEmpty { appendGroups(&records) }
        try records.end()
    }

    /// A row with too few or too many fields: something around the table, or a row that would be read into the wrong columns.
    private mutating func misfit(_ records: inout RecordBuilder, filled: Int, at position: Position) throws(HubError) {
        let width = columns ?? 0
        let count = records.fieldCount
        let own = width - findingsColumns
        if count < width, filled <= 3 {
            let cells = records.withRecord { RowCopy($0, end: rowEnd).cells }
            if let words = RowWords(cells) {
                if let printed = words.printedCount { printedCount = (printed, position) }
                return try records.skip(words.reason, at: position)
            }
            if own >= 3, RowWords.isGroup(cells) {
                try enterGroup(cells, at: position, &records)
                return try records.skip(SkipReason("csv.group-row", "a heading over a group of rows"), at: position)
            }
            if afterGap, count == 1, own >= 3 {
                remember(cells, at: position)
                return try records.skip(SkipReason("csv.note-row", "a line of text outside the table"), at: position)
            }
        }
        countData(from: position, to: rowEnd)
        for at in groups.indices { groups[at].rows += 1 }
        try records.reject(
            "csv.field-count", count < width ? "the row has fewer fields than the header" : "the row has more fields than the header",
            at: position,
            fix: count < width
                ? "Look for a line break or a missing delimiter in the row."
                : "Look for a text with the delimiter in it: such texts must be in quotes.",
            owner: .vendor)
    }

    // The end

    mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        try settle(&records)
        try leaveGroups(&records)
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
