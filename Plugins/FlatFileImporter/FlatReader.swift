internal import HubCore
internal import HubText

/// Reads one file: waits for the first window, decides on the layout, then streams.
///
///     bytes ─▶ TextDecoder ─▶ UTF-8 ─▶ LineSplitter ─▶ blocks of lines ─▶ ShiftAlarm, rows ─▶ records
struct FlatReader: RecordReader {
    private let shelf: LayoutShelf
    private var head = FirstWindow()
    private var stream: FlatStream?

    init(_ shelf: LayoutShelf) { self.shelf = shelf }

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
        if let foreign = ForeignFormat(window) { throw foreign.error(in: records.file, expected: "a fixed-width file") }
        if window.allSatisfy({ $0 <= 32 || $0 == 0x1A }) {
            try records.note(
                .error, "flat.empty-file", "the file is empty", at: nil, fix: "Run the export again, and see that it finds patients.",
                owner: .exporter)
            if window.isEmpty { return }
        }
        var sample = LineSample(window, isWhole: isWholeFile)
        let choice = LayoutChoice(shelf, records.file, sample)
        let plan: LayoutPlan
        switch choice.verdict {
        case .one(let at, let byName):
            plan = shelf.plans[at]
            if !byName {
                try records.note(
                    .note, "flat.by-content", "the file's name says nothing; by its lines it is `\(plan.layout.fullName)`", at: nil)
            }
        case .unfit(let at): plan = shelf.plans[at]
        default: throw choice.error(records.file, sample) ?? HubError(.malformed, "no layout fits this file", at: Origin(records.file))
        }
        if let given = try Self.encoding(plan.layout) { sample = LineSample(window, isWhole: isWholeFile, encoding: given) }
        if sample.mark > 0 || sample.encoding != .utf8 && sample.encoding != .undecided {
            try records.note(
                .note, "flat.encoding", "the file is in \(sample.encoding.name)\(sample.mark > 0 ? " with a byte order mark" : "")", at: nil
            )
        }
        var stream = FlatStream(plan, sample, shelf.ledger, isWholeFile: isWholeFile)
        try stream.tellForm(&records)
        try stream.take(window.span.extracting(sample.mark..<window.count), &records)
        self.stream = stream
        head = FirstWindow()
    }

    private static func encoding(_ layout: FlatLayout) throws(HubError) -> TextEncoding? {
        switch layout.encoding?.lowercased() {
        case nil: return nil
        case "utf-8", "utf8": return .utf8
        case "utf-16le": return .utf16LittleEndian
        case "utf-16be": return .utf16BigEndian
        case "windows-1252", "cp1252", "iso-8859-1", "latin1": return .windows1252
        default:
            throw HubError(
                .misconfigured, "layout `\(layout.name)`: `encoding` must be utf-8, utf-16le, utf-16be, windows-1252 or iso-8859-1")
        }
    }
}
