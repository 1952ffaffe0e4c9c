/// Walks over a cell's bytes, the blanks at both ends left out. Holds places only; the bytes are lent anew to each call.
struct DateScanner {
    var at: Int
    let end: Int

    init(_ bytes: Span<UInt8>) {
        var (first, last) = (0, bytes.count)
        while first < last, bytes[first] <= 32 { first += 1 }
        while last > first, bytes[last - 1] <= 32 { last -= 1 }
        (at, end) = (first, last)
    }

    var isDone: Bool { at >= end }

    func peek(_ bytes: Span<UInt8>) -> UInt8 { at < end ? bytes[at] : 0 }

    /// Only zeros and separators: 00/00/0000.
    func isAllZeros(_ bytes: Span<UInt8>) -> Bool {
        var zeros = 0
        for i in at..<end {
            if bytes[i] == 48 { zeros += 1 } else if !" -/.:T".utf8.contains(bytes[i]) { return false }
        }
        return zeros > 0
    }

    func digitsAhead(_ bytes: Span<UInt8>) -> Int {
        var i = at
        while i < end, bytes[i] &- 48 < 10 { i += 1 }
        return i - at
    }

    /// At most nine digits.
    mutating func number(_ bytes: Span<UInt8>) -> (value: Int, digits: Int)? {
        let digits = digitsAhead(bytes)
        guard (1...9).contains(digits) else { return nil }
        var value = 0
        for i in at..<at + digits { value = value * 10 + Int(bytes[i] - 48) }
        at += digits
        return (value, digits)
    }

    /// The number in exactly these many digits at a place that is known to hold digits.
    func digits(_ bytes: Span<UInt8>, from: Int, count: Int) -> Int {
        var value = 0
        for i in from..<from + count { value = value * 10 + Int(bytes[i] - 48) }
        return value
    }

    mutating func skip(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard peek(bytes) == byte, !isDone else { return false }
        at += 1
        return true
    }

    mutating func skipBlanks(_ bytes: Span<UInt8>) { while at < end, bytes[at] <= 32 { at += 1 } }

    /// One separator between the parts of a date: `-`, `/`, `.`, a comma, blanks.
    mutating func separator(_ bytes: Span<UInt8>) -> UInt8? {
        let before = at
        skipBlanks(bytes)
        let byte = peek(bytes)
        if byte == 45 || byte == 47 || byte == 46 || byte == 44 {
            at += 1
            skipBlanks(bytes)
            return byte
        }
        return at > before ? 32 : nil
    }

    /// A month by its English name or the first three letters of it.
    mutating func monthName(_ bytes: Span<UInt8>) -> Int? {
        var i = at
        var key: UInt32 = 0
        while i < end, bytes[i] | 32 >= 97, bytes[i] | 32 <= 122 {
            if i - at < 3 { key = key << 8 | UInt32(bytes[i] | 32) }
            i += 1
        }
        guard i - at >= 3, i - at <= 9, let month = Self.months.firstIndex(of: key) else { return nil }
        at = i
        if peek(bytes) == 46 { at += 1 }
        return month + 1
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map {
        $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    /// A bare number with at most six digits before the point.
    func serial(_ bytes: Span<UInt8>) -> Double? {
        var copy = self
        guard let whole = copy.number(bytes), whole.digits <= 6 else { return nil }
        guard !copy.isDone else { return Double(whole.value) }
        guard copy.skip(bytes, 46), case let digits = copy.digitsAhead(bytes), digits >= 1, copy.at + digits == end else { return nil }
        var (fraction, place) = (0.0, 0.1)
        for i in copy.at..<min(end, copy.at + 12) {
            fraction += Double(bytes[i] - 48) * place
            place /= 10
        }
        return Double(whole.value) + fraction
    }
}
