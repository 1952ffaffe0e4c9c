internal import HubCore

/// A number as people send it: `7`, `-0.5`, `.5`, `1,204`, `>14`, `<= 3`, `6.8 %`. Nothing that needs a guess: `120/80`, `1+`, `3-5`
/// and `7,5` are no numbers.
struct SentNumber {
    var value: Double
    var comparator: Fact.Comparator?
    /// A unit that stands behind it in the same text.
    var unit: String?

    init?(_ text: String) {
        // Nearly all are plain: digits, perhaps a point.
        if text.utf8.count < 16, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 }), let plain = Double(text) {
            value = plain
            return
        }
        var rest = text.trimmingBlanks()[...]
        let signs: [(String, Fact.Comparator)] = [
            ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("≤", .lessOrEqual), ("≥", .greaterOrEqual), ("<", .less),
            (">", .greater),
        ]
        if let (sign, comparator) = signs.first(where: { rest.hasPrefix($0.0) }) {
            self.comparator = comparator
            rest = rest.dropFirst(sign.count).drop { $0 == " " }
        }
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "," || $0 == "-" || $0 == "+") }
        guard let value = Self.plain(number) else { return nil }
        self.value = value
        let behind = rest[number.endIndex...].trimmingBlanks()
        guard !behind.isEmpty else { return }
        guard Self.units.contains(behind.lowercased()) else { return nil }
        unit = behind
    }

    private static func plain(_ text: Substring) -> Double? {
        var digits = text
        if digits.contains(",") {
            let groups = digits.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
            guard groups.dropFirst().allSatisfy({ $0.count == 3 }), let first = groups.first, (1...3).contains(first.count),
                !first.hasPrefix("0")
            else { return nil }
            digits = digits.filter { $0 != "," }[...]
        }
        guard digits.contains(where: { $0.isNumber }), digits.utf8.count <= 30, let value = Double(digits), value.isFinite
        else { return nil }
        return value
    }

    /// Units that are common behind a number in plain text; any other text makes it no number.
    private static let units: Set<String> = [
        "%", "mg/dl", "g/dl", "mmol/l", "mmol/mol", "mm[hg]", "mmhg", "mm hg", "kg", "kgs", "lb", "lbs", "[lb_av]", "cm",
        "in", "[in_i]", "inches", "kg/m2", "bpm", "/min", "ug/dl", "mcg/dl", "u/l", "iu/l", "meq/l", "ng/ml", "pg/ml",
        "cel", "[degf]", "degf", "f", "c", "mg/g", "ml/min", "ml/min/1.73m2",
    ]
}
