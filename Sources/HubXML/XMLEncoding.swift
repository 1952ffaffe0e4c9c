internal import HubCore

/// The encodings that documents come in. All become UTF-8 before anything else looks at them, so the guard and the parser see the same bytes.
enum XMLEncoding: Equatable {
    case utf8, latin1, windows1252, utf16LittleEndian, utf16BigEndian

    /// From the first bytes: a byte order mark, the pattern of UTF-16's `<?`, then the declaration. `mark` is how many bytes to drop.
    static func detect(_ head: [UInt8]) -> Result<(XMLEncoding, mark: Int), HubError> {
        switch (head.first, head.dropFirst().first, head.dropFirst(2).first, head.dropFirst(3).first) {
        case (0xEF, 0xBB, 0xBF, _): return .success((.utf8, 3))
        case (0xFF, 0xFE, _, _): return .success((.utf16LittleEndian, 2))
        case (0xFE, 0xFF, _, _): return .success((.utf16BigEndian, 2))
        case (0x3C, 0, 0x3F, 0): return .success((.utf16LittleEndian, 0))
        case (0, 0x3C, 0, 0x3F): return .success((.utf16BigEndian, 0))
        default: break
        }
        guard let name = declared(head) else { return .success((.utf8, 0)) }
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return .success((.utf8, 0))
        case "iso-8859-1", "latin1", "iso8859-1", "iso_8859-1": return .success((.latin1, 0))
        case "windows-1252", "cp1252", "cp-1252": return .success((.windows1252, 0))
        // Declared by writers that then wrote plain bytes: what can be read as `<?xml` is not UTF-16.
        case "utf-16": return .success((.utf8, 0))
        default:
            return .failure(
                HubError(
                    .malformed, "the document declares a character encoding that is not read here",
                    hint: "Export the document as UTF-8."))
        }
    }

    /// The value of `encoding="…"` in `<?xml … ?>`.
    private static func declared(_ head: [UInt8]) -> String? {
        guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let line = String(decoding: head[..<end], as: UTF8.self)
        guard let key = line.firstRange(of: "encoding") else { return nil }
        let rest = line[key.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let mark = rest.first, mark == "\"" || mark == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != mark })
    }
}
