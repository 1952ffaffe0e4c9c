extension CellTable {
    /// The cell to hide next, because a small cell could not be shown to be safe; nil when all are.
    ///
    /// When everything but zeros is hidden, doubling every count gives a second table, so the hiding ends.
    func withoutAlternative() -> Int? {
        for cell in hidden.sorted() where isSensitive(cell) && !hasAlternative(cell) {
            let near = equations.filter { $0.terms.contains(cell) }.flatMap(\.terms)
            if let next = best(of: near) ?? best(of: cells.indices) { return next }
        }
        return nil
    }

    /// Whether some other table of counts, none below zero, agrees with everything published and differs in this cell. A search
    /// that gives up counts as no: then more is hidden than need be, never less.
    func hasAlternative(_ cell: Int) -> Bool {
        var search = AlternativeSearch(self)
        return search.finds(-1, in: cell) || search.finds(1, in: cell)
    }
}

/// Changes one cell and then puts right one broken equation after the other, each by changing one more hidden cell.
private struct AlternativeSearch {
    private let table: CellTable
    /// For each cell, the equations it is in, and +1 where it is a part, -1 where it is the whole.
    private let places: [[(equation: Int, sign: Int)]]
    private var change: [Int]
    private var excess: [Int]
    private var steps = 0

    init(_ table: CellTable) {
        self.table = table
        var places = [[(equation: Int, sign: Int)]](repeating: [], count: table.cells.count)
        for (at, equation) in table.equations.enumerated() {
            places[equation.whole].append((at, -1))
            for part in equation.parts { places[part].append((at, 1)) }
        }
        self.places = places
        change = [Int](repeating: 0, count: table.cells.count)
        excess = [Int](repeating: 0, count: table.equations.count)
    }

    mutating func finds(_ step: Int, in cell: Int) -> Bool {
        steps = 3000
        guard move(cell, by: step) else { return false }
        let found = balance()
        undo(cell)
        return found
    }

    private mutating func balance() -> Bool {
        guard let broken = excess.firstIndex(where: { $0 != 0 }) else { return true }
        steps -= 1
        guard steps > 0 else { return false }
        let equation = table.equations[broken]
        for cell in equation.terms where change[cell] == 0 && table.hidden.contains(cell) {
            guard move(cell, by: cell == equation.whole ? excess[broken] : -excess[broken]) else { continue }
            let found = balance()
            undo(cell)
            if found { return true }
        }
        return false
    }

    /// False, and nothing done, when the count would be below zero.
    private mutating func move(_ cell: Int, by step: Int) -> Bool {
        let value = table.cells[cell].value
        guard value &+ step >= min(0, value) else { return false }
        change[cell] = step
        for place in places[cell] { excess[place.equation] += place.sign * step }
        return true
    }

    private mutating func undo(_ cell: Int) {
        for place in places[cell] { excess[place.equation] -= place.sign * change[cell] }
        change[cell] = 0
    }
}
