internal import HubCore
internal import HubText

/// The file after everything is decided: decodes, splits into rows, sorts rows from the rest.
struct CSVStream {
    private var feed: TextFeed
    private var lexer: Lexer
    private var frame: Frame
    private var toldNul = false
    let encoding: TextEncoding
    let dialect: Dialect

    init(_ encoding: TextEncoding, mark: Int, _ verdict: DialectSniffer.Verdict, _ plan: FramePlan, keepsFates: Bool) {
        (self.encoding, dialect) = (encoding, verdict.dialect)
        feed = TextFeed(encoding)
        lexer = Lexer(verdict.dialect)
        lexer.place.lineStart = mark
        lexer.place.width = Self.width(of: encoding)
        frame = Frame(plan, delimiter: verdict.dialect.bytes, skipsFirstLine: verdict.sepLine)
        if keepsFates { frame.fates = [] }
    }

    mutating func takeFates() -> [RowFate] {
        defer { if frame.fates != nil { frame.fates = [] } }
        return frame.fates ?? []
    }

    private static func width(of encoding: TextEncoding) -> Place.Width {
        switch encoding {
        case .utf8, .undecided: .utf8
        case .windows1252: .single
        case .utf16LittleEndian, .utf16BigEndian: .utf16
        case .utf32LittleEndian, .utf32BigEndian: .utf32
        }
    }

    mutating func take(_ bytes: Span<UInt8>, _ records: inout RecordBuilder) throws(HubError) {
        var at = 0
        while at < bytes.count {
            let clean = feed.step(bytes, at: &at)
            try passDecoded(&records)
            try lexer.lex(bytes.extracting(clean), &records, &frame)
        }
    }

    mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        feed.finish()
        try passDecoded(&records)
        try lexer.finish(&records, &frame)
        try frame.finish(&records)
        if feed.decoder.sawMojibake {
            try records.note(
                .warning, "csv.mojibake",
                "letters with accents were garbled before the file came here: UTF-8 read as Windows-1252 and saved again",
                at: nil, fix: "Export again and open the file in nothing that saves it, or choose UTF-8 when opening it.", owner: .exporter)
        }
        if lexer.lineEnds == .cr {
            try records.note(.note, "csv.line-ends", "the lines end in CR, as on an old Macintosh", at: nil)
        } else if lexer.lineEnds.rawValue.nonzeroBitCount > 1 {
            try records.note(.note, "csv.line-ends", "the lines end in different ways (CRLF, LF or CR)", at: nil)
        }
    }

    /// Hands on what was decoded, stopping where something was odd to tell it there.
    private mutating func passDecoded(_ records: inout RecordBuilder) throws(HubError) {
        for (text, oddity) in feed.takeDecoded() {
            try lexer.lex(text.span, &records, &frame)
            if let oddity { try tell(oddity, &records) }
        }
    }

    private mutating func tell(_ oddity: DecodedText.Oddity, _ records: inout RecordBuilder) throws(HubError) {
        let position = lexer.place.position
        switch oddity {
        case .undecodable(let count):
            // U+FFFD takes three bytes of UTF-8, or one unit of UTF-16, and stands for `count` bytes.
            lexer.place.shift(by: count - (lexer.place.width == .utf8 ? 3 : lexer.place.width.unit))
            try records.note(
                .warning, "csv.undecodable", "a character could not be decoded and was read as U+FFFD", at: position,
                fix: "Export again as UTF-8; the character was damaged before the file came here.", owner: .exporter)
        case .nul:
            lexer.place.shift(by: lexer.place.width.unit)
            if !toldNul {
                try records.note(
                    .warning, "csv.nul", "the file holds NUL characters; they were left out", at: position,
                    fix: "Export again: NULs mean a damaged or half-written file.", owner: .exporter)
            }
            toldNul = true
        case .turnedWindows1252:
            lexer.place.width = .single
            try records.note(.note, "csv.encoding", "the file is in Windows-1252", at: nil)
        case .mixed:
            try records.note(
                .warning, "csv.mixed-encoding", "characters of UTF-8 stand in a file that is Windows-1252", at: position,
                fix: "Parts of different encodings were put together; export again as UTF-8.", owner: .exporter)
        case .endMark:
            try records.note(.note, "csv.ctrl-z", "the file ends with Ctrl-Z; it was left out", at: position)
        }
    }
}
