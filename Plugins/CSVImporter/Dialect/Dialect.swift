/// How a file writes rows: what stands between fields and what surrounds them.
struct Dialect: Equatable, Sendable {
    /// The first byte of what stands between fields; nearly always all of it.
    var delimiter: UInt8 = 44
    /// The bytes that must follow it: `||`, `~|~`, a character such as `§` that takes two bytes.
    var tail: [UInt8] = []
    /// However many blanks stand between two fields, two or more: columns that somebody lined up.
    var runs = false
    /// Nil when nothing is quoted.
    var quote: UInt8? = 34
    /// Inside quotes `\"` is a quote.
    var backslash = false
    /// Outside quotes a backslash takes its meaning from the delimiter, line end or quote after it: `Smith\, John`.
    var escapes = false
    /// Blanks between a delimiter and an opening quote do not count: `1, "a, b"`.
    var blankBeforeQuote = false
    /// Nor do blanks between a delimiter and anything else: `1, a, b`.
    var blankBeforeAll = false

    init(delimiter: UInt8 = 44) { self.delimiter = delimiter }

    /// - Parameter bytes: one to four of them; two blanks mean two or more.
    init(_ bytes: [UInt8]) {
        delimiter = bytes.first ?? 44
        tail = Array(bytes.dropFirst())
        runs = bytes == [32, 32]
    }

    var bytes: [UInt8] { [delimiter] + tail }

    /// None of those that files usually have.
    var isRare: Bool { !tail.isEmpty && !runs || ![44, 59, 9, 124, 32].contains(delimiter) }

    /// For a person: `semicolons`, `the characters "||"`.
    var delimiterName: String {
        if runs { return "two blanks or more" }
        guard !tail.isEmpty else { return Self.name(of: delimiter) }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.count == 1 ? "the character `\(text)`" : "the characters `\(text)`"
    }

    private static func name(of delimiter: UInt8) -> String {
        switch delimiter {
        case 44: "commas"
        case 59: "semicolons"
        case 9: "tabs"
        case 124: "pipes"
        case 32: "blanks"
        case 0..<32: "the control character U+00\(delimiter < 16 ? "0" : "")\(String(delimiter, radix: 16, uppercase: true))"
        default: "the character `\(Character(UnicodeScalar(delimiter)))`"
        }
    }
}
