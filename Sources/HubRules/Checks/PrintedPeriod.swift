package import HubCore

/// Reads a period out of what a report prints above its table: `01/01/2015 - 12/31/2015`, `Jan 1, 2015 to Dec 31, 2015`, `2015Q1`, `2015`.
///
/// Days before months are read American (month first) unless a number above 12 says otherwise.
package enum PrintedPeriod {
    package static func read(_ text: String) -> Period? {
        let days = days(in: text)
        if days.count == 2, days[0] <= days[1] { return Period(days[0], days[1]) }
        guard days.isEmpty else { return nil }
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.uppercased() }
        let years = words.filter { $0.count == 4 && Int($0) != nil }
        let quarters = words.filter { $0.count == 2 && $0.first == "Q" }
        if years.count == 1, quarters.count == 1 { return Period(years[0] + quarters[0]) }
        return words.count == 1 || (years.count == 1 && words.allSatisfy { Int($0) == nil || $0 == years[0] })
            ? words.first { $0.count == 4 || $0.count == 6 && $0.contains("Q") }.flatMap { Period($0) }
                ?? years.first.flatMap { Period($0) }
            : nil
    }

    /// Every full date in the text, in its order.
    package static func days(in text: String) -> [Day] {
        var tokens: [(number: Int?, month: Int?, digits: Int)] = []
        for word in text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber)) }) {
            if let number = Int(word), word.count <= 4 {
                tokens.append((number, nil, word.count))
            } else {
                tokens.append((nil, months.firstIndex(of: word.prefix(3).lowercased()).map { $0 + 1 }, word.count))
            }
        }
        var found: [Day] = []
        var at = 0
        while at + 2 < tokens.count {
            if let day = day(tokens[at], tokens[at + 1], tokens[at + 2]) {
                found.append(day)
                at += 3
            } else {
                at += 1
            }
        }
        return found
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private typealias Token = (number: Int?, month: Int?, digits: Int)

    private static func day(_ a: Token, _ b: Token, _ c: Token) -> Day? {
        if let year = a.number, a.digits == 4, let month = b.number, let day = c.number, c.digits <= 2 {
            return Day(year: year, month: month, day: day)
        }
        guard let last = c.number, c.digits == 4 || c.digits == 2 else { return nil }
        let year = c.digits == 4 ? last : 2000 + last
        if let month = a.month, let day = b.number { return Day(year: year, month: month, day: day) }
        if let day = a.number, let month = b.month { return Day(year: year, month: month, day: day) }
        guard let first = a.number, let second = b.number, a.digits <= 2, b.digits <= 2 else { return nil }
        return Day(year: year, month: first, day: second) ?? Day(year: year, month: second, day: first)
    }
}
