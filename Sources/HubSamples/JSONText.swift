/// JSON as text, in the order in which it is put together, so that the same sample has the same bytes.
enum JSONText {
    case text(String)
    /// Digits as they are to stand there: `98.60` stays `98.60`.
    case number(String)
    case yes(Bool)
    case list([JSONText])
    case object([(String, JSONText)])

    func write(to text: inout String, indent: Int = 0) {
        switch self {
        case .text(let words): text += JSONText.quoted(words)
        case .number(let digits): text += digits
        case .yes(let flag): text += flag ? "true" : "false"
        case .list(let items): JSONText.write(items.map { (nil, $0) }, between: ("[", "]"), to: &text, indent)
        case .object(let members): JSONText.write(members.map { (Optional($0), $1) }, between: ("{", "}"), to: &text, indent)
        }
    }

    private static func write(_ items: [(String?, JSONText)], between ends: (String, String), to text: inout String, _ indent: Int) {
        guard !items.isEmpty else { return text += ends.0 + ends.1 }
        let inner = String(repeating: "  ", count: indent + 1)
        text += ends.0
        for (at, (name, value)) in items.enumerated() {
            text += (at == 0 ? "\n" : ",\n") + inner
            if let name { text += quoted(name) + ": " }
            value.write(to: &text, indent: indent + 1)
        }
        text += "\n" + String(repeating: "  ", count: indent) + ends.1
    }

    static func quoted(_ words: String) -> String { "\"" + words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    init(stringLiteral words: String) { self = .text(words) }
}

extension JSONText: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral members: (String, JSONText)...) { self = .object(members) }
}

extension JSONText: ExpressibleByArrayLiteral {
    init(arrayLiteral items: JSONText...) { self = .list(items) }
}
