import HubCore

/// How many facts of one kind each month has, from January 1900 to December 2100; other days count as outside.
struct Volume {
    static let firstMonth = 1900 * 12
    static let months = 201 * 12

    private(set) var counts = [UInt32](repeating: 0, count: Volume.months)
    private(set) var first = Int32.max
    private(set) var last = Int32.min
    private(set) var dated = 0
    private(set) var undated = 0
    private(set) var outside = 0

    mutating func add(day: Int32, month: Int) {
        guard day != HistoryFact.noDay else {
            undated += 1
            return
        }
        let at = month - Self.firstMonth
        guard at >= 0, at < Self.months else {
            outside += 1
            return
        }
        counts[at] &+= 1
        dated += 1
        if day < first { first = day }
        if day > last { last = day }
    }

    subscript(month: Int) -> Int {
        let at = month - Self.firstMonth
        return at >= 0 && at < Self.months ? Int(counts[at]) : 0
    }

    /// The days that the bulk lies between: months with less than `share` percent of the usual month are stragglers at either end.
    /// The usual month is the median of the months that hold anything within `period` (within the last 24 of all when there is none).
    func span(within period: Period?, share: Double) -> (first: Day, last: Day)? {
        guard dated > 0 else { return nil }
        let all = counts.indices.filter { counts[$0] > 0 }
        let inside = period.map { period in
            all.filter { $0 + Self.firstMonth >= Month.of(period.start) && $0 + Self.firstMonth <= Month.of(period.end) }
        }
        let basis = (inside.flatMap { $0.isEmpty ? nil : $0 } ?? Array(all.suffix(24))).map { counts[$0] }.sorted()
        let usual = Double(basis[basis.count / 2])
        let steady = all.filter { Double(counts[$0]) * 100 >= share * usual }
        guard let from = steady.first, let to = steady.last else { return nil }
        let (start, end) = (Month.first(of: from + Self.firstMonth), Month.last(of: to + Self.firstMonth))
        return (max(start, Day(number: first)), min(end, Day(number: last)))
    }
}

/// Months counted as year × 12 + month − 1.
enum Month {
    static func of(_ day: Day) -> Int {
        let (year, month, _) = day.parts
        return year * 12 + month - 1
    }
    static func first(of month: Int) -> Day { Day(year: month / 12, month: month % 12 + 1, day: 1) ?? Day(number: 0) }
    static func last(of month: Int) -> Day { first(of: month + 1).adding(days: -1) }
}
