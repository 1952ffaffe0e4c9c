internal import HubCore
internal import HubText

/// Reads one file: waits for the first window, decides, then streams.
///
///     bytes ─▶ TextDecoder ─▶ UTF-8 ─▶ Lexer ─▶ rows ─▶ Frame ─▶ records
struct CSVReader: RecordReader {
    private let options: CSVOptions
    private let keepsFates: Bool
    private var head = FirstWindow()
    private(set) var stream: CSVStream?

    /// - Parameter keepsFates: whether ``takeFates()`` will be asked.
    init(_ options: CSVOptions, keepsFates: Bool = false) { (self.options, self.keepsFates) = (options, keepsFates) }

    /// What became of the rows since the last time.
    mutating func takeFates() -> [RowFate] { stream?.takeFates() ?? [] }

    mutating func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError) {
        var rest = bytes.indices
        if stream == nil {
            guard let left = head.fill(bytes) else { return }
            try begin(isWholeFile: false, &records)
            rest = left
        }
        try stream?.take(bytes.extracting(rest), &records)
    }

    mutating func finish(into records: inout RecordBuilder) throws(HubError) {
        if stream == nil { try begin(isWholeFile: true, &records) }
        try stream?.finish(&records)
    }

    private mutating func begin(isWholeFile: Bool, _ records: inout RecordBuilder) throws(HubError) {
        let window = head.bytes
        if let foreign = ForeignFormat(window) { throw foreign.error(in: records.file, expected: "a file of separated values") }
        var (encoding, mark) = TextEncoding.found(in: window)
        if let given = options.encoding, given != encoding { (encoding, mark) = (given, 0) }
        var decoder = TextDecoder(encoding)
        var text = DecodedText()
        for byte in window[mark...] { decoder.push(byte, into: &text) }
        if isWholeFile { decoder.finish(into: &text) }
        if encoding == .windows1252, options.encoding == nil, EncodingDoubt(window).isForeign {
            throw EncodingDoubt.refusal(records.file)
        }
        let sniffer = DialectSniffer(text.bytes, isWholeFile: isWholeFile)
        let verdict = sniffer.best(options)
        if options.delimiter == nil, !verdict.sepLine, let other = NotATable(text.bytes, isWhole: isWholeFile) {
            let isWeak = verdict.columns < 2 || verdict.share < 0.5
            let isHidden = NotATable.hidesFixedWidth(text.bytes, isWhole: isWholeFile, delimiter: verdict.dialect.delimiter)
            if isWeak || other == .fixedWidth && verdict.dialect.isRare || isHidden { throw other.error(in: records.file) }
        }
        let sample = Sample(text.bytes, verdict.dialect, isWhole: isWholeFile)
        let rows = verdict.sepLine ? sample.rows.filter { $0.position.line > 1 } : sample.rows
        let plan = FramePlan(rows, columns: max(1, verdict.columns), option: options.header)
        try tell(encoding, mark: mark, verdict, plan, &records)
        if encoding == .windows1252, options.encoding == nil, EncodingDoubt(window).isOtherLatin {
            try EncodingDoubt(window).tell(&records)
        } else if encoding == .undecided {
            try EncodingDoubt.tellUTF7(window, &records)
        }
        var stream = CSVStream(encoding, mark: mark, verdict, plan, keepsFates: keepsFates)
        try stream.take(window.span.extracting(mark..<window.count), &records)
        self.stream = stream
        head = FirstWindow()
    }

    private func tell(
        _ encoding: TextEncoding, mark: Int, _ verdict: DialectSniffer.Verdict, _ plan: FramePlan,
        _ records: inout RecordBuilder
    ) throws(HubError) {
        if mark > 0, encoding == .utf8 {
            try records.note(.note, "csv.encoding", "the file begins with a UTF-8 byte order mark", at: nil)
        } else if encoding != .utf8, encoding != .undecided {
            try records.note(.note, "csv.encoding", "the file is in \(encoding.name)\(mark > 0 ? " with a byte order mark" : "")", at: nil)
        }
        let dialect = verdict.dialect
        if plan.mayBeUnsplit, options.delimiter == nil, !verdict.sepLine, verdict.oddities == 0 {
            try records.note(
                .warning, "csv.one-column", "no delimiter splits the rows alike, so each line was read as one cell", at: nil,
                fix: "Look at the file in a text editor; name the delimiter in the mapping's options, or export again as CSV.",
                owner: .exporter)
        }
        if dialect.bytes != [44] {
            let why = verdict.sepLine && options.delimiter == nil ? ", as its first line says" : ""
            try records.note(
                .note, "csv.delimiter", "the fields are separated by \(dialect.delimiterName)\(why)", at: nil)
        }
        if dialect.quote == 39 { try records.note(.note, "csv.quote", "the fields are quoted with '", at: nil) }
        if dialect.quote == 96 { try records.note(.note, "csv.quote", "the fields are quoted with `", at: nil) }
        if dialect.escapes {
            try records.note(.note, "csv.quote", "a delimiter inside a field is written with a backslash before it", at: nil)
        }
        if dialect.backslash { try records.note(.note, "csv.quote", "a quote inside a field is written as \\\"", at: nil) }
        if dialect.blankBeforeAll {
            try records.note(.note, "csv.delimiter", "blanks stand after the delimiters; they were left out", at: nil)
        } else if dialect.blankBeforeQuote {
            try records.note(.note, "csv.quote", "blanks stand before quotes; they were left out", at: nil)
        }
    }
}
