/// Counts that hang together by sums, and which of them are hidden.
///
/// A cell is a count of people. Some can be published; others are columns of no report but follow from them by subtraction
/// (who missed the numerator, who is in no stratum), and are as telling.
struct CellTable {
    struct Cell: Hashable {
        var value: Int
        /// Whether a report has a column for it.
        var hasColumn: Bool
        /// Which to give up first when one of several must go: lower goes first.
        var worth: Int
    }

    /// `cells[whole]` is the sum of `cells[parts]`.
    struct Equation: Hashable {
        var whole: Int
        var parts: [Int]
        var terms: [Int] { [whole] + parts }
    }

    let policy: Suppression.Policy
    var cells: [Cell] = []
    var equations: [Equation] = []
    /// Cells that an outsider does not read anywhere. Those without a column are always in it.
    var hidden: Set<Int> = []
    /// For each row of the report, its cells in the order of `Slot`.
    var rows: [[Int]] = []

    init(policy: Suppression.Policy) { self.policy = policy }

    mutating func add(_ value: Int, worth: Int = 1, hasColumn: Bool = false) -> Int {
        cells.append(Cell(value: value, hasColumn: hasColumn, worth: worth))
        // Zero is never hidden, nor of use as a cover: a measure without exceptions has none, and everybody knows.
        if isSensitive(cells.count - 1) || (!hasColumn && value != 0) { hidden.insert(cells.count - 1) }
        return cells.count - 1
    }

    func isSensitive(_ cell: Int) -> Bool { policy.isSmall(cells[cell].value) }

    /// Hides until nothing small can be worked out: first by the equations one at a time, then by the search for a second table.
    mutating func protect() {
        while let next = leak() ?? withoutAlternative() { hidden.insert(next) }
    }

    /// What may still be given up, best first: 11 and more before less, what is worth little before the rest, small before large.
    func best(of candidates: some Sequence<Int>) -> Int? {
        candidates.filter { cells[$0].hasColumn && cells[$0].value != 0 && !hidden.contains($0) }.min { a, b in
            func key(_ at: Int) -> (Int, Int, Int, Int) {
                let cell = cells[at]
                return (cell.value < policy.minimumCell ? 1 : 0, cell.worth, cell.value, at)
            }
            return key(a) < key(b)
        }
    }
}
