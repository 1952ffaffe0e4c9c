/// Makes small zip archives for tests, honest or not: whatever the fields of an entry say is written as it is.
public struct ZipFixture: Sendable {
    public struct Entry: Sendable {
        public var name: [UInt8]
        /// As it lies in the archive.
        public var packed: [UInt8]
        public var size: Int
        public var crc: UInt32
        public var method = 0
        public var flags = 0
        /// A Unix mode, e.g. 0o120777 for a link; 0 for none.
        public var mode = 0
        /// Where the list says that it lies; nil for where it does.
        public var offset: Int?

        public init(_ name: String, _ text: String) { self.init(Array(name.utf8), Array(text.utf8)) }

        public init(_ name: [UInt8], _ bytes: [UInt8]) {
            (self.name, packed, size, crc) = (name, bytes, bytes.count, ZipFixture.crc(bytes))
        }
    }
    public var entries: [Entry]
    /// How many members the end record counts; nil for as many as there are.
    public var count: Int?

    public init(_ entries: [Entry]) { self.entries = entries }

    public init(_ parts: [(name: String, text: String)]) { entries = parts.map { Entry($0.name, $0.text) } }

    public var bytes: [UInt8] {
        var (all, list) = ([UInt8](), [UInt8]())
        for entry in entries {
            let offset = all.count
            let common =
                Self.word(entry.flags, 2) + Self.word(entry.method, 2) + Self.word(0, 4) + Self.word(Int(entry.crc), 4)
                + Self.word(entry.packed.count, 4) + Self.word(entry.size, 4) + Self.word(entry.name.count, 2) + Self.word(0, 2)
            all += [0x50, 0x4B, 3, 4] + Self.word(20, 2) + common + entry.name + entry.packed
            list += [0x50, 0x4B, 1, 2, 20, entry.mode == 0 ? 0 : 3] + Self.word(20, 2) + common + Self.word(0, 6)
            list += Self.word(entry.mode << 16, 4) + Self.word(entry.offset ?? offset, 4) + entry.name
        }
        let counted = Self.word(count ?? entries.count, 2)
        return all + list + [0x50, 0x4B, 5, 6] + Self.word(0, 4) + counted + counted + Self.word(list.count, 4)
            + Self.word(all.count, 4) + Self.word(0, 2)
    }

    /// `count` zeros, deflated to a hundred and fiftieth; `count` is rounded up.
    public static func deflatedZeros(_ count: Int) -> (packed: [UInt8], size: Int) {
        let repeats = (count + 257) / 258
        // One block of fixed codes: a zero, then `repeats` copies of 258 bytes one byte back, then the end.
        var (bytes, held, used) = ([UInt8](), 0, 0)
        func reversed(_ code: Int, _ bits: Int) -> Int { (0..<bits).reduce(0) { $0 | (code >> $1 & 1) << (bits - 1 - $1) } }
        func put(_ code: Int, _ bits: Int) {
            held |= code << used
            used += bits
            while used >= 8 {
                bytes.append(UInt8(held & 255))
                held >>= 8
                used -= 8
            }
        }
        put(0b011, 3)
        put(reversed(0b0011_0000, 8), 8)
        for _ in 0..<repeats { put(reversed(0b1100_0101, 8), 13) }
        put(0, 7)
        if used > 0 { put(0, 8 - used) }
        return (bytes, 1 + repeats * 258)
    }

    public static func word(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 > 7 ? 0 : UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    public static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
