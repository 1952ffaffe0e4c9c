/// What a cell means, once what programs wrapped around it is off: blanks of every kind, the `="00123"` and `'00123` by which exports keep
/// a spreadsheet from eating zeros, and the entities of web pages (`&gt;14`, `O&#39;Brien`).
public enum CellText {
    public static func plain(_ text: some StringProtocol) -> String {
        var plain = text.trimmingBlanks()
        if plain.utf8.contains(38), plain.utf8.contains(59) { plain = decoded(plain).trimmingBlanks() }
        guard let first = plain.utf8.first, first == 61 || first == 39, plain.utf8.count > 1 else { return plain }
        if first == 61 { return unquoted(plain) ?? plain }
        return plain.utf8.dropFirst().contains(39) ? plain : String(plain.dropFirst())
    }

    /// The text without a remark in brackets behind it, as in `120/80 (sitting)`; nil when there is none, or when it holds a number.
    public static func withoutRemark(_ text: String) -> String? {
        guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex, !text[open...].contains(where: \.isNumber)
        else {
            return nil
        }
        return text[..<open].trimmingBlanks()
    }

    /// `="…"`, with doubled quotes inside.
    private static func unquoted(_ text: String) -> String? {
        let inner = text.dropFirst().trimmingBlanks()
        guard inner.utf8.count >= 2, inner.first == "\"", inner.last == "\"" else { return nil }
        var plain = ""
        var isHalf = false
        for character in inner.dropFirst().dropLast() {
            if character == "\"", !isHalf {
                isHalf = true
                continue
            }
            if isHalf, character != "\"" { return nil }
            isHalf = false
            plain.append(character)
        }
        return isHalf ? nil : plain.trimmingBlanks()
    }

    private static let named: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "deg": "°", "micro": "µ", "le": "≤", "ge": "≥",
        "ndash": "–", "mdash": "—", "rsquo": "’", "rdquo": "”", "frac12": "½",
    ]

    /// Entities that are none are left as they stand.
    private static func decoded(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            out += rest[..<ampersand]
            let after = rest[rest.index(after: ampersand)...]
            if let end = after.prefix(10).firstIndex(of: ";"), let character = character(after[..<end]) {
                out += character
                rest = after[after.index(after: end)...]
            } else {
                out += "&"
                rest = after
            }
        }
        return out + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.first == "#" else { return named[name] }
        let digits = name.dropFirst()
        let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, number >= 32, let scalar = Unicode.Scalar(number) else { return nil }
        return String(Character(scalar))
    }
}
