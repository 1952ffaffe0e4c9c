internal import HubCore

/// What the lexer noticed about one row while reading it.
struct RowShape {
    /// Where a quoted field was followed by something other than a delimiter.
    var textAfterQuote: Position?
    /// Where the row's text ends in the file: before its line end.
    var end = 0
    /// The line that it ends on.
    var lastLine = 0
    /// Where the first quoted field that holds a line end begins.
    var severalLines: Position?
    /// Lines inside that field which look like rows of their own.
    var swallowsRows = false
}

/// Takes rows from the lexer: the frame while a file is read, a sample while it is looked at.
protocol RowHandler {
    /// How many fields a row must have; nil before that is known.
    var columns: Int? { get }
    /// How many of these were added by earlier checks: lines inside a cell do not have them.
    var findingsColumns: Int { get }
    /// The row stands in `records`, not yet handed on.
    mutating func row(_ records: inout RecordBuilder, _ shape: RowShape) throws(HubError)
    mutating func blankLine(_ records: inout RecordBuilder, at position: Position) throws(HubError)
    /// `end`: where the row's own line ends in the file.
    ///
    /// A row that cannot be read because its quote was never closed; reading goes on with the next line.
    mutating func broken(_ records: inout RecordBuilder, row: Position, end: Int, quote: Position) throws(HubError)
}

/// What a file may not exceed. Real rows are far below; a quote that is never closed is not.
enum CSVLimits {
    static let field = 65_536
    static let row = 1 << 20
    static let columns = 2000
    /// Rows lost to unclosed quotes before the file is given up.
    static let recoveries = 100
}
