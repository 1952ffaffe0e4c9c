internal import HubCore

/// Months in the names of columns: `Jan 2026`, `January-26`, `2026-01`, `01/2026`, `202601`, `2026M01`; `Jan` where what is printed above the table
/// names one year only.
enum ColumnMonth {
    private static let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let whole = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "sept",
    ]

    /// What stands where the pattern has `{month}`; case, blanks and punctuation do not matter around it. Nil when the name is another.
    static func placed(_ pattern: String, in column: String) -> String? {
        let parts = pattern.split(separator: "{month}", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let (before, behind) = (Words.column(parts[0]), Words.column(parts[1]))
        var text = column[...]
        guard let rest = drop(before, from: text, atEnd: false) else { return nil }
        text = rest
        guard let rest = drop(behind, from: text, atEnd: true) else { return nil }
        let found = rest.trimmingBlanks()
        return found.isEmpty ? nil : found
    }

    /// Takes letters and digits off one end, as long as they are these.
    private static func drop(_ word: String, from text: Substring, atEnd: Bool) -> Substring? {
        var (text, left) = (text, Array(word))
        while !left.isEmpty {
            guard let next = atEnd ? text.last : text.first else { return nil }
            if atEnd { text.removeLast() } else { text.removeFirst() }
            let kept = Words.column(String(next))
            guard !kept.isEmpty else { continue }
            guard kept == String(atEnd ? left.last! : left.first!) else { return nil }
            if atEnd { left.removeLast() } else { left.removeFirst() }
        }
        return text
    }

    /// `2026-01`, or `2026-01-31` where the column names a day; nil when it is no month, or its year is not known.
    static func read(_ text: String, year: Int?) -> String? {
        var (words, numbers): ([String], [String]) = ([], [])
        for token in tokens(text.lowercased()) {
            if token.first?.isNumber == true { numbers.append(token) } else if token != "m" { words.append(token) }
        }
        guard words.count <= 1 else { return nil }
        if let word = words.first {
            guard let month = whole.firstIndex(of: word).map({ min($0, 12) }).map({ $0 == 12 ? 8 : $0 }) ?? names.firstIndex(of: word)
            else { return nil }
            switch numbers.count {
            case 0: return year.map { written($0, month + 1) }
            case 1: return fullYear(numbers[0]).map { written($0, month + 1) }
            default: return nil
            }
        }
        if numbers.count == 1, numbers[0].count == 6 { return pair(String(numbers[0].prefix(4)), String(numbers[0].suffix(2))) }
        if numbers.count == 2 { return pair(numbers[0], numbers[1]) ?? pair(numbers[1], numbers[0]) }
        guard numbers.count == 3, numbers[0].count == 4, let month = pair(numbers[0], numbers[1]), let day = Int(numbers[2]),
            (1...31).contains(day)
        else { return nil }
        return month + (day < 10 ? "-0\(day)" : "-\(day)")
    }

    private static func pair(_ year: String, _ month: String) -> String? {
        guard year.count == 4, let year = fullYear(year), let month = Int(month), (1...12).contains(month) else { return nil }
        return written(year, month)
    }

    private static func fullYear(_ text: String) -> Int? {
        guard let number = Int(text) else { return nil }
        if text.count == 4 { return (1990...2099).contains(number) ? number : nil }
        return text.count == 2 ? 2000 + number : nil
    }

    private static func written(_ year: Int, _ month: Int) -> String { "\(year)-" + (month < 10 ? "0\(month)" : "\(month)") }

    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var kind: Bool?
        for character in text {
            guard character.isLetter || character.isNumber else {
                kind = nil
                continue
            }
            if kind == character.isNumber { tokens[tokens.count - 1].append(character) } else { tokens.append(String(character)) }
            kind = character.isNumber
        }
        return tokens
    }

    /// The one year that is printed above the table; nil when there are none or several.
    static func year(in preamble: [(name: String, value: String)]) -> Int? {
        let found = preamble.flatMap { tokens($0.name.lowercased()) + tokens($0.value.lowercased()) }
        let years = Set(found.filter { $0.count == 4 }.compactMap { Int($0) }.filter { (1990...2099).contains($0) })
        return years.count == 1 ? years.first : nil
    }
}
