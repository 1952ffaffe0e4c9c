internal import HubCore

/// The ends of rows and of the file, and quotes that are never closed.
///
/// A quote that somebody forgot to close swallows every row up to the next quote. The lexer keeps what came after the first line end
/// inside quotes; when the row then turns out wrong (text after the quote, a wrong number of fields, the end of the file, a field
/// past its limit) and each kept line is a clean full row by itself, only the row with the quote is broken and the kept lines are
/// read again. When that is not certain, nothing is guessed.
extension Lexer {
    mutating func endRow(_ records: inout RecordBuilder, _ handler: inout some RowHandler) throws(HubError) {
        if rowLength > CSVLimits.row {
            throw HubError(
                .tooLarge, "a row is longer than 1 MiB", at: Origin(records.file, rowStart),
                hint: "Look at the line in a text editor: the delimiter, a quote or the line ends are probably wrong.")
        }
        if heldFrom != nil {
            let wrong = shape.textAfterQuote != nil || handler.columns.map { $0 != records.fieldCount } ?? false
            let rows = heldRows(handler.columns, added: handler.findingsColumns)
            if wrong, rows.lines > 0, rows.full == rows.lines { return try readHeldAgain(&records, &handler) }
            shape.swallowsRows = rows.full > 0 && (handler.columns ?? 0) - handler.findingsColumns >= 4
            dropHeld()
        }
        try handler.row(&records, shape)
    }

    private var rowLength: Int { place.position.offset - rowStart.offset }

    mutating func finish(_ records: inout RecordBuilder, _ handler: inout some RowHandler) throws(HubError) {
        if afterCR == .betweenRows { lineEnds.insert(.cr) }
        afterCR = .no
        // Reading again may leave another quote open; the limit on recoveries ends this.
        while state == .quoted || state == .escaped { try giveUpQuote(lastLineIsCut: false, &records, &handler) }
        guard state != .rowStart else { return }
        if state == .fieldStart { records.beginField(at: place.position) }
        if state == .plainEscaped { records.append(92) }
        if state == .delimiter { appendMatched(&records) }
        if dialect.blankBeforeAll { blanks = 0 }
        flushBlanks(&records)
        if state != .run { records.endField() }
        state = .rowStart
        (shape.end, shape.lastLine) = (place.position.offset, place.line)
        try endRow(&records, &handler)
        if state != .rowStart { try finish(&records, &handler) }
    }

    /// The open quote was a mistake: goes on with the line after it when that is certain, and gives the file up when it is not.
    mutating func giveUpQuote(
        lastLineIsCut: Bool, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        let rows = heldRows(handler.columns, added: handler.findingsColumns, lastIsCut: lastLineIsCut)
        if rows.firstIsFull, rows.full * 10 >= rows.lines * 8 { return try readHeldAgain(&records, &handler) }
        throw unclosed(records.file)
    }

    private func unclosed(_ file: SourceFile) -> HubError {
        HubError(
            .malformed, "this quote is never closed, so the rows after it cannot be told apart", at: Origin(file, fieldStart),
            hint: "Correct the line in the EMR (a lone \" in a text) or in a text editor, and export again.")
    }

    private mutating func readHeldAgain(_ records: inout RecordBuilder, _ handler: inout some RowHandler) throws(HubError) {
        guard let from = heldFrom, let opened = shape.severalLines, recoveries < CSVLimits.recoveries else {
            throw unclosed(records.file)
        }
        recoveries += 1
        try handler.broken(&records, row: rowStart, end: heldEnd, quote: opened)
        let lines = held
        dropHeld()
        place = from
        state = .rowStart
        afterCR = .no
        try lex(lines.span, &records, &handler)
    }

    private mutating func dropHeld() {
        held.removeAll(keepingCapacity: true)
        heldFrom = nil
    }

    /// How many of the kept lines are complete rows by themselves; a last line that was cut off does not count.
    private func heldRows(_ columns: Int?, added: Int, lastIsCut: Bool = false) -> (lines: Int, full: Int, firstIsFull: Bool) {
        guard let columns, columns >= 2, heldFrom != nil else { return (0, 0, false) }
        var (lines, full, first) = (0, 0, false)
        let parts = held.split(separator: 10, omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let line = part.last == 13 ? part.dropLast() : part
            let isFull = isFullRow(line, columns) || added > 0 && columns - added >= 2 && isFullRow(line, columns - added)
            if index == parts.count - 1, part.isEmpty || lastIsCut { break }
            lines += 1
            if isFull { full += 1 }
            if index == 0 { first = isFull }
        }
        return (lines, full, first)
    }

    /// A line with the right number of fields and every quote in its place.
    private func isFullRow(_ line: ArraySlice<UInt8>, _ columns: Int) -> Bool {
        var (fields, at) = (1, line.startIndex)
        var (fieldStart, quoted) = (true, false)
        while at < line.endIndex {
            let byte = line[at]
            at += 1
            if byte == dialect.quote {
                if quoted, at < line.endIndex, line[at] == byte {
                    at += 1
                } else if quoted {
                    quoted = false
                    guard at == line.endIndex || line[at...].starts(with: dialect.bytes) else { return false }
                } else if fieldStart {
                    quoted = true
                } else {
                    return false
                }
                fieldStart = false
            } else if byte == dialect.delimiter, !quoted, line[at...].starts(with: dialect.tail) {
                at += dialect.tail.count
                fields += 1
                fieldStart = true
            } else {
                if quoted, dialect.backslash, byte == 92, at < line.endIndex { at += 1 }
                fieldStart = false
            }
        }
        return !quoted && fields == columns
    }
}
