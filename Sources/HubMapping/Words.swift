/// Cells compared by meaning, not by spelling.
enum Words {
    /// The form under which cells, map keys and local codes are compared: lower case, blanks at the ends gone, inner blanks single.
    static func key(_ text: some StringProtocol) -> String {
        text.lowercased().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    }

    /// The form under which column names are compared: `Last BP`, `last_bp` and `LAST-BP` are one.
    static func column(_ name: some StringProtocol) -> String {
        String(
            String.UnicodeScalarView(name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || (48...57).contains($0.value) })
        )
    }

    /// Cells that say nothing. A mapping can add its own; "declined" is an answer and not among them.
    static let placeholders: Set<String> = [
        "", "n/a", "na", "null", "-", "--", ".", "none", "unknown", "unk", "not available", "#n/a", "nil", "(null)", "?", "\\n",
        "not recorded",
    ]

    static let yes: Set<String> = ["y", "yes", "x", "1", "true", "t", "checked", "✓", "done", "on"]
    static let no: Set<String> = ["n", "no", "0", "false", "f", "unchecked", "not done", "off"]

    /// What reports write in a column of providers or sites for the practice as a whole.
    static let everybody: Set<String> = [
        "all", "all providers", "all sites", "all locations", "practice", "practice total", "practice level", "whole practice", "group",
        "group total", "clinic", "clinic total", "total", "overall", "tin", "organization", "combined",
    ]

    /// `*` stands for anything, `?` for one character; case does not matter.
    static func matches(_ text: some StringProtocol, glob: String) -> Bool {
        let (text, glob) = (Array(text.lowercased()), Array(glob.lowercased()))
        var (t, g, star, mark) = (0, 0, -1, 0)
        while t < text.count {
            if g < glob.count, glob[g] == "*" {
                (star, mark) = (g, t)
                g += 1
            } else if g < glob.count, glob[g] == "?" || glob[g] == text[t] {
                t += 1
                g += 1
            } else if star >= 0 {
                g = star + 1
                mark += 1
                t = mark
            } else {
                return false
            }
        }
        return glob[g...].allSatisfy { $0 == "*" }
    }
}
