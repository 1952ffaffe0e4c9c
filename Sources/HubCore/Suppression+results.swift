extension CellTable {
    /// The columns of a result, in the order in which a row's cells are kept.
    enum Slot: Int, CaseIterable { case initialPopulation, denominator, exclusion, exception, numerator, eligible }

    /// All that is said about one measure over the same days: rows differ in group, stratum, version or source.
    init(rows results: [MeasureResult], policy: Suppression.Policy) {
        self.init(policy: policy)
        for result in results { addRow(result, after: results.prefix(rows.count)) }
        for row in rows.indices { addEquations(row) }
        addStrata(results)
        addSharedNumerators(results)
    }

    subscript(row: Int, slot: Slot) -> Int { rows[row][slot.rawValue] }

    private func value(_ row: Int, _ slot: Slot) -> Int { cells[self[row, slot]].value }

    /// The same number about the same people is one cell, hidden everywhere or nowhere: the denominator that the groups of a measure
    /// share, the count that both the EMR and the hub came to, the initial population of a measure where everybody is in the denominator.
    private mutating func addRow(_ result: MeasureResult, after earlier: some Collection<MeasureResult>) {
        let counts = PublishedCounts(all: result.counts)
        let values = [
            counts.initialPopulation, counts.denominator, counts.denominatorExclusion, counts.denominatorException, counts.numerator,
            counts.eligible,
        ].map { $0 ?? 0 }
        var row: [Int] = []
        for (slot, value) in zip(Slot.allCases, values) {
            let twin = zip(rows, earlier).first { cells, other in
                other.stratum == result.stratum && (other.group == result.group || slot != .numerator)
                    && self.cells[cells[slot.rawValue]].value == value
            }
            if let twin {
                row.append(twin.0[slot.rawValue])
            } else if slot == .denominator, let first = row.first, cells[first].value == value {
                row.append(first)
            } else if slot == .eligible, cells[row[Slot.denominator.rawValue]].value == value, result.counts.denominatorExclusion == 0 {
                // Nobody was left out, and that is shown: the denominator is the eligible, and worth as much.
                cells[row[Slot.denominator.rawValue]].worth = 1
                row.append(row[Slot.denominator.rawValue])
            } else {
                // A rate needs the numerator and the eligible; who else was looked at can be given up first.
                row.append(add(value, worth: slot == .initialPopulation || slot == .denominator ? 0 : 1, hasColumn: true))
            }
        }
        rows.append(row)
    }

    /// `whole = part + rest`, the rest being a count of people too.
    private mutating func addComplement(of part: Int, in whole: Int) {
        guard part != whole else { return }
        let rest = add(cells[whole].value &- cells[part].value)
        equations.append(Equation(whole: whole, parts: [part, rest]))
    }

    private mutating func addEquations(_ row: Int) {
        let (den, eligible) = (self[row, .denominator], self[row, .eligible])
        addComplement(of: self[row, .numerator], in: eligible)
        equations.append(Equation(whole: den, parts: [eligible, self[row, .exclusion], self[row, .exception]]))
        for slot in [Slot.numerator, .exclusion, .exception] { addComplement(of: self[row, slot], in: den) }
        addComplement(of: den, in: self[row, .initialPopulation])
    }

    func published(row: Int) -> PublishedCounts {
        func shown(_ slot: Slot) -> Int? {
            let cell = self[row, slot]
            return hidden.contains(cell) ? nil : cells[cell].value
        }
        var counts = PublishedCounts()
        counts.initialPopulation = shown(.initialPopulation)
        counts.denominator = shown(.denominator)
        counts.denominatorExclusion = shown(.exclusion)
        counts.denominatorException = shown(.exception)
        counts.numerator = shown(.numerator)
        counts.eligible = shown(.eligible)
        return counts
    }

    /// Hides a whole row for a reason of its own. What stands elsewhere too stays readable there.
    mutating func withhold(row: Int) {
        for cell in rows[row] where cells[cell].value != 0 && !rows.enumerated().contains(where: { $0 != row && $1.contains(cell) }) {
            hidden.insert(cell)
        }
    }
}
