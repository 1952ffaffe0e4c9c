internal import HubText

/// The bytes of one more cell at the end of a row, in the file's own way of writing.
///
/// The words are the hub's own and begin with one of its words, never with `=`, `+`, `-` or `@`: no spreadsheet takes them for a formula.
struct AddedCell {
    private let dialect: Dialect
    private let encoding: TextEncoding

    init(_ dialect: Dialect, _ encoding: TextEncoding) { (self.dialect, self.encoding) = (dialect, encoding) }

    /// Columns set apart by blanks have no empty cells.
    var empty: [UInt8] { encode(delimiter + (dialect.delimiter == 32 ? "-" : "")) }

    func header(_ name: String, missing: Int) -> [UInt8] {
        encode(String(repeating: delimiter, count: missing) + lead + quoted(name))
    }

    func filled(_ text: String) -> [UInt8] { encode(lead + quoted(plain(text))) }

    /// After a quote that is never closed: one word of its own, which opens and closes nothing.
    func bare(_ text: String) -> [UInt8] {
        encode(delimiter + plain(text).replacing(String(decoding: [dialect.delimiter], as: UTF8.self), with: " "))
    }

    private var delimiter: String { String(decoding: dialect.bytes, as: UTF8.self) }
    private var lead: String { delimiter + (dialect.blankBeforeAll ? " " : "") }

    /// Without line ends, quotes and backslashes, so that nothing needs an escape.
    private func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let isQuote = dialect.quote.map { scalar.value == UInt32($0) } ?? false
            if scalar.value < 32 || scalar.value == 127 || isQuote || scalar.value == 92 || scalar.value == 34 {
                out += isQuote && scalar != "'" || scalar.value == 34 ? (dialect.quote == 39 ? " " : "'") : " "
            } else if dialect.isRare || dialect.delimiter == 32, [44, 59, 124].contains(scalar.value) {
                // Nothing that could pass for the delimiter of a file that has an unusual one.
                out += " "
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private func quoted(_ text: String) -> String {
        guard let quote = dialect.quote else { return text.replacing(delimiter, with: " ") }
        let mark = String(UnicodeScalar(quote))
        let needs = quote != 34 || text.utf8.contains(dialect.delimiter) || text.hasPrefix(" ") || dialect.delimiter == 32
        return needs ? mark + text + mark : text
    }

    private func encode(_ text: String) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .undecided: return text.unicodeScalars.map { $0.value < 128 ? UInt8($0.value) : 63 }
        case .windows1252:
            return text.unicodeScalars.map { $0.value < 128 || (0xA0...0xFF).contains($0.value) ? UInt8($0.value) : 63 }
        case .utf16LittleEndian: return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .utf32LittleEndian:
            return text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) } }
        case .utf32BigEndian:
            return text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (24 - 8 * $0)) } }
        }
    }

    /// The end of what is there, a line end, or what stands in no text (NUL, Ctrl-Z).
    func isLineEnd(_ bytes: [UInt8], at: Int) -> Bool {
        guard at < bytes.count else { return true }
        let unit = encoding == .utf16BigEndian ? 1 : encoding == .utf32BigEndian ? 3 : 0
        guard at + unit < bytes.count else { return true }
        return [10, 13, 26, 0].contains(bytes[at + unit])
    }
}
