/// Counts and rates as people and reports write them in a cell.
extension ReportedResult.Count {
    /// Nil when the cell holds something that is no count: `12.5`, `-3`, `about 40`.
    ///
    /// Nothing written is missing; `N/A` is not applicable; `<11`, `*`, `suppressed` and the like are masked. A dash can mean either: `dash` says which.
    public static func read(_ cell: some StringProtocol, dash: Self = .suppressed) -> Self? {
        let key = cell.lowercased().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
        if missingWords.contains(key) { return .missing }
        if notApplicableWords.contains(key) { return .notApplicable }
        if ["-", "--", "–", "—", "."].contains(key) { return dash }
        if isMasked(key) { return .suppressed }
        guard let number = TextNumber.read(key), number.comparator == nil, number.unit == nil, number.flag == nil,
            let whole = Int(exactly: number.value), whole >= 0
        else { return nil }
        return .counted(whole)
    }

    private static let missingWords: Set<String> = [
        "", "null", "(null)", "nil", "none", "\\n", "?", "unknown", "not available", "not reported", "not recorded", "no data", "missing",
    ]
    private static let notApplicableWords: Set<String> = ["n/a", "na", "#n/a", "n.a.", "not applicable", "#div/0!", "does not apply"]
    private static let maskedWords: Set<String> = [
        "suppressed", "masked", "redacted", "small cell", "too small", "1-10", "1 - 10", "1–10", "1 to 10",
    ]

    /// `*`, `**`, `<11`, `< 11`, `≤10`, `<=10`.
    private static func isMasked(_ key: String) -> Bool {
        if maskedWords.contains(key) || !key.isEmpty && key.allSatisfy({ $0 == "*" }) { return true }
        guard key.first == "<" || key.first == "≤" else { return false }
        let digits = key.drop { "<≤= ".contains($0) }
        return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
    }
}

/// A share as printed: `64 %`, `64`, `0.64`.
public struct PrintedRate: Hashable, Sendable {
    public var value: Double
    public var decimals: Int
    /// Printed with `%`, so there is no doubt about the scale.
    public var isPercent: Bool

    /// 64 of a hundred as 0.64: by way of the decimals, for 70.2 / 100 is not 0.702.
    public static func share(ofPercent value: Double) -> Double { Double("\(value)e-2") ?? value / 100 }

    /// Nil when it is none. Cells that say nothing are for the caller to know.
    public init?(_ cell: some StringProtocol, decimalComma: Bool = false) {
        var text = String(cell.filter { !$0.isWhitespace })
        isPercent = text.last == "%"
        if isPercent { text.removeLast() }
        guard let number = TextNumber.read(text, decimalComma: decimalComma), number.comparator == nil, number.unit == nil,
            number.flag == nil, number.value >= 0
        else { return nil }
        value = number.value
        decimals = text.lastIndex { $0 == "." || $0 == "," }.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }
}

extension ReportedResult.Count {
    /// `counted`, `missing`, `suppressed`, `not-applicable`: as stored and exported.
    public var state: String {
        switch self {
        case .counted: "counted"
        case .missing: "missing"
        case .suppressed: "suppressed"
        case .notApplicable: "not-applicable"
        }
    }

    public init?(state: String, number: Int?) {
        switch (state, number) {
        case ("counted", let number?): self = .counted(number)
        case ("missing", nil): self = .missing
        case ("suppressed", nil): self = .suppressed
        case ("not-applicable", nil): self = .notApplicable
        default: return nil
        }
    }
}
