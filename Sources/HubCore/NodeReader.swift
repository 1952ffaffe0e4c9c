/// Takes one block of keys apart. Collects findings instead of stopping at the first, so that one run tells all that is wrong with a file.
///
/// Ask for every key you know; then call ``finish()``, which tells the keys that nobody asked for, with a suggestion.
public struct NodeReader {
    public let node: Node
    public private(set) var findings: [Finding] = []
    private var asked: [String] = []
    /// What the block is, for messages: "a mapping".
    private let what: String

    public init(_ node: Node, what: String) {
        self.node = node
        self.what = what
        if node.entries == nil { fail("\(what) must be a block of keys, but this is \(node.shape)", at: node.origin) }
    }

    public mutating func fail(_ message: String, at origin: Origin, id: String = "config.invalid", fix: String? = nil) {
        findings.append(Finding(.error, id, message, at: origin, fix: fix, owner: .hub))
    }

    public mutating func absorb(_ more: [Finding]) { findings += more }

    public mutating func optional(_ key: String) -> Node? {
        asked.append(key)
        guard let found = node[key], found.content != .null else { return nil }
        return found
    }

    public mutating func required(_ key: String) -> Node? {
        let found = optional(key)
        if found == nil, node.entries != nil {
            fail("\(what) needs `\(key)`", at: node.origin, id: "config.missing-key")
        }
        return found
    }

    public mutating func text(_ key: String) -> String? {
        guard let found = optional(key) else { return nil }
        guard let text = found.text else {
            fail("`\(key)` must be a single value, but this is \(found.shape)", at: found.origin)
            return nil
        }
        return text
    }

    public mutating func requiredText(_ key: String) -> String? {
        let had = findings.count
        let found = text(key)
        if found == nil, findings.count == had, node.entries != nil {
            fail("\(what) needs `\(key)`", at: node.origin, id: "config.missing-key")
        }
        return found
    }

    public mutating func number(_ key: String) -> Double? {
        guard let text = text(key) else { return nil }
        guard let number = Double(text) else {
            fail("`\(key)` must be a number, but this is `\(text)`", at: node[key]!.origin)
            return nil
        }
        return number
    }

    public mutating func integer(_ key: String) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text) else {
            fail("`\(key)` must be a whole number, but this is `\(text)`", at: node[key]!.origin)
            return nil
        }
        return number
    }

    public mutating func flag(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            fail("`\(key)` must be true or false, but this is `\(text)`", at: node[key]!.origin)
            return nil
        }
    }

    /// One value or a list of them.
    public mutating func texts(_ key: String) -> [String]? {
        guard let found = optional(key) else { return nil }
        if let text = found.text { return [text] }
        guard let list = found.list else {
            fail("`\(key)` must be one value or a list, but this is \(found.shape)", at: found.origin)
            return nil
        }
        return list.compactMap { item in
            if item.text == nil { fail("`\(key)` must list single values", at: item.origin) }
            return item.text
        }
    }

    /// One of a few words; says which there are when it is none of them.
    public mutating func word<W>(_ key: String, of words: [(String, W)]) -> W? {
        guard let text = text(key) else { return nil }
        if let found = words.first(where: { $0.0 == text }) { return found.1 }
        let names = words.map(\.0)
        fail(
            "`\(text)` is not a value of `\(key)`" + Suggestion.words(for: text, among: names), at: node[key]!.origin,
            id: "config.unknown-value", fix: "Write one of: " + names.joined(separator: ", ") + ".")
        return nil
    }

    /// Tells every key that nobody asked for.
    public mutating func finish() {
        for entry in node.entries ?? [] where !asked.contains(entry.key) {
            fail(
                "`\(entry.key)` is not a key of \(what)" + Suggestion.words(for: entry.key, among: asked),
                at: entry.keyOrigin, id: "config.unknown-key",
                fix: "Known keys: " + asked.sorted().joined(separator: ", ") + ".")
        }
    }
}
