/// How well the rows of a sample agree with each other.
enum RowAgreement {
    /// The most frequent number of fields (the larger of two equally frequent), and its share.
    ///
    /// Titles above a table and notes below it have one field; with three columns or more they count against it only a little.
    static func of(_ counts: [Int]) -> (columns: Int, share: Double) {
        guard let first = counts.firstIndex(where: { $0 >= 2 }), let last = counts.lastIndex(where: { $0 >= 2 }) else {
            return (counts.isEmpty ? 0 : 1, counts.isEmpty ? 0 : 1)
        }
        let inner = counts[first...last]
        func mode(_ counts: some Collection<Int>) -> (count: Int, times: Int) {
            let frequency = counts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            let best = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
            return (best?.key ?? 0, best?.value ?? 0)
        }
        let table = mode(inner)
        if table.count >= 3, table.times >= 2 || inner.count == 1, first + counts.count - 1 - last <= 24 {
            let discount = inner.count == counts.count ? 1 : 0.8
            return (table.count, discount * Double(table.times) / Double(inner.count))
        }
        let all = mode(counts)
        return (all.count, Double(all.times) / Double(counts.count))
    }

    /// The share of the cells of full rows that look like one value.
    static func types(_ rows: [Sample.Row], _ columns: Int) -> Double {
        var (cells, values) = (0, 0)
        for row in rows where row.count == columns {
            for cell in row.cells {
                cells += 1
                if isValue(cell) { values += 1 }
            }
        }
        return cells == 0 ? 1 : 0.1 + 0.9 * Double(values) / Double(cells)
    }

    /// A number, a day, nothing, or words; a delimiter with no blank after it makes it several values.
    private static func isValue(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8)
        guard bytes.contains(where: { [44, 59, 124, 9, 34].contains($0) }), CellKind(cell) == .text else { return true }
        return !bytes.indices.contains { at in
            [59, 124, 9].contains(bytes[at]) && at + 1 < bytes.count && bytes[at + 1] != 32
                || bytes[at] == 44 && at + 1 < bytes.count && bytes[at + 1] > 32 && !(48...57).contains(bytes[at + 1])
        }
    }
}
