/// Finds the numbers of measures in a name: `CMS165v13`, `cms 165`, `NQF#0018`, `Quality ID 236`, `MIPS 236`; what is left are its words.
struct IdentifierScan {
    enum Identifier: Hashable {
        case cms(Int), cbe(Int), quality(Int)
        /// A measure that goes by a name of its own, as `dev ch`.
        case own(String)
    }

    private(set) var identifiers: [Identifier] = []
    private(set) var version: Int?
    /// Of `Rate 2`, `Population 1` behind the name.
    private(set) var group: String?
    private(set) var rest: [String] = []

    init(_ name: NameWords) {
        let words = name.words
        var at = 0
        while at < words.count {
            let word = words[at]
            let next = at + 1 < words.count ? words[at + 1] : ""
            if let (number, version) = Self.cms(word) {
                add(.cms(number), version)
                at += 1
            } else if word == "cms" || word == "ecqm" || word == "cqm", let (number, version) = Self.cms("cms" + next),
                next.first?.isNumber == true
            {
                add(.cms(number), version)
                at += 2
            } else if ["nqf", "cbe"].contains(word) || ["nqf", "cbe"].contains(where: word.hasPrefix) && word.count > 3 {
                let (text, length) =
                    word.count > 3
                    ? (String(word.dropFirst(3)), 1)
                    : (
                        next == "id" || next == "no" ? (at + 2 < words.count ? words[at + 2] : "") : next,
                        next == "id" || next == "no" ? 3 : 2
                    )
                guard let number = Self.number(text) else {
                    rest.append(word)
                    at += 1
                    continue
                }
                add(.cbe(number), nil)
                at += length
            } else if let (number, length) = Self.quality(words, at) {
                add(.quality(number), nil)
                at += length
            } else if word == "dev", next == "ch" {
                add(.own("dev-ch"), nil)
                at += 2
            } else if version == nil, !identifiers.isEmpty, let number = Self.versionWord(word) {
                version = number
                at += 1
            } else if ["rate", "population", "pc", "numerator", "group"].contains(word), let number = Int(next), number < 10 {
                group = "\(number)"
                at += 2
            } else {
                rest.append(word)
                at += 1
            }
        }
        // "CMS165v13.0.000": what follows the version is a number of the file.
        if !identifiers.isEmpty, rest.allSatisfy({ Int($0) != nil }) { rest = [] }
    }

    private mutating func add(_ identifier: Identifier, _ version: Int?) {
        if !identifiers.contains(identifier) { identifiers.append(identifier) }
        self.version = self.version ?? version
    }

    /// `cms165`, `cms165v13`, `cms0165`.
    private static func cms(_ word: String) -> (Int, Int?)? {
        guard word.hasPrefix("cms") else { return nil }
        let parts = word.dropFirst(3).split(separator: "v", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let number = number(String(first)) else { return nil }
        guard parts.count == 2 else { return (number, nil) }
        return Int(parts[1]).map { (number, $0) }
    }

    private static func versionWord(_ word: String) -> Int? { word.first == "v" ? Int(word.dropFirst()) : nil }

    /// Up to four digits, with NQF's `e` of an eMeasure behind them.
    private static func number(_ text: String) -> Int? {
        let digits = text.hasSuffix("e") ? String(text.dropLast()) : text
        guard (1...4).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(digits)
    }

    /// `quality id 236`, `quality 236`, `mips 236`, `qpp 236`, `pqrs 236`, `q236`, `mips236`.
    private static func quality(_ words: [String], _ at: Int) -> (number: Int, length: Int)? {
        let word = words[at]
        for prefix in ["quality", "mips", "qpp", "pqrs", "q"] {
            if word == prefix, prefix != "q" {
                var next = at + 1
                while next < words.count, ["id", "measure", "no", "number", "quality"].contains(words[next]) { next += 1 }
                if next < words.count, let number = number(words[next]) { return (number, next - at + 1) }
            } else if word.hasPrefix(prefix), let number = number(String(word.dropFirst(prefix.count))) {
                return (number, 1)
            }
        }
        return nil
    }
}
