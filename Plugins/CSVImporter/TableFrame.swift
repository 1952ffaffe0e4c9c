package import HubCore

/// The frame for tables that come as rows of cells and not as text, such as a workbook's sheets: titles above, header, totals below, as in any CSV.
///
/// Waits for the first rows, decides, then streams. Every row is padded to the width of the widest of those, as spreadsheets do when they write CSV;
/// columns before the first that any of them fills are left out.
package struct TableFrame {
    private struct Row {
        var line: Int
        var cells: [String]
        var afterBlank: Bool
    }
    private var waiting: [Row] = []
    private var isAfterBlank = false
    /// The columns of the table: from the first that is filled to behind the last.
    private var first = 0, end = 0
    private var frame: Frame?
    private let header: CSVOptions.Header
    private let about: (name: String, value: String)

    /// - Parameter header: as the option of the CSV importer, nil to find out.
    /// - Parameter about: what every table's preamble begins with.
    package init(header: String?, about: (name: String, value: String)) throws(HubError) {
        self.header = try CSVOptions(header.map { ["header": $0] } ?? [:]).header
        self.about = about
    }

    /// The cells of a row from column A on; `line` is its number in the sheet.
    package mutating func row(_ cells: [String], line: Int, _ records: inout RecordBuilder) throws(HubError) {
        guard frame == nil else { return try hand(Row(line: line, cells: cells, afterBlank: isAfterBlank), &records) }
        waiting.append(Row(line: line, cells: cells, afterBlank: isAfterBlank))
        isAfterBlank = false
        if waiting.count == Sample.keptRows { try begin(&records) }
    }

    /// One or more rows without any value, the first at `line`.
    package mutating func blank(line: Int, _ records: inout RecordBuilder) throws(HubError) {
        isAfterBlank = true
        if frame != nil { try frame?.blankLine(&records, at: Position(line: line, column: 1)) }
    }

    /// Columns of the widest of the first rows, once they are known.
    package var columns: Int { frame == nil ? span(waiting).count : end - first }

    /// Rows that are waiting are no table: they are counted as skipped.
    package mutating func abandon(_ reason: SkipReason, _ records: inout RecordBuilder) throws(HubError) {
        for row in waiting { try records.skip(reason, at: Position(line: row.line, column: 1)) }
        waiting = []
    }

    package mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        if frame == nil { try begin(&records) }
        try frame?.finish(&records)
    }

    private mutating func begin(_ records: inout RecordBuilder) throws(HubError) {
        (first, end) = (span(waiting).lowerBound, span(waiting).upperBound)
        let width = end - first
        let rows = waiting.map { row in
            var sample = Sample.Row(
                position: Position(line: row.line, column: 1), cells: padded(row.cells).map { $0.trimmingBlanks() }, count: width)
            sample.afterBlankLine = row.afterBlank
            return sample
        }
        var frame = Frame(FramePlan(rows, columns: max(1, width), option: header), delimiter: 44, skipsFirstLine: false)
        frame.preamble = [about]
        self.frame = frame
        let held = waiting
        waiting = []
        for row in held {
            if row.afterBlank { try self.frame?.blankLine(&records, at: Position(line: row.line - 1, column: 1)) }
            try hand(row, &records)
        }
    }

    private func span(_ rows: [Row]) -> Range<Int> {
        let end = rows.map { $0.cells.count }.max() ?? 0
        return min(end, rows.compactMap { row in row.cells.firstIndex { !$0.isEmpty } }.min() ?? 0)..<end
    }

    /// A later row that has a value before the table's first column keeps that column, and is then too long for the table.
    private func start(of cells: [String]) -> Int { cells.prefix(first).contains { !$0.isEmpty } ? 0 : first }

    private func padded(_ cells: [String]) -> [String] {
        cells.dropFirst(start(of: cells)) + Array(repeating: "", count: max(0, end - max(first, cells.count)))
    }

    private mutating func hand(_ row: Row, _ records: inout RecordBuilder) throws(HubError) {
        records.begin(at: Position(line: row.line, column: 1))
        let start = start(of: row.cells)
        for (at, cell) in padded(row.cells).enumerated() {
            records.beginField(at: Position(line: row.line, column: start + at + 1))
            var cell = cell
            cell.withUTF8 { records.append($0.span) }
            records.endField()
        }
        try frame?.row(&records, RowShape())
    }
}
