/// HL7 timestamps, `yyyyMMdd[HH[mm[ss[.ffff]]]][±ZZZZ]` (HL7 v2 TS, v3 TS), and what can be known of malformed ones.
///
/// A lost zero is common: `2017080881158-0600` has thirteen digits. Where the digits can be cut in one way only, the day is known
/// (8 August 2017); where in several, only what they have in common (`2015062210000`: the 22nd at 1:00 or the 2nd at 21:00, so June 2015);
/// nine digits (`200130311`) can be a slip anywhere and say nothing.
extension DateReader {
    static func readTimestamp(_ bytes: Span<UInt8>, _ scan: inout DateScanner) -> DateReading {
        let (start, count) = (scan.at, scan.digitsAhead(bytes))
        scan.at += count
        if scan.skip(bytes, 46) { scan.at += scan.digitsAhead(bytes) }
        guard isZone(bytes, scan) else { return .unreadable }
        func number(_ from: Int, _ count: Int) -> Int { scan.digits(bytes, from: start + from, count: count) }
        switch count {
        case 6: return reading(year: number(0, 4), month: number(4, 2), day: 1, second: nil, precision: .month)
        case 8, 10, 12, 14:
            guard let second = timeOfDay(number, count - 8, from: 8) else { return .unreadable }
            return reading(
                year: number(0, 4), month: number(4, 2), day: number(6, 2), second: count > 10 ? second : nil)
        case 11, 13: return readLostZero(number, count)
        default: return .unreadable
        }
    }

    /// Nil when these digits are no time.
    private static func timeOfDay(_ number: (Int, Int) -> Int, _ count: Int, from: Int) -> Int32? {
        let hour = count >= 2 ? number(from, 2) : 0
        let minute = count >= 4 ? number(from + 2, 2) : 0
        let second = count >= 6 ? number(from + 4, 2) : 0
        // 60 is a leap second; HL7 systems write 240000 for midnight too, which belongs to the next day and so is not guessed at.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        return Int32(min(86_399, hour * 3600 + minute * 60 + second))
    }

    private static func readLostZero(_ number: (Int, Int) -> Int, _ count: Int) -> DateReading {
        let year = number(0, 4)
        var days: [CivilMoment] = []
        func consider(_ month: Int, _ day: Int, _ isTime: Bool) {
            if isTime, case .read(let moment) = reading(year: year, month: month, day: day, second: nil) { days.append(moment) }
        }
        // The hour's zero is lost, or a digit of the minutes or seconds: the day stands. The day's. The month's.
        consider(number(4, 2), number(6, 2), true)
        consider(number(4, 2), number(6, 1), timeOfDay(number, count - 7, from: 7) != nil)
        consider(number(4, 1), number(5, 2), timeOfDay(number, count - 7, from: 7) != nil)
        guard let first = days.first else { return .unreadable }
        if days.allSatisfy({ $0.day == first.day }) { return .read(first) }
        let parts = days.map { $0.day.parts }
        let sameMonth = parts.allSatisfy { $0.month == parts[0].month }
        return reading(
            year: year, month: sameMonth ? parts[0].month : 1, day: 1, second: nil, precision: sameMonth ? .month : .year)
    }

    /// The reader for documents: HL7 and ISO forms, nothing that needs a column to be understood.
    public static let hl7 = DateReader(.iso, shortYearsFrom: nil)
}
