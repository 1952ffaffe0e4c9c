/// RFC 4180: comma, CRLF, quotes doubled.
enum CSVText {
    static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\r\n" }

    /// By scalar, because `\r\n`, or a quote with an accent on it, is one `Character`.
    static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }) else { return field }
        var text = String.UnicodeScalarView()
        for scalar in field.unicodeScalars {
            if scalar == "\"" { text.append(scalar) }
            text.append(scalar)
        }
        return "\"\(String(text))\""
    }

    /// Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV injection"), also behind blanks and
    /// with the full-width signs that some spreadsheets read too. NUL is dropped: readers stop at it.
    static func guarded(_ field: String) -> String {
        let field = String(String.UnicodeScalarView(field.unicodeScalars.filter { $0 != "\0" }))
        let start = field.unicodeScalars.first { !($0 == " " || $0 == "\u{A0}" || $0 == "\u{FEFF}" || $0 == "\u{3000}") }
        switch start {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−": return "'" + field
        default: return field
        }
    }
}
