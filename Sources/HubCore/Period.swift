/// A reporting period: two inclusive civil days.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var start: Day
    public var end: Day

    public init(_ start: Day, _ end: Day) {
        self.start = start
        self.end = end
    }

    /// Reads `2026-01-01..2026-12-31`; also a year (`2026`) and a quarter (`2026Q1`). Nil when it is none of them or ends before it starts.
    public init?(_ text: String) {
        if text.count == 4, let year = Self.year(text), let first = Day(year: year, month: 1, day: 1) {
            self.init(first, first.adding(years: 1).adding(days: -1))
        } else if text.count == 6, text.dropFirst(4).first == "Q", let year = Self.year(text.prefix(4)),
            let quarter = Int(text.suffix(1)), (1...4).contains(quarter),
            let first = Day(year: year, month: quarter * 3 - 2, day: 1)
        {
            self.init(first, first.adding(months: 3).adding(days: -1))
        } else {
            guard let dots = text.firstRange(of: ".."), let start = Day(iso: text[..<dots.lowerBound]),
                let end = Day(iso: text[dots.upperBound...]), start <= end
            else { return nil }
            self.init(start, end)
        }
    }

    /// Four digits; `Int` alone would read `+026` too.
    private static func year(_ text: some StringProtocol) -> Int? { text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil }

    public func contains(_ day: Day) -> Bool { start <= day && day <= end }

    public var isTwelveMonths: Bool { end == start.adding(years: 1).adding(days: -1) }

    /// `count` twelve-month periods that end with this one's end and, going back, with the end of each month before; earliest first.
    public func rolling(_ count: Int) -> [Period] {
        (0..<count).reversed().map { back in
            let afterEnd = end.adding(days: 1).adding(months: -back)
            return Period(afterEnd.adding(years: -1), afterEnd.adding(days: -1))
        }
    }

    public var description: String { "\(start)..\(end)" }

    public static func < (a: Period, b: Period) -> Bool { (a.end, a.start) < (b.end, b.start) }
}
