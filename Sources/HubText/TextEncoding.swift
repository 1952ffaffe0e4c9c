/// How characters are written as bytes, decided from the first 64 KiB.
///
/// A valid sequence of several bytes is hardly ever an accident, so a file with as many of them as of undecodable bytes is UTF-8 with
/// damage; one without any is Windows-1252 (which reads ISO-8859-1 as well: they differ in control characters only). A file of plain
/// ASCII so far stays ``undecided`` until its first other byte.
package enum TextEncoding: Equatable, Sendable {
    case utf8, windows1252, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian, undecided

    package var isWide: Bool { self != .utf8 && self != .windows1252 && self != .undecided }

    package var name: String {
        switch self {
        case .utf8, .undecided: "UTF-8"
        case .windows1252: "Windows-1252"
        case .utf16LittleEndian: "UTF-16 (little endian)"
        case .utf16BigEndian: "UTF-16 (big endian)"
        case .utf32LittleEndian: "UTF-32 (little endian)"
        case .utf32BigEndian: "UTF-32 (big endian)"
        }
    }

    /// The encoding, and how many bytes its mark takes at the start.
    package static func found(in head: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if head.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if let wide = unmarkedUTF32(head) ?? unmarkedUTF16(head) { return (wide, 0) }
        var (valid, invalid, at) = (0, 0, 0)
        while at < head.count {
            guard head[at] >= 0x80 else {
                at += 1
                continue
            }
            switch UTF8Sequence.length(in: head.span, at: at) {
            case .some(let length):
                valid += 1
                at += length
            case .none:
                if UTF8Sequence.mayContinue(head.span, at: at) { return verdict(valid, invalid) }
                invalid += 1
                at += 1
            }
        }
        return verdict(valid, invalid)
    }

    private static func verdict(_ valid: Int, _ invalid: Int) -> (TextEncoding, Int) {
        if valid == 0, invalid == 0 { return (.undecided, 0) }
        return (valid >= invalid ? .utf8 : .windows1252, 0)
    }

    /// Without a mark UTF-16 shows by its zeros: in Western text nearly every other byte is one, and they are all on the same side.
    private static func unmarkedUTF16(_ head: [UInt8]) -> TextEncoding? {
        let pairs = min(head.count / 2, 2048)
        guard pairs >= 2 else { return nil }
        var (first, second) = (0, 0)
        for pair in 0..<pairs {
            if head[2 * pair] == 0 { first += 1 }
            if head[2 * pair + 1] == 0 { second += 1 }
        }
        if second * 10 >= pairs * 7, first * 20 <= pairs { return .utf16LittleEndian }
        if first * 10 >= pairs * 7, second * 20 <= pairs { return .utf16BigEndian }
        return nil
    }

    /// Three zeros in each four bytes.
    private static func unmarkedUTF32(_ head: [UInt8]) -> TextEncoding? {
        let units = min(head.count / 4, 1024)
        guard units >= 2 else { return nil }
        let little = (0..<units).allSatisfy { head[4 * $0] != 0 && head[4 * $0 + 2] == 0 && head[4 * $0 + 3] == 0 }
        let big = (0..<units).allSatisfy { head[4 * $0 + 3] != 0 && head[4 * $0] == 0 && head[4 * $0 + 1] == 0 }
        return little ? .utf32LittleEndian : big ? .utf32BigEndian : nil
    }

    /// The head as UTF-8, for looking at only.
    package static func decodedHead(_ head: [UInt8]) -> [UInt8] {
        let (encoding, mark) = found(in: head)
        var decoder = TextDecoder(encoding)
        var text = DecodedText()
        for byte in head[mark...] { decoder.push(byte, into: &text) }
        return text.bytes
    }
}

/// Well-formed UTF-8, as table 3-7 of the Unicode standard has it: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Sequence {
    /// How many bytes the well-formed sequence of two to four bytes at `at` has; nil when there is none.
    @inline(__always)
    static func length(in bytes: Span<UInt8>, at: Int) -> Int? {
        let lead = bytes[at]
        guard let wanted = wanted(lead), at + wanted <= bytes.count, isSecond(bytes[at + 1], after: lead) else { return nil }
        var index = at + 2
        while index < at + wanted {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            index += 1
        }
        return wanted
    }

    /// True when the bytes end inside what may be a sequence.
    static func mayContinue(_ bytes: Span<UInt8>, at: Int) -> Bool {
        guard let wanted = wanted(bytes[at]), at + wanted > bytes.count else { return false }
        if at + 1 < bytes.count, !isSecond(bytes[at + 1], after: bytes[at]) { return false }
        if at + 2 < bytes.count, bytes[at + 2] & 0xC0 != 0x80 { return false }
        return true
    }

    @inline(__always)
    private static func wanted(_ lead: UInt8) -> Int? {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }

    @inline(__always)
    private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
        switch lead {
        case 0xE0: (0xA0...0xBF).contains(byte)
        case 0xED: (0x80...0x9F).contains(byte)
        case 0xF0: (0x90...0xBF).contains(byte)
        case 0xF4: (0x80...0x8F).contains(byte)
        default: byte & 0xC0 == 0x80
        }
    }
}
