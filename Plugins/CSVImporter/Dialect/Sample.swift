internal import HubCore

/// The first rows of a file, read with one dialect, to be looked at.
struct Sample {
    struct Row {
        var position: Position
        /// Trimmed; only for the first rows (``keptRows``), empty otherwise.
        var cells: [String]
        var count: Int
        var afterBlankLine = false

        /// Begins with `#`, as comments do in many files.
        var isComment: Bool { cells.first?.utf8.first == 35 }
        /// Nothing but dashes: the line that `sqlcmd` and `psql` draw below the names.
        var isRule: Bool { Cells.areRule(cells) }
    }
    static let keptRows = 300

    /// Rows that are not blank.
    private(set) var rows: [Row] = []
    /// Places that do not fit the dialect: text after a closing quote, a quote never closed, a limit passed.
    private(set) var oddities = 0

    /// `isWhole`: the text is the whole file, so its last row counts.
    init(_ text: [UInt8], _ dialect: Dialect, isWhole: Bool, keepsRows: Int = keptRows) {
        var records = RecordBuilder(SourceFile(""), into: Nowhere())
        var lexer = Lexer(dialect)
        var collector = Collector(keeps: keepsRows)
        do {
            try lexer.lex(text.span, &records, &collector)
            if isWhole { try lexer.finish(&records, &collector) }
        } catch {
            collector.oddities += 1
        }
        (rows, oddities) = (collector.rows, collector.oddities)
        // Of a file of one endless line the window holds no complete row.
        if rows.isEmpty, !isWhole, (try? lexer.finish(&records, &collector)) != nil { rows = collector.rows }
    }
}

private struct Collector: RowHandler {
    var keeps: Int
    var rows: [Sample.Row] = []
    var oddities = 0
    var afterBlank = false
    var columns: Int? { nil }
    var findingsColumns: Int { 0 }

    mutating func row(_ records: inout RecordBuilder, _ shape: RowShape) {
        if shape.textAfterQuote != nil { oddities += 1 }
        let keeps = rows.count < keeps
        var row = records.withRecord { record in
            Sample.Row(
                position: record.position, cells: keeps ? (0..<record.count).map { record.string($0).trimmingBlanks() } : [],
                count: record.count)
        }
        row.afterBlankLine = afterBlank
        afterBlank = false
        rows.append(row)
    }
    mutating func blankLine(_ records: inout RecordBuilder, at position: Position) { afterBlank = true }
    mutating func broken(_ records: inout RecordBuilder, row: Position, end: Int, quote: Position) { oddities += 1 }
}

private final class Nowhere: RecordSink {
    func begin(_ table: TableHeader) {}
    func accept(_ record: borrowing Record) {}
    func skip(_ reason: SkipReason, at origin: Origin) {}
    func note(_ finding: Finding) {}
}
