package import HubCore

/// A point in time as HL7 v3 writes it (`YYYY[MM[DD[HH[MM[SS[.f]]]]]][±ZZZZ]`), read as civil days: the zone is not applied, because the
/// source's own calendar is meant.
///
/// What is not a date is never made into one. When a digit is missing and the time of day can hold it (`2017080881158`), the day is
/// kept and the time is not; when the date may be hit (`200130311`), there is nothing.
package struct HL7Time {
    /// The same day unless only a month or year is known.
    package var first: Day
    package var last: Day
    package var second: Int32?

    package var isPartial: Bool { first != last }

    package init?(_ bytes: some Collection<UInt8>) {
        var digits: [UInt8] = []
        digits.reserveCapacity(20)
        var rest = bytes.drop { $0 <= 32 }[...]
        while let byte = rest.first, byte >= 48, byte <= 57 {
            guard digits.count < 20 else { return nil }
            digits.append(byte - 48)
            rest = rest.dropFirst()
        }
        guard Self.isTail(rest) else { return nil }
        func number(_ from: Int, _ count: Int) -> Int {
            digits[from..<from + count].reduce(0) { $0 * 10 + Int($1) }
        }
        switch digits.count {
        case 4:
            guard let from = Day(year: number(0, 4), month: 1, day: 1), from.parts.year >= 1000 else { return nil }
            (first, last) = (from, Day(year: number(0, 4), month: 12, day: 31) ?? from)
        case 6:
            guard let from = Day(year: number(0, 4), month: number(4, 2), day: 1), from.parts.year >= 1000
            else { return nil }
            (first, last) = (from, from.adding(months: 1).adding(days: -1))
        case 8, 10, 12, 14, 15...20, 11, 13:
            guard let day = Day(year: number(0, 4), month: number(4, 2), day: number(6, 2)), day.parts.year >= 1000
            else { return nil }
            (first, last) = (day, day)
            let isShort = digits.count == 11 || digits.count == 13
            let (hours, at) = isShort ? (number(8, 1), 9) : digits.count > 8 ? (number(8, 2), 10) : (0, 8)
            let minutes = digits.count > at + 1 ? number(at, 2) : 0
            let seconds = digits.count > at + 3 ? number(at + 2, 2) : 0
            guard hours <= 24, minutes < 60, seconds <= 60 else {
                if isShort { return nil }
                return
            }
            // With minutes only: an hour alone is no time of day.
            if !isShort, digits.count >= 12, hours < 24 {
                second = Int32(hours * 3600 + minutes * 60 + min(seconds, 59))
            }
        default: return nil
        }
    }

    /// Nothing, a fraction, a zone, or both.
    private static func isTail(_ tail: some Collection<UInt8>) -> Bool {
        var rest = tail[...]
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { $0 >= 48 && $0 <= 57 } }
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest = rest.dropFirst().drop { $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: ":") }
        }
        if rest.first == UInt8(ascii: "Z") { rest = rest.dropFirst() }
        return rest.allSatisfy { $0 <= 32 }
    }
}
