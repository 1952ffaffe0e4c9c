/// Turns pieces of one encoding into UTF-8, however they are cut.
struct XMLDecoder {
    let encoding: XMLEncoding
    /// UTF-16: the odd byte, and a high surrogate whose low one is still to come.
    private var odd: UInt8?
    private var high: UInt32?

    init(_ encoding: XMLEncoding) { self.encoding = encoding }

    mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        switch encoding {
        case .utf8: out.append(contentsOf: bytes)
        case .latin1: for byte in bytes { put(UInt32(byte), &out) }
        case .windows1252: for byte in bytes { put(Self.windows(byte), &out) }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in bytes {
                guard let first = odd else {
                    odd = byte
                    continue
                }
                odd = nil
                let (low, top) = encoding == .utf16LittleEndian ? (first, byte) : (byte, first)
                unit(UInt32(top) << 8 | UInt32(low), &out)
            }
        }
    }

    /// Bytes that wait for more at the document's end are an error of the document.
    var isWhole: Bool { odd == nil && high == nil }

    private mutating func unit(_ unit: UInt32, _ out: inout [UInt8]) {
        if let first = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 { return put(0x10000 + (first & 0x3FF) << 10 + unit & 0x3FF, &out) }
            put(0xFFFD, &out)
        }
        switch unit & 0xFC00 {
        case 0xD800: high = unit
        case 0xDC00: put(0xFFFD, &out)
        default: put(unit, &out)
        }
    }

    private func put(_ scalar: UInt32, _ out: inout [UInt8]) {
        guard scalar > 0x7F else { return out.append(UInt8(truncatingIfNeeded: scalar)) }
        let scalar = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Windows-1252 differs from Latin-1 in 0x80–0x9F only; the five unassigned bytes are repaired.
    private static func windows(_ byte: UInt8) -> UInt32 {
        guard (0x80...0x9F).contains(byte) else { return UInt32(byte) }
        return table[Int(byte) - 0x80]
    }
    private static let table: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
