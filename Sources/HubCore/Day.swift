/// A civil day: what a calendar on the wall shows, with no time zone. Counts days from 1970-01-01.
///
/// Arithmetic is proleptic Gregorian (H. Hinnant, "chrono-compatible low-level date algorithms").
/// Adding months or years keeps the day of the month, or takes the month's last day: 29 February + 1 year is 28 February.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var number: Int32

    public init(number: Int32) { self.number = number }

    /// Nil when there is no such day: month 13, 30 February. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(of: month, in: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Reads `2026-01-31` and nothing else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
        var parts = [0, 0, 0]
        for (at, byte) in bytes.enumerated() where at != 4 && at != 7 {
            guard byte >= 48, byte <= 57 else { return nil }
            parts[at < 4 ? 0 : at < 7 ? 1 : 2] = parts[at < 4 ? 0 : at < 7 ? 1 : 2] * 10 + Int(byte - 48)
        }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    public var parts: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    public static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        let (y, m) = (count >= 0 ? count / 12 : (count - 11) / 12, (count % 12 + 12) % 12 + 1)
        return Day(uncheckedYear: y, month: m, day: min(day, Day.length(of: m, in: y)))
    }

    public func adding(years: Int) -> Day { adding(months: 12 * years) }

    /// Completed years at `day` for somebody born on `self`. Born on 29 February, one ages on 1 March in common years.
    public func age(at day: Day) -> Int {
        let (born, then) = (parts, day.parts)
        return then.year - born.year - ((then.month, then.day) < (born.month, born.day) ? 1 : 0)
    }

    public var description: String {
        let (year, month, day) = parts
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text + "-\(two(month))-\(two(day))"
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }
}
