/// What a decoder made of some bytes: UTF-8, and the places in it where something was odd.
package struct DecodedText {
    package enum Oddity: Equatable {
        /// The three bytes of U+FFFD that follow stand for this many bytes of the file.
        case undecodable(bytes: Int)
        case nul
        /// Nothing so far was other than ASCII; what follows is Windows-1252.
        case turnedWindows1252
        /// Inside Windows-1252 stands what looks like UTF-8.
        case mixed
        case endMark
    }

    package var bytes: [UInt8] = []
    package var oddities: [(at: Int, what: Oddity)] = []

    package init() {}
}

/// Turns the file's bytes into UTF-8, however they are cut. Loses nothing but NULs and a Ctrl-Z at the end, and tells of both.
///
/// Runs that are UTF-8 already need no decoding: ``cleanLength(_:from:)`` finds them, the rest goes through ``push(_:into:)``.
package struct TextDecoder {
    package private(set) var encoding: TextEncoding
    /// Bytes of a character that is not complete.
    private var carry: [UInt8] = []
    private var highSurrogate: UInt32?
    /// A Ctrl-Z and what came after it, as long as that may be the end of the file.
    private var tail: [UInt8] = []
    private var before: UInt8 = 0
    private var toldMixed = false
    package private(set) var sawMojibake = false

    package init(_ encoding: TextEncoding) { self.encoding = encoding }

    /// How many bytes from `start` on are UTF-8 with nothing odd in it.
    package mutating func cleanLength(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard carry.isEmpty, tail.isEmpty, !encoding.isWide else { return 0 }
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                if byte == 0 || byte == 0x1A { break }
                at += 1
            } else if encoding != .windows1252, let length = UTF8Sequence.length(in: bytes, at: at) {
                encoding = .utf8
                // `Ã` and one of its followers: UTF-8 that was once read as Windows-1252 and saved again.
                if byte == 0xC3, bytes[at + 1] == 0x83, at + 2 < bytes.count, bytes[at + 2] == 0xC2 { sawMojibake = true }
                at += length
            } else {
                break
            }
        }
        return at - start
    }

    package mutating func push(_ byte: UInt8, into text: inout DecodedText) {
        switch encoding {
        case .windows1252: pushSingle(byte, into: &text)
        case .utf16LittleEndian, .utf16BigEndian: pushHalf(byte, into: &text)
        case .utf32LittleEndian, .utf32BigEndian: pushQuarter(byte, into: &text)
        case .utf8, .undecided: pushUTF8(byte, into: &text)
        }
    }

    /// The file is at its end.
    package mutating func finish(into text: inout DecodedText) {
        if encoding == .utf8 || encoding == .undecided {
            while !carry.isEmpty { dropFirstOfCarry(into: &text) }
        } else if !carry.isEmpty || highSurrogate != nil {
            odd(.undecodable(bytes: carry.count + (highSurrogate == nil ? 0 : 2)), into: &text)
            emit([0xEF, 0xBF, 0xBD], into: &text)
        }
        if !tail.isEmpty { text.oddities.append((text.bytes.count, .endMark)) }
        tail = []
    }

    // UTF-8

    private mutating func pushUTF8(_ byte: UInt8, into text: inout DecodedText) {
        if carry.isEmpty, byte < 0x80 { return emit([byte], into: &text) }
        carry.append(byte)
        while !carry.isEmpty {
            if carry[0] < 0x80 {
                emit([carry.removeFirst()], into: &text)
            } else if let length = UTF8Sequence.length(in: carry.span, at: 0) {
                if encoding == .undecided { encoding = .utf8 }
                emit(Array(carry[..<length]), into: &text)
                carry.removeFirst(length)
            } else if UTF8Sequence.mayContinue(carry.span, at: 0) {
                return
            } else {
                dropFirstOfCarry(into: &text)
            }
        }
    }

    private mutating func dropFirstOfCarry(into text: inout DecodedText) {
        if encoding == .undecided {
            encoding = .windows1252
            odd(.turnedWindows1252, into: &text)
        }
        if encoding == .windows1252 {
            let bytes = carry
            carry = []
            for byte in bytes { pushSingle(byte, into: &text) }
        } else {
            carry.removeFirst()
            odd(.undecodable(bytes: 1), into: &text)
            emit([0xEF, 0xBF, 0xBD], into: &text)
        }
    }

    // Windows-1252

    private mutating func pushSingle(_ byte: UInt8, into text: inout DecodedText) {
        if !toldMixed, before == 0xC2 || before == 0xC3, (0x80...0xBF).contains(byte) {
            toldMixed = true
            odd(.mixed, into: &text)
        }
        before = byte
        emit(Self.utf8((0x80...0x9F).contains(byte) ? Self.windows1252[Int(byte) - 0x80] : UInt32(byte)), into: &text)
    }

    /// 0x80 to 0x9F; the five that Microsoft left out stay control characters, as in the WHATWG's table.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
        0x017E, 0x0178,
    ]

    // UTF-16

    private mutating func pushHalf(_ byte: UInt8, into text: inout DecodedText) {
        guard let first = carry.first else { return carry.append(byte) }
        carry.removeAll(keepingCapacity: true)
        let (high, low) = encoding == .utf16BigEndian ? (first, byte) : (byte, first)
        let unit = UInt32(high) << 8 | UInt32(low)
        if unit < 0x80, unit != 0, unit != 0x1A, highSurrogate == nil, tail.isEmpty { return text.bytes.append(low) }
        if let waiting = highSurrogate {
            highSurrogate = nil
            if (0xDC00...0xDFFF).contains(unit) {
                return emit(Self.utf8(0x10000 + (waiting - 0xD800) << 10 + (unit - 0xDC00)), into: &text)
            }
            odd(.undecodable(bytes: 2), into: &text)
            emit([0xEF, 0xBF, 0xBD], into: &text)
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF:
            odd(.undecodable(bytes: 2), into: &text)
            emit([0xEF, 0xBF, 0xBD], into: &text)
        default: emit(Self.utf8(unit), into: &text)
        }
    }

    // UTF-32

    private mutating func pushQuarter(_ byte: UInt8, into text: inout DecodedText) {
        carry.append(byte)
        guard carry.count == 4 else { return }
        let bytes = encoding == .utf32BigEndian ? carry : carry.reversed()
        carry.removeAll(keepingCapacity: true)
        let value = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if Unicode.Scalar(value) == nil { odd(.undecodable(bytes: 4), into: &text) }
        emit(Self.utf8(value), into: &text)
    }

    // Out

    private static func utf8(_ scalar: UInt32) -> [UInt8] {
        guard let scalar = Unicode.Scalar(scalar) else { return [0xEF, 0xBF, 0xBD] }
        return Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func odd(_ what: DecodedText.Oddity, into text: inout DecodedText) {
        release(into: &text)
        text.oddities.append((text.bytes.count, what))
    }

    private mutating func emit(_ character: [UInt8], into text: inout DecodedText) {
        let byte = character[0]
        if byte == 0x1A || (!tail.isEmpty && (byte == 0 || byte == 10 || byte == 13) && tail.count < 65_536) {
            return tail.append(byte)
        }
        release(into: &text)
        append(character, to: &text)
    }

    /// What was held back was not the end after all.
    private mutating func release(into text: inout DecodedText) {
        guard !tail.isEmpty else { return }
        for byte in tail { append([byte], to: &text) }
        tail.removeAll(keepingCapacity: true)
    }

    private func append(_ character: [UInt8], to text: inout DecodedText) {
        if character == [0] {
            text.oddities.append((text.bytes.count, .nul))
        } else {
            text.bytes.append(contentsOf: character)
        }
    }
}
