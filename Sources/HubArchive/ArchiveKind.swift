/// What kind of container a file is, by its first bytes and never by its name.
package enum ArchiveKind: Equatable, Sendable {
    case zip
    /// One packed file.
    case gzip
    /// A document of an office program, which is a zip archive only inside.
    case office
    /// An archive that is named for what it is and not opened.
    case other(String)

    package init?(_ head: Span<UInt8>) {
        func begins(_ bytes: [UInt8], at start: Int = 0) -> Bool {
            head.count >= start + bytes.count && bytes.indices.allSatisfy { head[start + $0] == bytes[$0] }
        }
        if begins([0x50, 0x4B, 3, 4]) {
            self = Self.isOffice(head) ? .office : .zip
        } else if begins([0x50, 0x4B, 5, 6]) || begins([0x50, 0x4B, 7, 8]) {
            self = .zip
        } else if begins([0x1F, 0x8B]) {
            self = .gzip
        } else if begins(Array("BZh".utf8)), head.count > 4, begins([0x31, 0x41, 0x59, 0x26], at: 4) || begins([0x17, 0x72], at: 4) {
            self = .other("a bzip2 archive")
        } else if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) {
            self = .other("an xz archive")
        } else if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
            self = .other("a 7-Zip archive")
        } else if begins(Array("Rar!\u{1A}\u{07}".utf8)) {
            self = .other("a RAR archive")
        } else if begins([0x28, 0xB5, 0x2F, 0xFD]) {
            self = .other("a Zstandard archive")
        } else if begins([0x1F, 0x9D]) {
            self = .other("an archive of Unix compress (.Z)")
        } else if begins(Array("MSCF".utf8)) {
            self = .other("a cabinet archive (.cab)")
        } else if begins(Array("ustar".utf8), at: 257) {
            self = .other("a tar archive")
        } else {
            return nil
        }
    }

    /// The names of the first members tell: office programs write their parts under fixed names. A zip archive of workbooks does not.
    private static func isOffice(_ head: Span<UInt8>) -> Bool {
        var (at, seen) = (0, 0)
        while at + 30 <= head.count, seen < 64 {
            guard head[at] == 0x50, head[at + 1] == 0x4B, head[at + 2] == 3, head[at + 3] == 4 else {
                at += 1
                continue
            }
            let length = Int(head[at + 26]) | Int(head[at + 27]) << 8
            guard at + 30 + length <= head.count else { return false }
            let name = String(decoding: (0..<length).map { head[at + 30 + $0] }, as: UTF8.self)
            seen += 1
            if name == "[Content_Types].xml" || name == "mimetype" || name == "_rels/.rels" { return true }
            if ["xl/", "docProps/", "word/", "ppt/", "customXml/"].contains(where: { name.hasPrefix($0) }) { return true }
            // A stored zip inside of a zip has such names too: skip over what the header says it holds.
            let packed = (0..<4).reduce(0) { $0 | Int(head[at + 18 + $1]) << (8 * $1) }
            at += 30 + length + max(0, packed)
        }
        return false
    }
}
