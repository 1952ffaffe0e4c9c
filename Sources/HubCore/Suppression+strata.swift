extension CellTable {
    /// Strata add up to their group, population by population. Where they do not, the people in no stratum are a cell too;
    /// where they add up to more, they overlap and nothing follows.
    mutating func addStrata(_ results: [MeasureResult]) {
        for (row, total) in results.enumerated() where total.stratum.isEmpty {
            let strata = results.indices.filter { at in
                let other = results[at]
                return !other.stratum.isEmpty && other.group == total.group && other.source == total.source
                    && other.version == total.version
            }
            guard !strata.isEmpty else { continue }
            for slot in Slot.allCases {
                let (whole, parts) = (self[row, slot], strata.map { self[$0, slot] })
                let rest = cells[whole].value &- parts.reduce(0) { $0 &+ cells[$1].value }
                guard rest >= 0 else { continue }
                equations.append(Equation(whole: whole, parts: rest == 0 ? parts : parts + [add(rest)]))
                // With three strata and more, what is left of the whole beside one of them.
                for part in parts where parts.count > 2 || rest > 0 {
                    equations.append(Equation(whole: whole, parts: [part, add(cells[whole].value &- cells[part].value)]))
                }
            }
        }
    }

    /// Groups of a measure can be built from each other: in CMS138 those screened, less those screened and helped, are the smokers
    /// whom nobody helped, which another group counts. Taken as true wherever the numbers fit.
    mutating func addSharedNumerators(_ results: [MeasureResult]) {
        for larger in rows.indices {
            for smaller in rows.indices where alike(results[larger], results[smaller]) {
                guard self[larger, .denominator] == self[smaller, .denominator] else { continue }
                let gap = cells[self[larger, .numerator]].value &- cells[self[smaller, .numerator]].value
                for third in rows.indices where alike(results[larger], results[third]) && alike(results[smaller], results[third]) {
                    let (eligible, met) = (self[third, .eligible], self[third, .numerator])
                    guard gap > 0, cells[eligible].value &- cells[met].value == gap else { continue }
                    let missed = add(gap)
                    equations.append(Equation(whole: eligible, parts: [met, missed]))
                    equations.append(Equation(whole: self[larger, .numerator], parts: [self[smaller, .numerator], missed]))
                }
            }
        }
    }

    private func alike(_ a: MeasureResult, _ b: MeasureResult) -> Bool {
        a.group != b.group && a.stratum == b.stratum && a.source == b.source && a.version == b.version
    }
}
