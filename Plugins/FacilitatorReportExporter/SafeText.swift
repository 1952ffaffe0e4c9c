/// Text of others, made safe to stand in the page: no control characters, nothing that turns the direction of reading, not too long.
///
/// swift-mustache escapes `Character` by `Character`, so a `<` that a neighbouring scalar has merged with (a prepended U+0600, a
/// combining accent) would pass it unescaped and be a tag to the browser. A word joiner on both sides keeps `< > & " '` apart.
enum SafeText {
    static func clean(_ text: String, upTo limit: Int = 120) -> String {
        var kept = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            let scalar: Unicode.Scalar = isSpace(scalar) ? " " : scalar
            if isUnwanted(scalar) || (scalar == " " && last == " ") { continue }
            if (isMarkup(scalar) && !last.isASCII) || (isMarkup(last) && !scalar.isASCII) { kept.append("\u{2060}") }
            kept.append(scalar)
            last = scalar
        }
        return shortened(String(kept), limit)
    }

    /// Cut in the middle: both ends of a file's name tell something.
    static func clean(_ name: String, keepingEnd limit: Int) -> String {
        let text = clean(name, upTo: 1000)
        guard text.count > limit else { return text }
        return clean(text.prefix(limit / 2 - 1) + "…" + text.suffix(limit / 2), upTo: limit + 4)
    }

    /// Cut between words, with an ellipsis.
    private static func shortened(_ text: String, _ limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = text.prefix(limit)
        let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        return (cut.count > limit / 2 ? cut : head) + "…"
    }

    private static func isMarkup(_ c: Unicode.Scalar) -> Bool { c == "<" || c == ">" || c == "&" || c == "\"" || c == "'" }
    private static func isSpace(_ c: Unicode.Scalar) -> Bool { c.value == 9 || c.value == 10 || c.value == 13 || c.value == 0x85 }

    /// C0, C1, the bidirectional controls, a stray byte order mark, and what is no character at all.
    private static func isUnwanted(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        case 0..<32, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
        default: c.value & 0xFFFE == 0xFFFE
        }
    }
}
