/// A day as a source printed it, and how much of it was printed. Time zones are not applied: the local day is what the chart shows.
public struct CivilMoment: Hashable, Sendable {
    public enum Precision: Int16, Comparable, Sendable {
        case year = 1, month, day
        public static func < (a: Precision, b: Precision) -> Bool { a.rawValue < b.rawValue }
    }

    /// The first day of the year or month when no more is known.
    public var day: Day
    /// Seconds after midnight, where the source has a time.
    public var second: Int32?
    public var precision: Precision
    /// Two digits were printed for the year; the century is the reader's guess.
    public var isShortYear = false

    public init(_ day: Day, second: Int32? = nil, precision: Precision = .day) {
        self.day = day
        self.second = second
        self.precision = precision
    }

    /// The last day that it can mean: 2015-02 ends on 2015-02-28.
    public var lastDay: Day {
        switch precision {
        case .day: day
        case .month: day.adding(months: 1).adding(days: -1)
        case .year: day.adding(years: 1).adding(days: -1)
        }
    }
}

/// Days that stand for "none": what systems write when they must write something.
extension Day {
    public var isSentinel: Bool { Day.sentinels.contains(number) || parts.year == 9999 }

    private static let sentinels: Set<Int32> = Set(
        [(1, 1, 1), (1753, 1, 1), (1800, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (2099, 12, 31), (2999, 12, 31)]
            .compactMap { Day(year: $0.0, month: $0.1, day: $0.2)?.number })
}
