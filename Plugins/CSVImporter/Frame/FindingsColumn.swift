internal import HubCore

/// The column that `check --annotate` adds to a practice's own file: known when the file comes back, and never read.
enum FindingsColumn {
    static let name = "MeasureHub findings"
    /// Before the words in each cell where the file has no header to name the column.
    static let prefix = "MeasureHub findings: "

    /// The name, or the name with the number that made it unique.
    static func isName(_ cell: String) -> Bool {
        guard cell.hasPrefix(name) else { return false }
        return cell.dropFirst(name.count).allSatisfy { $0 == " " || $0.isNumber }
    }

    /// Takes the column out of a sample, as often as it is there: the file is then planned as it was before somebody annotated it.
    /// - Returns: how often it is there.
    static func strip(_ rows: inout [Sample.Row]) -> Int {
        var times = 0
        while stripOnce(&rows) { times += 1 }
        return times
    }

    private static func stripOnce(_ rows: inout [Sample.Row]) -> Bool {
        if let header = rows.first(where: { isName($0.cells.last ?? "") && $0.count >= 2 }) {
            let width = header.count
            for at in rows.indices where rows[at].count == width || isText(rows[at].cells.last) { drop(&rows[at]) }
            return true
        }
        guard rows.contains(where: { $0.cells.last?.hasPrefix(prefix) == true }) else { return false }
        for at in rows.indices where rows[at].cells.last?.hasPrefix(prefix) == true { drop(&rows[at]) }
        return true
    }

    private static func isText(_ cell: String?) -> Bool {
        ["rejected: ", "warning: ", "note: ", "error: ", "skipped: "].contains { cell?.hasPrefix($0) == true }
    }

    private static func drop(_ row: inout Sample.Row) {
        row.count -= 1
        if !row.cells.isEmpty { row.cells.removeLast() }
    }
}
