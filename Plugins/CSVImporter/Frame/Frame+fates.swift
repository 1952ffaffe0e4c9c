internal import HubCore

/// Comments and drawn lines, and the record of what became of each row.
extension Frame {
    mutating func countData(from start: Position, to end: RowEnd, _ kind: RowFate.Kind = .data) {
        dataRows += 1
        note(kind, from: start, to: end)
    }

    mutating func note(_ kind: RowFate.Kind, from start: Position, to end: RowEnd) {
        fates?.append(RowFate(kind: kind, end: end.offset, lines: start.line...max(start.line, end.line)))
    }

    func isComment(_ records: borrowing RecordBuilder) -> Bool {
        records.withRecord { record in record.withField(0) { (field: Span<UInt8>) in field.count > 0 && field[0] == 35 } }
    }

    /// `# Practice: Riverbend`: above the table it says something about it, inside the table it is skipped, and that is counted.
    mutating func comment(_ records: inout RecordBuilder) throws(HubError) {
        let copy = records.withRecord { RowCopy($0, end: rowEnd) }
        if phase == .above {
            var cells = copy.cells
            cells[0] = String(cells[0].drop { $0 == "#" }).trimmingBlanks()
            remember(cells, at: copy.position)
        }
        try records.skip(SkipReason("csv.comment-line", "a comment: a line that begins with #"), at: copy.position)
    }

    func isRule(_ records: borrowing RecordBuilder) -> Bool {
        records.withRecord { record in
            let begins = record.withField(0) { (field: Span<UInt8>) in
                field.count == 0 || field[0] == 45 || field[0] == 61 || field[0] == 43 || field[0] == 32 || field[0] == 58
            }
            return begins && Cells.areRule((0..<record.count).map { record.string($0).trimmingBlanks() })
        }
    }
}

extension Record {
    /// Empty, or nothing but blanks.
    @inline(__always)
    func isBlank(_ field: Int) -> Bool {
        isEmpty(field)
            || withField(field) { (bytes: Span<UInt8>) in bytes[0] == 32 && !bytes.indices.contains { bytes[$0] != 32 && bytes[$0] != 9 } }
    }
}
