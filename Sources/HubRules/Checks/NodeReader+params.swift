import HubCore

extension NodeReader {
    /// A list of blocks.
    mutating func nodes(_ key: String) -> [Node]? {
        guard let found = optional(key) else { return nil }
        if found.list == nil { fail("`\(key)` must be a list, but this is \(found.shape)", at: found.origin) }
        return found.list
    }

    /// A whole number that is not negative.
    mutating func count(_ key: String) -> Int? {
        guard let number = integer(key) else { return nil }
        if number < 0, let origin = node[key]?.origin { fail("`\(key)` cannot be less than 0", at: origin) }
        return max(0, number)
    }

    /// 0 to 100.
    mutating func percent(_ key: String) -> Double? {
        guard let number = number(key) else { return nil }
        guard number >= 0, number <= 100 else {
            if let origin = node[key]?.origin { fail("`\(key)` is a percentage, from 0 to 100", at: origin) }
            return nil
        }
        return number
    }

    mutating func requiredPercent(_ key: String) -> Double {
        _ = required(key)
        return percent(key) ?? 0
    }

    /// One or more words out of a few; `all` when the key is not there.
    mutating func words<W>(_ key: String, of known: [(String, W)], otherwise all: [W]) -> [W] {
        guard let found = optional(key) else { return all }
        let items = found.list ?? [found]
        let names = known.map { $0.0 }
        return items.compactMap { item in
            if let text = item.text, let word = known.first(where: { $0.0 == text }) { return word.1 }
            let text = item.text ?? item.shape
            fail(
                "`\(text)` is not a value of `\(key)`" + Suggestion.words(for: text, among: names), at: item.origin,
                id: "config.unknown-value", fix: "Write any of: " + names.joined(separator: ", ") + ".")
            return nil
        }
    }

    mutating func kinds(_ key: String = "kinds", otherwise all: [Fact.Kind] = Fact.Kind.allCases) -> [Fact.Kind] {
        words(key, of: Fact.Kind.allCases.map { ($0.word, $0) }, otherwise: all)
    }
}
