/// Tables that people open in a spreadsheet, as text: RFC 4180, and nothing in a cell that a spreadsheet would run.
///
/// The one place where the hub writes CSV for people; made-up extracts are written as EMRs write them.
public enum CSVText {
    public enum Cell: Hashable, Sendable {
        /// Somebody's words: guarded.
        case text(String)
        /// A number of the hub's own, which may be negative.
        case number(String)
    }

    public static func line(_ cells: [Cell], end: String = "\r\n") -> String {
        cells.map { cell in
            switch cell {
            case .text(let words): quoted(guarded(words))
            case .number(let digits): quoted(digits)
            }
        }.joined(separator: ",") + end
    }

    public static func line(_ texts: [String], end: String = "\r\n") -> String { line(texts.map { .text($0) }, end: end) }

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
