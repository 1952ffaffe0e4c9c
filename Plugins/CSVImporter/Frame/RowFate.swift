/// What became of a row, for whoever writes on it: where it ends, and whether it must have the added column.
struct RowFate {
    enum Kind: Equatable {
        /// The names. So many cells are missing before the added one; so many columns have its name already.
        case header(missing: Int, taken: Int)
        case headerAgain
        /// The second row of names, or a row that is no data and as wide as the table: gets an empty cell.
        case empty
        case data
        /// A quote in it is never closed: what is added must be free of quotes and delimiters.
        case broken
    }
    var kind: Kind
    /// Where its text ends in the file.
    var end: Int
    var lines: ClosedRange<Int>
}
