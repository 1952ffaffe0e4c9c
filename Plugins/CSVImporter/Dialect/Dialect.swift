/// How a file writes rows: what stands between fields and what surrounds them.
struct Dialect: Equatable, Sendable {
    var delimiter: UInt8 = 44
    /// Nil when nothing is quoted.
    var quote: UInt8? = 34
    /// Inside quotes `\"` is a quote.
    var backslash = false
    /// Blanks between a delimiter and an opening quote do not count: `1, "a, b"`.
    var blankBeforeQuote = false

    static func name(of delimiter: UInt8) -> String {
        switch delimiter {
        case 44: "commas"
        case 59: "semicolons"
        case 9: "tabs"
        case 124: "pipes"
        case 32: "blanks"
        default: "the character `\(Character(UnicodeScalar(delimiter)))`"
        }
    }
}
