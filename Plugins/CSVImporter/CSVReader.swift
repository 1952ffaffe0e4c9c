internal import HubCore
internal import HubText

/// Reads one file: waits for the first window, decides, then streams.
///
///     bytes ─▶ TextDecoder ─▶ UTF-8 ─▶ Lexer ─▶ rows ─▶ Frame ─▶ records
struct CSVReader: RecordReader {
    static let windowSize = 65_536

    private let options: CSVOptions
    private var window: [UInt8] = []
    private var stream: CSVStream?

    init(_ options: CSVOptions) { self.options = options }

    mutating func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError) {
        var rest = bytes.indices
        if stream == nil {
            let taken = min(bytes.count, Self.windowSize - window.count)
            bytes.extracting(0..<taken).withUnsafeBufferPointer { window.append(contentsOf: $0) }
            guard window.count == Self.windowSize else { return }
            try begin(isWholeFile: false, &records)
            rest = taken..<bytes.count
        }
        try stream?.take(bytes.extracting(rest), &records)
    }

    mutating func finish(into records: inout RecordBuilder) throws(HubError) {
        if stream == nil { try begin(isWholeFile: true, &records) }
        try stream?.finish(&records)
    }

    private mutating func begin(isWholeFile: Bool, _ records: inout RecordBuilder) throws(HubError) {
        if let foreign = ForeignFormat(window) { throw foreign.error(in: records.file, expected: "a file of separated values") }
        var (encoding, mark) = TextEncoding.found(in: window)
        if let given = options.encoding, given != encoding { (encoding, mark) = (given, 0) }
        var decoder = TextDecoder(encoding)
        var text = DecodedText()
        for byte in window[mark...] { decoder.push(byte, into: &text) }
        if isWholeFile { decoder.finish(into: &text) }
        let sniffer = DialectSniffer(text.bytes, isWholeFile: isWholeFile)
        let verdict = sniffer.best(options)
        let sample = Sample(text.bytes, verdict.dialect, isWhole: isWholeFile)
        let rows = verdict.sepLine ? sample.rows.filter { $0.position.line > 1 } : sample.rows
        let plan = FramePlan(rows, columns: max(1, verdict.columns), option: options.header)
        try tell(encoding, mark: mark, verdict, &records)
        var stream = CSVStream(encoding, mark: mark, verdict, plan)
        try stream.take(window.span.extracting(mark..<window.count), &records)
        self.stream = stream
        window = []
    }

    private func tell(
        _ encoding: TextEncoding, mark: Int, _ verdict: DialectSniffer.Verdict, _ records: inout RecordBuilder
    ) throws(HubError) {
        if mark > 0, encoding == .utf8 {
            try records.note(.note, "csv.encoding", "the file begins with a UTF-8 byte order mark", at: nil)
        } else if encoding != .utf8, encoding != .undecided {
            try records.note(.note, "csv.encoding", "the file is in \(encoding.name)\(mark > 0 ? " with a byte order mark" : "")", at: nil)
        }
        let dialect = verdict.dialect
        if dialect.delimiter != 44 {
            let why = verdict.sepLine && options.delimiter == nil ? ", as its first line says" : ""
            try records.note(
                .note, "csv.delimiter", "the fields are separated by \(Dialect.name(of: dialect.delimiter))\(why)", at: nil)
        }
        if dialect.quote == 39 { try records.note(.note, "csv.quote", "the fields are quoted with '", at: nil) }
        if dialect.backslash { try records.note(.note, "csv.quote", "a quote inside a field is written as \\\"", at: nil) }
        if dialect.blankBeforeQuote { try records.note(.note, "csv.quote", "blanks stand before quotes; they were left out", at: nil) }
    }
}
