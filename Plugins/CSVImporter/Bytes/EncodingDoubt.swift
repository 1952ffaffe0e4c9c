internal import HubCore
internal import HubText

/// Bytes that can be read as Windows-1252 and most likely are not that: better told, or refused, than read as other letters.
struct EncodingDoubt {
    /// Runs of four and more bytes above ASCII: no Western text has them, Chinese, Japanese, Greek and Russian have little else.
    private var inRuns = 0
    /// Between two letters stands what Windows-1252 has there as a sign, or a capital after a small letter.
    private var strange = 0
    private var letters = 0
    private var high = 0
    private var controls = 0
    /// The longest chain of pairs whose first byte is one of Shift-JIS, Big5 or GBK and whose second may be ASCII.
    private var pairs = 0

    init(_ head: [UInt8]) {
        var run = 0
        for at in head.indices {
            let byte = head[at]
            if byte < 0x80 {
                if run >= 4 { inRuns += run }
                run = 0
                continue
            }
            high += 1
            run += 1
            let before = at > 0 ? head[at - 1] : 0
            let after = at + 1 < head.count ? head[at + 1] : 0
            if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) { controls += 1 }
            guard Self.isLetter(before) || Self.isLetter(after) else { continue }
            if byte >= 0xC0, byte != 0xD7, byte != 0xF7 {
                letters += 1
            } else if Self.isLetter(before), Self.isLetter(after),
                !Self.signs.contains(byte) || Self.isCapital(byte) && (before >= 97 || after >= 97)
            {
                strange += 1
            } else if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) || (0x82...0x84).contains(byte) && Self.isLetter(before) {
                strange += 1
            }
        }
        if run >= 4 { inRuns += run }
        pairs = Self.longestChain(head)
    }

    private static func longestChain(_ head: [UInt8]) -> Int {
        var (at, chain, longest) = (0, 0, 0)
        while at + 1 < head.count {
            let (lead, trail) = (head[at], head[at + 1])
            if (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead), (0x40...0xFC).contains(trail), trail != 0x7F {
                chain += 1
                at += 2
                longest = max(longest, chain)
            } else {
                chain = 0
                at += 1
            }
        }
        return longest
    }

    /// Signs and letters that stand between letters in Western text: apostrophes, dashes, Š Œ Ž Ÿ, ª º, soft hyphen, middle dot, NBSP.
    private static let signs: Set<UInt8> = [
        0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F, 0x83, 0xA0, 0xAA, 0xAD, 0xB0, 0xB4, 0xB5, 0xB7,
        0xBA, 0x85,
        0xAE, 0x99, 0xB2, 0xB3, 0xB9,
    ]
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    private static func isCapital(_ byte: UInt8) -> Bool { [0x8A, 0x8C, 0x8E, 0x9F].contains(byte) }

    /// Nobody could read what would come of it.
    var isForeign: Bool { pairs >= 4 || inRuns >= 8 && inRuns * 3 >= high || controls >= 4 && controls * 5 >= high }
    /// A DOS or Macintosh character set, by all that can be seen.
    var isOtherLatin: Bool { strange > 0 && strange > letters }

    static func refusal(_ file: SourceFile) -> HubError {
        HubError(
            .malformed, "the text is neither UTF-8 nor UTF-16 nor Windows-1252 (perhaps GBK, Big5, Shift-JIS, KOI8 or Windows-1251)",
            at: Origin(file), hint: "Export again and choose UTF-8 as the encoding; in Excel save as \"CSV UTF-8 (comma delimited)\".")
    }

    func tell(_ records: inout RecordBuilder) throws(HubError) {
        try records.note(
            .warning, "csv.encoding-doubt",
            "letters with accents look wrong when read as Windows-1252: the file may be in a DOS (437, 850) or Macintosh character set",
            at: nil,
            fix: "Export again as UTF-8. Names may be misspelt until then; numbers, days and codes are not touched.", owner: .exporter)
    }

    /// `+AOk-`: UTF-7, which is ASCII to look at.
    static func tellUTF7(_ head: [UInt8], _ records: inout RecordBuilder) throws(HubError) {
        var at = 0
        while let plus = head[at...].firstIndex(of: 43) {
            let code = head[(plus + 1)...].prefix { Self.isLetter($0) || (48...57).contains($0) || $0 == 47 || $0 == 43 }
            if (3...8).contains(code.count), code.first == 65, code.count % 4 != 1, code.endIndex < head.count, head[code.endIndex] == 45 {
                return try records.note(
                    .warning, "csv.encoding-doubt", "texts such as `+AOk-` look like UTF-7; they were left as they are", at: nil,
                    fix: "Export again as UTF-8.", owner: .exporter)
            }
            at = plus + 1
        }
    }
}
