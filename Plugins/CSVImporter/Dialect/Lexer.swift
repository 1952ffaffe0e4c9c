internal import HubCore

/// RFC 4180 as a state machine over UTF-8, with exact places, however the bytes are cut.
///
///     rowStart ──line end──▶ blank line
///        │ any                        ┌──── delimiter ────┐
///        ▼                            ▼                   │
///     fieldStart ──quote──▶ quoted ──quote──▶ quoteSeen ──┤──line end──▶ rowStart
///        │ any                ▲  ▲  │ backslash   │ quote │
///        ▼                    │  └ escaped        │       │
///      plain ◀── any other ───┼───────────────────┼───────┘  (told: text after a closing quote)
///        └─ delimiter, line end as above          └▶ quoted
///
/// `blanks`, `delimiter`, `run` and `plainEscaped` are for what few files have (`Lexer+rare.swift`).
///
/// CR, LF and CRLF each end a line. Inside quotes they are data, as in RFC 4180. A quote inside an unquoted field is data.
struct Lexer {
    enum State { case rowStart, fieldStart, blanks, plain, quoted, quoteSeen, escaped, plainEscaped, delimiter, run }
    /// A CR was the last byte: an LF now belongs to it.
    enum AfterCR { case no, betweenRows, insideQuotes }
    /// Which line ends were met outside quotes.
    struct LineEnds: OptionSet {
        let rawValue: Int
        static let lf = LineEnds(rawValue: 1), crlf = LineEnds(rawValue: 2), cr = LineEnds(rawValue: 4)
    }

    let dialect: Dialect
    var place = Place()
    var state = State.rowStart
    var afterCR = AfterCR.no
    var shape = RowShape()
    var lineEnds: LineEnds = []
    var rowStart = Position.start
    var fieldStart = Position.start
    var blanks = 0
    /// Bytes of a delimiter of several that were met so far, and whether it follows a closing quote.
    var matched = 0
    var afterQuote = false
    /// Everything since the first line end inside quotes of this row, and where that begins: read again if the quote was a mistake.
    var held: [UInt8] = []
    var heldFrom: Place?
    /// Where the line before that ends.
    var heldEnd = 0
    /// What lies between here and the byte at hand belongs to `held`, as far as this piece goes.
    var holdStart = 0
    var recoveries = 0

    init(_ dialect: Dialect) { self.dialect = dialect }

    mutating func lex(_ bytes: Span<UInt8>, _ records: inout RecordBuilder, _ handler: inout some RowHandler) throws(HubError) {
        var at = 0
        holdStart = 0
        let (delimiter, quote) = (dialect.delimiter, dialect.quote ?? 0)
        while at < bytes.count {
            let byte = bytes[at]
            if afterCR != .no, lineFeed(byte, at: &at, &records) { continue }
            switch state {
            case .rowStart:
                if byte == 10 || byte == 13 {
                    let position = place.position
                    at += 1
                    endLine(byte)
                    try handler.blankLine(&records, at: position)
                } else {
                    rowStart = place.position
                    records.begin(at: rowStart)
                    shape = RowShape()
                    state = .fieldStart
                }
            case .fieldStart:
                try beginField(records: &records)
                if byte == quote, quote != 0 {
                    place.advance()
                    at += 1
                    state = .quoted
                } else {
                    state = byte == 32 && (dialect.blankBeforeQuote || dialect.blankBeforeAll) ? .blanks : .plain
                }
            case .blanks:
                // Blanks before a quote go; before anything else they are data.
                if byte == 32 && blanks < CSVLimits.field {
                    blanks += 1
                    place.advance()
                    at += 1
                } else if byte == quote {
                    blanks = 0
                    place.advance()
                    at += 1
                    state = .quoted
                } else {
                    if dialect.blankBeforeAll { blanks = 0 }
                    flushBlanks(&records)
                    state = .plain
                }
            case .plain:
                if dialect.escapes {
                    try escapedField(bytes, &at, &records, &handler)
                } else {
                    try plainFields(bytes, &at, &records, &handler)
                }
            case .plainEscaped, .delimiter, .run:
                try rareState(bytes, &at, &records, &handler)
            case .quoted:
                let room = CSVLimits.field + 1 - records.fieldLength
                let end = quotedRun(bytes, from: at, atMost: room, quote, dialect.backslash ? 92 : quote)
                if end > at {
                    records.append(bytes.extracting(at..<end))
                    at = end
                    if end == bytes.count { continue }
                }
                if records.fieldLength > CSVLimits.field {
                    hold(bytes, to: at)
                    try giveUpQuote(lastLineIsCut: true, &records, &handler)
                    holdStart = at
                    continue
                }
                let byte = bytes[at]
                at += 1
                place.advance()
                if byte == 10 || byte == 13 {
                    records.append(byte)
                    let end = place.position.offset - place.width.unit
                    place.newLine()
                    afterCR = byte == 13 ? .insideQuotes : .no
                    if heldFrom == nil {
                        heldEnd = end
                        shape.severalLines = fieldStart
                        heldFrom = place
                        holdStart = at
                    }
                } else {
                    state = byte == quote ? .quoteSeen : .escaped
                }
            case .escaped:
                // `\"` is a quote, `\\` a backslash; before anything else the backslash is data.
                state = .quoted
                if byte == quote || byte == 92 {
                    records.append(byte)
                    place.advance()
                    at += 1
                } else {
                    records.append(92)
                }
            case .quoteSeen:
                if byte == quote {
                    records.append(byte)
                    place.advance()
                    at += 1
                    state = .quoted
                } else if byte == delimiter, !dialect.tail.isEmpty {
                    beginDelimiter(&at, afterQuote: true)
                } else if byte == delimiter || byte == 10 || byte == 13 {
                    try separator(bytes, &at, &records, &handler)
                } else {
                    shape.textAfterQuote = shape.textAfterQuote ?? place.position
                    state = .plain
                }
            }
        }
        hold(bytes, to: bytes.count)
    }

    /// From inside an unquoted field to the end of the last one in a row of them: the loop where nearly all of a file is read.
    @inline(__always)
    private mutating func plainFields(
        _ bytes: Span<UInt8>, _ at: inout Int, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        let (delimiter, quote, count) = (dialect.delimiter, dialect.quote ?? dialect.delimiter, bytes.count)
        let isLong = !dialect.tail.isEmpty
        while true {
            let end = plainRun(bytes, from: at, delimiter)
            if end > at {
                records.append(bytes.extracting(at..<end))
                if records.fieldLength > CSVLimits.field { throw fieldTooLong(records.file) }
                at = end
            }
            guard at < count else { return }
            guard bytes[at] == delimiter else { return try separator(bytes, &at, &records, &handler) }
            if isLong { return beginDelimiter(&at, afterQuote: false) }
            at += 1
            place.advance()
            records.endField()
            guard at < count, bytes[at] != quote, bytes[at] != 32 else {
                state = .fieldStart
                return
            }
            try beginField(records: &records)
        }
    }

    @inline(__always)
    private mutating func beginField(records: inout RecordBuilder) throws(HubError) {
        fieldStart = place.position
        guard records.fieldCount < CSVLimits.columns else {
            throw HubError(
                .tooLarge, "a row has more than \(CSVLimits.columns) columns", at: Origin(records.file, rowStart),
                hint: "Look at the line in a text editor: the delimiter or a quote is probably wrong.")
        }
        records.beginField(at: fieldStart)
    }

    mutating func flushBlanks(_ records: inout RecordBuilder) {
        for _ in 0..<blanks { records.append(32) }
        blanks = 0
    }

    /// At a delimiter or a line end outside quotes.
    @inline(__always)
    mutating func separator(
        _ bytes: Span<UInt8>, _ at: inout Int, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        let byte = bytes[at]
        at += 1
        records.endField()
        if byte == dialect.delimiter {
            place.advance()
            state = .fieldStart
            return
        }
        try endLineAndRow(byte, bytes, at, &records, &handler)
    }

    @inline(__always)
    mutating func endLineAndRow(
        _ byte: UInt8, _ bytes: Span<UInt8>, _ at: Int, _ records: inout RecordBuilder, _ handler: inout some RowHandler
    ) throws(HubError) {
        (shape.end, shape.lastLine) = (place.position.offset, place.line)
        endLine(byte)
        hold(bytes, to: at)
        try endRow(&records, &handler)
        holdStart = at
    }

    private mutating func endLine(_ byte: UInt8) {
        place.advance()
        place.newLine()
        afterCR = byte == 13 ? .betweenRows : .no
        if byte == 10 { lineEnds.insert(.lf) }
        state = .rowStart
    }

    /// True when the byte was the LF of a CRLF.
    private mutating func lineFeed(_ byte: UInt8, at: inout Int, _ records: inout RecordBuilder) -> Bool {
        let before = afterCR
        afterCR = .no
        if before == .betweenRows { lineEnds.insert(byte == 10 ? .crlf : .cr) }
        guard byte == 10 else { return false }
        place.swallow()
        at += 1
        if before == .insideQuotes {
            records.append(10)
            // What is held begins after the whole line end.
            if heldFrom?.line == place.line {
                heldFrom = place
                holdStart = at
                held.removeAll(keepingCapacity: true)
            }
        }
        return true
    }

    func fieldTooLong(_ file: SourceFile) -> HubError {
        HubError(
            .tooLarge, "a field is longer than 64 KiB", at: Origin(file, fieldStart),
            hint: "Look at the line in a text editor: the delimiter or the line ends are probably wrong.")
    }
}
