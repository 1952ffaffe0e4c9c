/// Walks over a cell's bytes and takes numbers off it. Holds places only; the bytes are lent anew to each call.
struct NumberScanner {
    var at: Int
    let end: Int

    init(_ bytes: Span<UInt8>) {
        let trimmed = DateScanner(bytes)
        (at, end) = (trimmed.at, trimmed.end)
    }

    var isDone: Bool { at >= end }
    func peek(_ bytes: Span<UInt8>, _ ahead: Int = 0) -> UInt8 { at + ahead < end ? bytes[at + ahead] : 0 }
    mutating func skipBlanks(_ bytes: Span<UInt8>) { while at < end, bytes[at] <= 32 { at += 1 } }

    /// `BP` before a pressure.
    mutating func skipBP(_ bytes: Span<UInt8>) {
        guard peek(bytes) & 0xDF == 66, peek(bytes, 1) & 0xDF == 80 else { return }
        at += 2
        if peek(bytes) == 58 { at += 1 }
        skipBlanks(bytes)
    }

    /// `<`, `<=`, `>`, `>=`, and `≤`, `≥` (UTF-8 E2 89 A4, E2 89 A5).
    mutating func comparator(_ bytes: Span<UInt8>) -> Fact.Comparator? {
        var found: Fact.Comparator?
        if peek(bytes) == 60 || peek(bytes) == 62 {
            let less = peek(bytes) == 60
            at += 1
            let orEqual = peek(bytes) == 61
            if orEqual { at += 1 }
            found = less ? (orEqual ? .lessOrEqual : .less) : (orEqual ? .greaterOrEqual : .greater)
        } else if peek(bytes) == 0xE2, peek(bytes, 1) == 0x89, peek(bytes, 2) == 0xA4 || peek(bytes, 2) == 0xA5 {
            found = peek(bytes, 2) == 0xA4 ? .lessOrEqual : .greaterOrEqual
            at += 3
        }
        skipBlanks(bytes)
        return found
    }

    /// Digits with at most one decimal mark, separators of thousands and an exponent. Exact for fifteen digits.
    mutating func number(_ bytes: Span<UInt8>, decimalComma: Bool) -> Double? {
        let negative = peek(bytes) == 45
        if negative || peek(bytes) == 43 { at += 1 }
        var (mantissa, digits, decimals, group, seenPoint) = (UInt64(0), 0, 0, 0, false)
        while at < end {
            let byte = bytes[at]
            if byte &- 48 < 10 {
                guard digits < 18, decimals < 18 else { return nil }
                mantissa = mantissa * 10 + UInt64(byte &- 48)
                digits += 1
                group += 1
                if seenPoint { decimals += 1 }
            } else if byte == 46 || byte == 44 && peek(bytes, 1) &- 48 < 10 {
                // A dot, and a comma that cannot separate thousands, is the decimal mark.
                let separates = byte == (decimalComma ? 46 : 44) && mantissa > 0 && group <= 3 && isThousands(bytes)
                guard !seenPoint else { return nil }
                if !separates { seenPoint = true }
                group = 0
            } else {
                break
            }
            at += 1
        }
        guard digits > 0 else { return nil }
        let value = Double(mantissa) / Self.powers[decimals]
        return scaled(negative ? -value : value, bytes)
    }

    /// Exactly three digits follow the separator.
    private func isThousands(_ bytes: Span<UInt8>) -> Bool {
        for i in 1...3 where peek(bytes, i) &- 48 >= 10 { return false }
        return peek(bytes, 4) &- 48 >= 10
    }

    private mutating func scaled(_ value: Double, _ bytes: Span<UInt8>) -> Double? {
        guard peek(bytes) | 32 == 101 else { return value }
        let sign = peek(bytes, 1)
        let from = sign == 43 || sign == 45 ? 2 : 1
        var (exponent, count) = (0, 0)
        while peek(bytes, from + count) &- 48 < 10, count < 3 {
            exponent = exponent * 10 + Int(peek(bytes, from + count) &- 48)
            count += 1
        }
        guard count > 0 else { return value }
        guard exponent <= 18 else { return nil }
        at += from + count
        return sign == 45 ? value / Self.powers[exponent] : value * Self.powers[exponent]
    }

    static let powers: [Double] = (0...18).map { n in (0..<n).reduce(1.0) { power, _ in power * 10 } }
}
