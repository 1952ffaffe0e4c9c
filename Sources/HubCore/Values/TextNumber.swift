/// A number as people and machines write it in a cell: `6.8`, `>14`, `6.8 %`, `6.8H`, `1,204`, `5'4"`.
public struct TextNumber: Hashable, Sendable {
    public var value: Double
    public var comparator: Fact.Comparator?
    /// What stood behind the number, as written, unless it is a laboratory's flag.
    public var unit: String?
    /// `H`, `L`, `HH`, `LL`, `A`, `*` …: too high, too low, abnormal.
    public var flag: String?

    public init(_ value: Double, comparator: Fact.Comparator? = nil, unit: String? = nil, flag: String? = nil) {
        self.value = value
        self.comparator = comparator
        self.unit = unit
        self.flag = flag
    }

    /// Nil when it is not one number with at most a unit and a flag.
    ///
    /// `1,204` is one thousand two hundred and four unless `decimalComma` is set; `6,8` and `0,123` are decimals either way.
    public static func read(_ text: some StringProtocol, decimalComma: Bool = false) -> TextNumber? {
        let bytes = Array(text.utf8)
        return read(bytes.span, decimalComma: decimalComma)
    }

    /// Digits with at most one dot and nothing else, as most cells are; nil for everything that needs a closer look.
    public static func plain(_ bytes: Span<UInt8>) -> Double? {
        guard (1...15).contains(bytes.count) else { return nil }
        var (mantissa, decimals, seenDot, digits) = (0, 0, false, 0)
        for at in bytes.indices {
            let digit = bytes[at] &- 48
            if digit < 10 {
                mantissa = mantissa * 10 + Int(digit)
                digits += 1
                decimals += seenDot ? 1 : 0
            } else if bytes[at] == 46, !seenDot {
                seenDot = true
            } else {
                return nil
            }
        }
        return digits > 0 ? Double(mantissa) / NumberScanner.powers[decimals] : nil
    }

    public static func read(_ bytes: Span<UInt8>, decimalComma: Bool = false) -> TextNumber? {
        var scan = NumberScanner(bytes)
        let comparator = scan.comparator(bytes)
        guard let value = scan.number(bytes, decimalComma: decimalComma) else { return nil }
        if scan.isDone { return TextNumber(value, comparator: comparator) }
        if let inches = scan.feetAndInches(bytes, feet: value) { return TextNumber(inches, comparator: comparator, unit: "[in_i]") }
        if let pounds = scan.poundsAndOunces(bytes, pounds: value) { return TextNumber(pounds, comparator: comparator, unit: "[lb_av]") }
        return scan.unitAndFlag(bytes).map { TextNumber(value, comparator: comparator, unit: $0.unit, flag: $0.flag) }
    }

    /// Two numbers in one cell: `120/80`, `120 / 80 mmHg`, `BP 120/80`.
    public static func readPair(_ text: some StringProtocol) -> (first: Double, second: Double, unit: String?)? {
        let bytes = Array(text.utf8)
        return readPair(bytes.span)
    }

    public static func readPair(_ bytes: Span<UInt8>) -> (first: Double, second: Double, unit: String?)? {
        var scan = NumberScanner(bytes)
        scan.skipBP(bytes)
        guard let first = scan.number(bytes, decimalComma: false) else { return nil }
        scan.skipBlanks(bytes)
        guard scan.peek(bytes) == 47 else { return nil }
        scan.at += 1
        scan.skipBlanks(bytes)
        guard let second = scan.number(bytes, decimalComma: false) else { return nil }
        if scan.isDone { return (first, second, nil) }
        guard let rest = scan.unitAndFlag(bytes) else { return nil }
        return (first, second, rest.unit)
    }
}
