/// Days written in parts: `3/4/2015 4:05 PM`, `4-Mar-15`, `Mar 4, 2015`, `2015/3/4`, `03/2015`.
extension DateReader {
    func readParts(_ bytes: Span<UInt8>, _ scan: inout DateScanner) -> DateReading {
        if let month = scan.monthName(bytes) { return readAfterMonthName(month, bytes, &scan) }
        guard let first = scan.number(bytes) else { return .unreadable }
        if first.digits == 4 { return readYearFirst(first.value, bytes, &scan) }
        guard first.digits <= 2, scan.separator(bytes) != nil else { return .unreadable }
        if let month = scan.monthName(bytes) {
            guard scan.separator(bytes) != nil, let year = year(bytes, &scan) else { return .unreadable }
            return finish(year, month, first.value, bytes, &scan)
        }
        guard let second = scan.number(bytes) else { return .unreadable }
        if second.digits == 4, scan.isDone {
            return Self.reading(year: second.value, month: first.value, day: 1, second: nil, precision: .month)
        }
        guard second.digits <= 2, scan.separator(bytes) != nil, let year = year(bytes, &scan) else { return .unreadable }
        guard let monthIsFirst = monthIsFirst(first.value, second.value) else { return .ambiguous }
        return finish(year, monthIsFirst ? first.value : second.value, monthIsFirst ? second.value : first.value, bytes, &scan)
    }

    /// With a format, the format's order and no other: a 13th month is then unreadable, not a day in the other order.
    private func monthIsFirst(_ first: Int, _ second: Int) -> Bool? {
        switch format {
        case .monthFirst: true
        case .dayFirst: false
        default: first == second ? true : first > 12 ? false : second > 12 ? true : nil
        }
    }

    private func readAfterMonthName(_ month: Int, _ bytes: Span<UInt8>, _ scan: inout DateScanner) -> DateReading {
        _ = scan.separator(bytes)
        if scan.digitsAhead(bytes) == 4, let year = scan.number(bytes) {
            return scan.isDone ? Self.reading(year: year.value, month: month, day: 1, second: nil, precision: .month) : .unreadable
        }
        guard let day = scan.number(bytes), day.digits <= 2, scan.separator(bytes) != nil, let year = year(bytes, &scan) else {
            return .unreadable
        }
        return finish(year, month, day.value, bytes, &scan)
    }

    private func readYearFirst(_ year: Int, _ bytes: Span<UInt8>, _ scan: inout DateScanner) -> DateReading {
        if scan.isDone { return Self.reading(year: year, month: 1, day: 1, second: nil, precision: .year) }
        guard scan.separator(bytes) != nil, let month = scan.monthName(bytes) ?? shortNumber(bytes, &scan) else { return .unreadable }
        if scan.isDone { return Self.reading(year: year, month: month, day: 1, second: nil, precision: .month) }
        guard scan.separator(bytes) != nil, let day = shortNumber(bytes, &scan) else { return .unreadable }
        return finish((year, false), month, day, bytes, &scan)
    }

    private func shortNumber(_ bytes: Span<UInt8>, _ scan: inout DateScanner) -> Int? {
        guard let number = scan.number(bytes), number.digits <= 2 else { return nil }
        return number.value
    }

    /// Four digits, or two where the reader may guess the century.
    private func year(_ bytes: Span<UInt8>, _ scan: inout DateScanner) -> (value: Int, short: Bool)? {
        guard let number = scan.number(bytes) else { return nil }
        if number.digits == 4 { return (number.value, false) }
        guard number.digits == 2, let from = shortYearsFrom, (1800...2100).contains(from) else { return nil }
        let year = from / 100 * 100 + number.value
        return (year < from ? year + 100 : year, true)
    }

    private func finish(
        _ year: (value: Int, short: Bool), _ month: Int, _ day: Int, _ bytes: Span<UInt8>, _ scan: inout DateScanner
    ) -> DateReading {
        guard let second = time(bytes, &scan) else { return .unreadable }
        return Self.reading(year: year.value, month: month, day: day, second: second < 0 ? nil : second, shortYear: year.short)
    }

    /// `[T| ]h:mm[:ss[.fff]][ AM|PM][ zone]`; -1 when there is no time, nil when what follows is something else.
    private func time(_ bytes: Span<UInt8>, _ scan: inout DateScanner) -> Int32? {
        if scan.isDone { return -1 }
        if !scan.skip(bytes, 84), !scan.skip(bytes, 44), scan.peek(bytes) > 32 { return nil }
        scan.skipBlanks(bytes)
        guard var hour = shortNumber(bytes, &scan), scan.skip(bytes, 58), let minute = shortNumber(bytes, &scan) else { return nil }
        var second = 0
        if scan.skip(bytes, 58) {
            guard let found = shortNumber(bytes, &scan) else { return nil }
            second = found
            if scan.skip(bytes, 46) { scan.at += scan.digitsAhead(bytes) }
        }
        scan.skipBlanks(bytes)
        let letter = scan.peek(bytes) | 32
        if letter == 97 || letter == 112 {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (letter == 112 ? 12 : 0)
            scan.at += 1
            _ = scan.skip(bytes, 46)
            if scan.peek(bytes) | 32 == 109 { scan.at += 1 }
            _ = scan.skip(bytes, 46)
        }
        scan.skipBlanks(bytes)
        guard Self.isZone(bytes, scan), hour < 24, minute < 60, second < 60 else { return nil }
        return Int32(hour * 3600 + minute * 60 + second)
    }

    /// Nothing, `Z`, `+05:30`, `-0600`, `UTC`, `EST`: letters, digits, signs and colons, and short.
    static func isZone(_ bytes: Span<UInt8>, _ scan: DateScanner) -> Bool {
        guard scan.end - scan.at <= 8 else { return false }
        guard !scan.isDone else { return true }
        let first = bytes[scan.at]
        let signed = first == 43 || first == 45
        guard signed || first | 32 >= 97 && first | 32 <= 122 else { return false }
        for i in scan.at + 1..<scan.end {
            let byte = bytes[i]
            guard signed ? byte &- 48 < 10 || byte == 58 : byte | 32 >= 97 && byte | 32 <= 122 else { return false }
        }
        return true
    }
}
