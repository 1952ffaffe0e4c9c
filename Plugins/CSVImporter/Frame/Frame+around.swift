internal import HubCore

/// Rows of the right width that are no data: totals, notes, headings padded to the table's width; the header again.
extension Frame {
    /// A row of the right width that is no data because it is nearly empty and says what it is.
    func sparse(_ records: borrowing RecordBuilder, filled: Int, firstFilled: Int) -> (reason: SkipReason, printedCount: Int?)? {
        guard let columns = columns.map({ $0 - findingsColumns }), columns >= 3 else { return nil }
        if dataRows == 0 {
            // Nothing is known of the table yet but the headings that the top of the file has.
            guard filled == 1, firstFilled == 0, !groups.isEmpty else { return nil }
            let cell = records.withRecord { $0.string(0).trimmingBlanks() }
            let label = RowGroup.parts(cell)?.label.lowercased()
            guard groups.contains(where: { $0.label.lowercased() == label }), RowWords.isGroup([cell]) else { return nil }
            return (SkipReason("csv.group-row", "a heading over a group of rows"), nil)
        }
        let nearlyEmpty = filled == 1 || (filled == 2 && columns >= 4)
        let first = records.withRecord { record in
            record.withField(firstFilled) { (field: Span<UInt8>) in RowWords.mayBeTotal(field) } ? record.string(firstFilled) : ""
        }
        if !first.isEmpty, RowWords.isTotal(first.trimmingBlanks()) {
            // A total leaves out what every row has: an id, a date of birth.
            let missing = records.withRecord { record in
                (0..<columns).contains { record.isEmpty($0) && alwaysFilled[$0] }
            }
            if missing { return (SkipReason("csv.total-row", "a row of totals"), nil) }
        }
        guard nearlyEmpty, firstFilled == 0 else { return nil }
        let cells = records.withRecord { record in (0..<record.count).map { record.string($0).trimmingBlanks() } }
        if let words = RowWords(cells) { return (words.reason, words.printedCount) }
        if filled == 1, isNote(cells[0]) { return (SkipReason("csv.note-row", "a line of text outside the table"), nil) }
        if filled == 1, RowWords.isGroup(cells) { return (SkipReason("csv.group-row", "a heading over a group of rows"), nil) }
        return nil
    }

    /// A sentence, or words after `Note:`, where every row before had two cells more.
    private func isNote(_ cell: String) -> Bool {
        if let colon = cell.firstIndex(of: ":"), RowGroup.notes.contains(cell[..<colon].lowercased()) { return true }
        return cell.utf8.count >= 30 && cell.split(separator: " ").count >= 6 && alwaysFilled.count { $0 } >= 3
    }

    /// Which row of the header this is once more.
    func headerAgain(_ records: borrowing RecordBuilder) -> Int? {
        guard let columns, columns >= 2 else { return nil }
        return headerCells.firstIndex { cells in
            records.withRecord { record in
                cells.count == record.count
                    && cells.indices.allSatisfy { column in
                        record.withField(column) { (field: Span<UInt8>) in
                            field.count == cells[column].count && field.indices.allSatisfy { field[$0] == cells[column][$0] }
                        }
                    }
            }
        }
    }
}
