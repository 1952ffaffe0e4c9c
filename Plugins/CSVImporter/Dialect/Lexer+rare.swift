internal import HubCore

/// What few files have: delimiters of several bytes, delimiters that are escaped. Apart, so that the loop where nearly all is read stays small.
extension Lexer {
    /// At the first byte of a delimiter of several.
    mutating func beginDelimiter(_ at: inout Int, afterQuote: Bool) {
        at += 1
        place.advance()
        (matched, self.afterQuote) = (1, afterQuote)
        state = .delimiter
    }

    mutating func rareState(
        _ bytes: Span<UInt8>, _ at: inout Int, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        let byte = bytes[at]
        switch state {
        case .plainEscaped:
            state = .plain
            if byte == dialect.delimiter || byte == 92 || byte == dialect.quote || byte == 10 || byte == 13 {
                // A line end that was escaped stays in the field.
                records.append(byte)
                at += 1
                place.advance()
                if byte == 10 || byte == 13 {
                    place.newLine()
                    afterCR = byte == 13 ? .insideQuotes : .no
                }
            } else {
                records.append(92)
            }
        case .delimiter:
            guard byte == dialect.tail[matched - 1] else {
                // No delimiter after all: what was met of it is text.
                if afterQuote { shape.textAfterQuote = shape.textAfterQuote ?? place.position }
                appendMatched(&records)
                state = .plain
                return
            }
            at += 1
            place.advance(bytes: 1, continuing: byte & 0xC0 == 0x80 ? 1 : 0, beyondBMP: 0)
            matched += 1
            guard matched > dialect.tail.count else { return }
            records.endField()
            state = dialect.runs ? .run : .fieldStart
        default:
            // In a run of blanks; one at the end of a line separates nothing.
            if byte == 32 {
                at += 1
                place.advance()
            } else if byte == 10 || byte == 13 {
                at += 1
                try endLineAndRow(byte, bytes, at, &records, &handler)
            } else {
                state = .fieldStart
            }
        }
    }

    mutating func appendMatched(_ records: inout RecordBuilder) {
        for byte in dialect.bytes[..<matched] { records.append(byte) }
        matched = 0
    }

    /// An unquoted field of a file in which a backslash may stand before a delimiter.
    mutating func escapedField(
        _ bytes: Span<UInt8>, _ at: inout Int, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        let byte = bytes[at]
        if byte == dialect.delimiter, !dialect.tail.isEmpty { return beginDelimiter(&at, afterQuote: false) }
        if byte == dialect.delimiter || byte == 10 || byte == 13 { return try separator(bytes, &at, &records, &handler) }
        at += 1
        if byte == 92 {
            place.advance()
            state = .plainEscaped
        } else {
            place.advance(bytes: 1, continuing: byte & 0xC0 == 0x80 ? 1 : 0, beyondBMP: byte >= 0xF0 ? 1 : 0)
            records.append(byte)
            if records.fieldLength > CSVLimits.field { throw fieldTooLong(records.file) }
        }
    }
}
