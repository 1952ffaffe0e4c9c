internal import HubCore

/// Where one table ends and another begins in the same file.
extension Frame {
    mutating func beginsCandidate(_ records: inout RecordBuilder) throws(HubError) -> Bool {
        let count = records.fieldCount
        guard count >= 2, dataRows > 0 || count != columns else { return false }
        let copy = records.withRecord { RowCopy($0, end: rowEnd) }
        var cells = copy.cells
        while let last = cells.last, FindingsColumn.isName(last) { cells.removeLast() }
        guard cells.allSatisfy({ CellKind($0) == .text }), Set(cells).count == cells.count else { return false }
        guard copy.fields != headerCells.last, RowWords(cells) == nil else { return false }
        if count == columns {
            // As wide as this table: only words where it has numbers or dates, and no digit anywhere, not even in an id.
            guard !dataColumns.isEmpty, !cells.contains(where: { $0.contains { $0.isNumber } || Self.isPlaceholder($0) }) else {
                return false
            }
        }
        candidate = copy
        return true
    }

    static func isPlaceholder(_ cell: String) -> Bool {
        ["n/a", "na", "null", "none", "unknown", "declined", "refused", "not done", "pending", "-", ".", "--"].contains(cell.lowercased())
    }

    /// The row after a candidate tells whether it is a header: it must fit it, and for a table as wide as the last one hold numbers or dates.
    /// True when there is a new table.
    mutating func resolve(with next: RowCopy, _ records: inout RecordBuilder) throws(HubError) -> Bool {
        guard let header = candidate else { return false }
        let data = Set(next.cells.indices.filter { CellKind(next.cells[$0]).isData })
        guard next.fields.count == header.fields.count, header.fields.count != columns || !data.isEmpty else {
            try settle(&records)
            return false
        }
        candidate = nil
        try records.note(.note, "csv.another-table", "another table begins here", at: header.position)
        try announce([header], at: header.position, &records)
        dataColumns = data
        return true
    }

    /// The candidate was no header: it is a row like any other.
    mutating func settle(_ records: inout RecordBuilder) throws(HubError) {
        guard let row = candidate else { return }
        candidate = nil
        afterGap = false
        row.replay(into: &records)
        try body(&records)
    }
}
