import HubCore

/// Reads windows and points: `period`, `other`, `[period.start - 6 months, period.end]`, `[a, b)`, `birth + 42 days`, `@index_day`.
struct WindowReader {
    struct Trouble: Error {
        var message: String
        var fix: String?
    }

    /// The days that the file names, for `@name`.
    var day: (String) throws(Trouble) -> DayValue

    func window(_ text: String) throws(Trouble) -> Window {
        let text = text.trimmingBlanks()
        if text == "period" { return .period }
        if text == "other" { return .other }
        let example = "Write `period` or, for example, `[period.start - 6 months, period.end]`."
        guard let first = text.first, let last = text.last, "[(".contains(first), "])".contains(last), text.count > 2
        else { throw Trouble(message: "`\(text)` is not a window", fix: example) }
        let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Trouble(message: "a window has two points with a comma", fix: example) }
        var (from, to) = (try point(String(parts[0])), try point(String(parts[1])))
        if first == "(" { from.days += 1 }
        if last == ")" { to.days -= 1 }
        if let first = Self.sample(from, like: to), let last = Self.sample(to, like: from), first > last {
            throw Trouble(message: "the window `\(text)` ends before it begins", fix: example)
        }
        return Window(from: from, to: to)
    }

    /// The point's day in 2024, when the other one's can be told in the same year: both of the period, or both of the same day.
    private static func sample(_ point: Point, like other: Point) -> Day? {
        let start = Day(number: 19_723)  // 1 January 2024
        switch (point.base, other.base) {
        case (.periodEnd, .periodStart), (.periodEnd, .periodEnd): return point.applied(to: start.adding(years: 1).adding(days: -1))
        case (.periodStart, .periodEnd): return point.applied(to: start)
        default: return point.base == other.base ? point.applied(to: start) : nil
        }
    }

    func point(_ text: String) throws(Trouble) -> Point {
        var words = text.replacingSigns().split(separator: " ").map(String.init)
        guard !words.isEmpty else { throw Trouble(message: "a point is missing", fix: Self.pointFix) }
        var point = Point(base: try base(words.removeFirst()))
        while !words.isEmpty {
            guard words.count >= 3, words[0] == "+" || words[0] == "-", let count = Int(words[1]), count < 100_000 else {
                throw Trouble(message: "`\(text.trimmingBlanks())` is not a point in time", fix: Self.pointFix)
            }
            let signed = words[0] == "+" ? count : -count
            switch words[2] {
            case "day", "days": point.days += signed
            case "week", "weeks": point.days += 7 * signed
            case "month", "months": point.months += signed
            case "year", "years": point.months += 12 * signed
            default:
                throw Trouble(
                    message: "`\(words[2])` is not a unit of time"
                        + Suggestion.words(for: words[2], among: ["days", "weeks", "months", "years"]),
                    fix: "Write days, weeks, months or years.")
            }
            words.removeFirst(3)
        }
        return point
    }

    private static let bases: [(String, Point.Base)] = [
        ("period.start", .periodStart), ("period.end", .periodEnd), ("birth", .birth), ("other.start", .otherStart),
        ("other.end", .otherEnd), ("other.authored", .otherAuthored),
    ]
    private static let pointFix =
        "Write period.start, period.end, birth, other.start, other.end, other.authored or @name, then, for example, `- 6 months`."

    private func base(_ word: String) throws(Trouble) -> Point.Base {
        if word.hasPrefix("@") { return .day(try day(String(word.dropFirst()))) }
        if let found = Self.bases.first(where: { $0.0 == word }) { return found.1 }
        throw Trouble(
            message: "`\(word)` is not a point in time" + Suggestion.words(for: word, among: Self.bases.map(\.0)),
            fix: Self.pointFix)
    }
}

extension String {
    /// Blanks around every sign, so that `birth+42 days` reads like `birth + 42 days`.
    fileprivate func replacingSigns() -> String {
        reduce(into: "") { $0 += $1 == "+" || $1 == "-" ? " \($1) " : String($1) }
    }
}
