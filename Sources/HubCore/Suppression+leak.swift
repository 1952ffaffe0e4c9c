extension CellTable {
    /// The cell to hide next, because an equation with a single unknown would give away a small cell; nil when none does.
    ///
    /// Follows chains: a cell that was worked out from one equation is known in the next.
    func leak() -> Int? {
        var unknown = hidden
        var source: [Int: Equation] = [:]
        var moved = true
        while moved {
            moved = false
            for equation in equations {
                let open = equation.terms.filter(unknown.contains)
                guard open.count == 1, let found = open.first else { continue }
                if isSensitive(found) {
                    return best(of: equation.terms) ?? best(of: ancestors(of: equation, source))
                }
                unknown.remove(found)
                source[found] = equation
                moved = true
            }
        }
        return nil
    }

    /// Everything that a worked-out cell rests on.
    private func ancestors(of equation: Equation, _ source: [Int: Equation]) -> Set<Int> {
        var seen: Set<Int> = []
        var open = equation.terms
        while let cell = open.popLast() {
            guard seen.insert(cell).inserted else { continue }
            open += source[cell]?.terms ?? []
        }
        return seen
    }
}
