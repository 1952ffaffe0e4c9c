/// Reads days and times from a cell's bytes, without making a string. Never guesses a day: what cannot be known is not said.
///
/// Understood: `2015-03-04`, `2015/3/4`, `2015-03-04T16:17:47.5-06:00`, `20150304[HHmm[ss[.ffff]]][±ZZZZ]`, `3/4/2015`, `03-04-15`,
/// `4-Mar-2015`, `Mar 4, 2015`, `2015`, `2015-03`, `03/2015`, each with `4:05 PM` or `16:05:09` behind it; spreadsheet serials by format.
public struct DateReader: Hashable, Sendable {
    /// Nil: only what is unambiguous.
    public var format: DateFormat?
    /// Two-digit years are read as the hundred years that begin here; nil reads none.
    public var shortYearsFrom: Int?

    public init(_ format: DateFormat? = nil, shortYearsFrom: Int? = 1950) {
        self.format = format
        self.shortYearsFrom = shortYearsFrom
    }

    public func read(_ text: some StringProtocol) -> DateReading {
        let bytes = Array(text.utf8)
        return read(bytes.span)
    }

    public func read(_ bytes: Span<UInt8>) -> DateReading {
        if let fast = Self.readISO(bytes) { return fast }
        var scan = DateScanner(bytes)
        guard !scan.isDone else { return .empty }
        if scan.isAllZeros(bytes) { return .sentinel }
        if format == .excel, let serial = scan.serial(bytes) { return Self.serial(serial) }
        if scan.digitsAhead(bytes) >= 5 { return Self.readTimestamp(bytes, &scan) }
        return readParts(bytes, &scan)
    }

    /// `yyyy-MM-dd`, alone or with `[T ]HH:mm:ss` and whatever follows: the shape of most columns.
    private static func readISO(_ bytes: Span<UInt8>) -> DateReading? {
        guard bytes.count == 10 || bytes.count >= 19, bytes[4] == 45, bytes[7] == 45 else { return nil }
        guard let y1 = two(bytes, 0), let y2 = two(bytes, 2), let month = two(bytes, 5), let day = two(bytes, 8), y1 + y2 > 0
        else { return nil }
        var second: Int32?
        if bytes.count > 10 {
            guard bytes[10] == 84 || bytes[10] == 32, bytes[13] == 58, bytes[16] == 58, let h = two(bytes, 11), let m = two(bytes, 14),
                let s = two(bytes, 17), h < 24, m < 60, s < 60
            else { return nil }
            // What follows a time is a fraction or a zone; anything else is left to the slower reader.
            if bytes.count > 19, bytes[19] != 90, bytes[19] != 46, bytes[19] != 43, bytes[19] != 45 { return nil }
            second = Int32(h * 3600 + m * 60 + s)
        }
        return reading(year: y1 * 100 + y2, month: month, day: day, second: second)
    }

    private static func two(_ bytes: Span<UInt8>, _ at: Int) -> Int? {
        let (a, b) = (bytes[at] &- 48, bytes[at + 1] &- 48)
        return a < 10 && b < 10 ? Int(a) * 10 + Int(b) : nil
    }

    static func reading(
        year: Int, month: Int, day: Int, second: Int32?, precision: CivilMoment.Precision = .day, shortYear: Bool = false
    ) -> DateReading {
        guard let found = Day(year: year, month: month, day: day) else { return .unreadable }
        // Only the first and last days of a year stand for none; looking further costs time in every row.
        if precision == .day, year == 9999 || (day == 1 && month == 1 || day >= 30 && month == 12) && found.isSentinel { return .sentinel }
        guard (1800...2199).contains(year) else { return year == 9999 || year == 1 ? .sentinel : .unreadable }
        var moment = CivilMoment(found, second: precision == .day ? second : nil, precision: precision)
        moment.isShortYear = shortYear
        return .read(moment)
    }

    /// Serial 60 is Excel's 29 February 1900, which never was; what comes before it is shifted by one and never a patient's day.
    private static func serial(_ serial: Double) -> DateReading {
        guard serial >= 61, serial < 109_575, let zero = Day(year: 1899, month: 12, day: 30) else {
            return serial < 61 ? .sentinel : .unreadable
        }
        let whole = serial.rounded(.down)
        let second = serial == whole ? nil : Int32(min(86_399, ((serial - whole) * 86_400).rounded()))
        let day = zero.adding(days: Int(whole))
        return day.isSentinel ? .sentinel : .read(CivilMoment(day, second: second))
    }
}
