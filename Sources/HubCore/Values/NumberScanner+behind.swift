/// What stands behind a number: inches after feet, a unit, a laboratory's flag.
extension NumberScanner {
    /// `5'4"`, `5' 4`, `5 ft 4 in`: in inches, or nil when it is not feet. Blank-less `5ft` too.
    mutating func feetAndInches(_ bytes: Span<UInt8>, feet: Double) -> Double? {
        var copy = self
        copy.skipBlanks(bytes)
        if copy.peek(bytes) == 39 {
            copy.at += 1
        } else if copy.peek(bytes) == 0xE2, copy.peek(bytes, 1) == 0x80, [0x99, 0xB2].contains(copy.peek(bytes, 2)) {
            copy.at += 3
        } else if copy.peek(bytes) | 32 == 102, [116, 101].contains(copy.peek(bytes, 1) | 32) {
            while copy.peek(bytes) | 32 >= 97, copy.peek(bytes) | 32 <= 122 { copy.at += 1 }
            if copy.peek(bytes) == 46 { copy.at += 1 }
        } else {
            return nil
        }
        copy.skipBlanks(bytes)
        var inches = 0.0
        if !copy.isDone {
            guard let found = copy.number(bytes, decimalComma: false), (0..<12).contains(found) else { return nil }
            inches = found
            copy.skipBlanks(bytes)
            let rest = String(decoding: (copy.at..<end).map { bytes[$0] }, as: UTF8.self).lowercased()
            guard ["", "\"", "''", "in", "in.", "inches", "inch", "”", "″"].contains(rest) else { return nil }
        }
        at = end
        return feet * 12 + inches
    }

    /// `8 lb 4 oz`, `8lbs, 4oz.`: in pounds, or nil when it is not pounds and ounces.
    mutating func poundsAndOunces(_ bytes: Span<UInt8>, pounds: Double) -> Double? {
        let rest = String(decoding: (at..<end).map { bytes[$0] }, as: UTF8.self).lowercased()
        guard let found = rest.wholeMatch(of: /\s*(?:lbs?|pounds?|#)[.,]?\s*(\d{1,2}(?:\.\d+)?)\s*(?:ozs?|ounces?)\.?/),
            let ounces = Double(found.1), ounces < 16
        else { return nil }
        at = end
        return pounds + ounces / 16
    }

    /// Nil when what follows can be neither: it holds a digit before any letter, or is long.
    func unitAndFlag(_ bytes: Span<UInt8>) -> (unit: String?, flag: String?)? {
        let rest = String(decoding: (at..<end).map { bytes[$0] }, as: UTF8.self).trimmingBlanks()
        let upper = rest.uppercased()
        if Self.flags.contains(upper) { return (nil, rest) }
        // "6.8 % H": a unit, then a flag.
        if let blank = rest.lastIndex(of: " "), Self.flags.contains(rest[rest.index(after: blank)...].uppercased()) {
            return (rest[..<blank].trimmingBlanks(), String(rest[rest.index(after: blank)...]))
        }
        guard rest.utf8.count <= 24, let first = rest.unicodeScalars.first else { return nil }
        // A rate ("/min"), not a second number.
        if first == "/", rest.unicodeScalars.dropFirst().first?.properties.isAlphabetic != true { return nil }
        let opens =
            first.properties.isAlphabetic || "%[{/°\"#".unicodeScalars.contains(first) || rest.hasPrefix("10*") || rest.hasPrefix("10^")
        return opens ? (rest, nil) : nil
    }

    private static let flags: Set<String> = [
        "H", "L", "HH", "LL", "A", "AA", "N", "HI", "LO", "*", "(H)", "(L)", "!", "HIGH", "LOW", "ABN",
    ]
}
