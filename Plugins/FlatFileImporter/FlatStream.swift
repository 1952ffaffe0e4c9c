internal import HubCore
internal import HubText

/// The file after its layout is known: decodes, cuts into lines, hands blocks of them on.
struct FlatStream {
    private var feed: TextFeed
    private var splitter: LineSplitter
    private var block = LineBlock()
    private var rows: RowReader
    private var toldNul = false
    private let hasNoLineEnds: Bool

    init(_ plan: LayoutPlan, _ sample: LineSample, _ ledger: Ledger, isWholeFile: Bool) {
        feed = TextFeed(sample.encoding)
        // Without line ends the width must be known before the first record can be cut.
        let whole = sample.lines.first?.count ?? 0
        let byFile = plan.layout.lineEnds == nil && sample.isOneLine && (whole >= 2 * plan.layout.length || !isWholeFile)
        hasNoLineEnds = plan.layout.lineEnds == FlatLayout.LineEnds.none || byFile
        let width = WidthVote(plan, sample).width
        splitter = LineSplitter(length: hasNoLineEnds ? plan.layout.length : nil, width: width ?? .characters, mark: sample.mark)
        switch sample.encoding {
        case .utf8, .undecided: splitter.scale = .utf8
        case .windows1252: splitter.scale = .single
        case .utf16LittleEndian, .utf16BigEndian: splitter.scale = .utf16
        case .utf32LittleEndian, .utf32BigEndian: splitter.scale = .utf32
        }
        rows = RowReader(
            plan, width: hasNoLineEnds ? width ?? .characters : width, ledger, saysEmpty: isWholeFile && sample.saysEmpty,
            isWidthPlain: sample.encoding != .utf8 && sample.encoding != .undecided)
    }

    func tellForm(_ records: inout RecordBuilder) throws(HubError) {
        if hasNoLineEnds {
            try records.note(
                .note, "flat.no-line-ends",
                "the file has no line ends; it was cut into records of \(splitter.length ?? 0), and a line's number is the record's",
                at: nil)
        }
    }

    mutating func take(_ bytes: Span<UInt8>, _ records: inout RecordBuilder) throws(HubError) {
        var at = 0
        while at < bytes.count {
            let clean = feed.step(bytes, at: &at)
            try passDecoded(&records)
            try split(bytes.extracting(clean), &records)
        }
    }

    mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        feed.finish()
        try passDecoded(&records)
        splitter.finish(into: &block)
        try rows.take(block, isLast: true, &records)
        try rows.finish(&records)
    }

    private mutating func split(_ text: Span<UInt8>, _ records: inout RecordBuilder) throws(HubError) {
        var at = 0
        while at < text.count {
            at += try splitter.split(text, from: at, into: &block)
            if block.isFull {
                try rows.take(block, isLast: false, &records)
                block.removeAll()
            }
        }
    }

    private mutating func passDecoded(_ records: inout RecordBuilder) throws(HubError) {
        for (text, oddity) in feed.takeDecoded() {
            try split(text.span, &records)
            if let oddity { try tell(oddity, &records) }
        }
    }

    private mutating func tell(_ oddity: DecodedText.Oddity, _ records: inout RecordBuilder) throws(HubError) {
        switch oddity {
        case .undecodable(let count):
            splitter.offset += count - (splitter.scale == .utf16 ? 2 : splitter.scale == .utf32 ? 4 : 3)
            try records.note(
                .warning, "flat.undecodable", "a character could not be decoded and was read as U+FFFD", at: nil,
                fix: "Export again as UTF-8; the character was damaged before the file came here.", owner: .exporter)
        case .nul:
            // A blank in its place, so that what stands behind it stays where it was.
            let blank: [UInt8] = [32]
            try split(blank.span, &records)
            if !toldNul {
                try records.note(
                    .warning, "flat.nul", "the file holds NUL characters; they were read as blanks", at: nil,
                    fix: "Where the EMR fills fields with NULs all is well; else the file is damaged: export again.", owner: .exporter)
            }
            toldNul = true
        case .turnedWindows1252:
            splitter.scale = .single
            try records.note(.note, "flat.encoding", "the file is in Windows-1252", at: nil)
        case .mixed:
            try records.note(
                .warning, "flat.mixed-encoding", "characters of UTF-8 stand in a file that is Windows-1252", at: nil,
                fix: "Parts of different encodings were put together; export again as UTF-8.", owner: .exporter)
        case .endMark: try records.note(.note, "flat.ctrl-z", "the file ends with Ctrl-Z; it was left out", at: nil)
        }
    }
}
