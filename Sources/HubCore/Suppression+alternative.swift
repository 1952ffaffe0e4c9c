extension CellTable {
    /// The cell to hide next, because a small cell could not be shown to be safe; nil when all are.
    ///
    /// When everything but zeros is hidden, doubling every count gives a second table, so the search ends.
    func withoutAlternative() -> Int? {
        for cell in hidden.sorted() where isSensitive(cell) && !hasAlternative(cell) {
            let near = equations.filter { $0.terms.contains(cell) }.flatMap(\.terms)
            if let next = best(of: near) ?? best(of: cells.indices) { return next }
        }
        return nil
    }

    /// Whether some other table of counts, none below zero, agrees with everything published and differs in this cell.
    func hasAlternative(_ cell: Int) -> Bool {
        [-1, 1].contains { step in
            var budget = 20_000
            return allows(step, in: cell) && balance([cell: step], &budget)
        }
    }

    private func allows(_ change: Int, in cell: Int) -> Bool {
        cells[cell].value &+ change >= min(0, cells[cell].value)
    }

    /// Puts right one broken equation after the other, each by changing one more hidden cell.
    private func balance(_ changes: [Int: Int], _ budget: inout Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        for equation in equations {
            let excess = equation.parts.reduce(0) { $0 + (changes[$1] ?? 0) } - (changes[equation.whole] ?? 0)
            guard excess != 0 else { continue }
            for cell in equation.terms where hidden.contains(cell) && changes[cell] == nil {
                let change = cell == equation.whole ? excess : -excess
                if allows(change, in: cell), balance(changes.merging([cell: change]) { $1 }, &budget) { return true }
            }
            return false
        }
        return true
    }
}
