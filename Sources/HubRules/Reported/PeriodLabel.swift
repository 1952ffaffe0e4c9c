package import HubCore

/// A period as a report's column labels it: `2025 Q3`, `Q3 2025`, `3Q25`, `CY2025`, `2025`, `2025-03`, `March 2025`, `01/01/2025 - 12/31/2025`.
///
/// Fiscal years are nobody's calendar and are not read.
package enum PeriodLabel {
    package static func read(_ text: String) -> Period? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let plain = Period(text) { return plain }
        let days = PrintedPeriod.days(in: text)
        if days.count == 2 { return days[0] <= days[1] ? Period(days[0], days[1]) : nil }
        guard days.isEmpty else { return nil }
        var words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.flatMap(parts)
        words.removeAll {
            ["cy", "calendar", "year", "quarter", "qtr", "py", "my", "data", "ending", "reporting", "period", "performance"].contains($0)
        }
        let quarters = words.filter { $0.count == 2 && $0.first == "q" }.compactMap { Int($0.dropFirst()) }
        let rest = words.filter { !($0.count == 2 && $0.first == "q") }
        if quarters.count == 1, rest.count == 1, let year = year(rest[0], isShortAllowed: true) { return Period("\(year)Q\(quarters[0])") }
        guard quarters.isEmpty else { return nil }
        if rest.count == 1, let year = year(rest[0], isShortAllowed: false) { return Period("\(year)") }
        guard rest.count == 2 else { return nil }
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        for (one, other) in [(rest[0], rest[1]), (rest[1], rest[0])] {
            guard let year = year(one, isShortAllowed: false) else { continue }
            let named = other.count >= 3 ? months.firstIndex { other.hasPrefix($0) }.map { $0 + 1 } : nil
            guard let month = named ?? Int(other), let first = Day(year: year, month: month, day: 1) else { continue }
            return Period(first, first.adding(months: 1).adding(days: -1))
        }
        return nil
    }

    /// `2025q3` → `2025`, `q3`; `3q25` → `q3`, `25`; `cy2025` → `cy`, `2025`.
    private static func parts(_ word: Substring) -> [String] {
        if word.count >= 4, word.dropFirst().first == "q", let quarter = word.first, quarter.isNumber {
            return ["q\(quarter)", String(word.dropFirst(2))]
        }
        if let q = word.firstIndex(of: "q"), q != word.startIndex, word[..<q].allSatisfy(\.isNumber) {
            return [String(word[..<q]), String(word[q...])]
        }
        if word.first == "q", word.count > 2, word.dropFirst().first?.isNumber == true {
            return [String(word.prefix(2)), String(word.dropFirst(2))]
        }
        let letters = word.prefix { $0.isLetter }
        if !letters.isEmpty, letters.count < word.count, letters != "q" { return [String(letters), String(word.dropFirst(letters.count))] }
        return [String(word)]
    }

    private static func year(_ text: String, isShortAllowed: Bool) -> Int? {
        guard let number = Int(text) else { return nil }
        if text.count == 4, (1990...2100).contains(number) { return number }
        return isShortAllowed && text.count == 2 ? 2000 + number : nil
    }
}
