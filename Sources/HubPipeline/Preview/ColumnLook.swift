internal import HubCore
internal import HubMapping

/// What the cells of one column look like, counted as they pass: flat memory.
struct ColumnLook {
    private static let distinctKept = 5000

    private var empty = 0, filled = 0
    private var numbers = 0, whole = 0, leadingZeros = 0, days = 0, answers = 0
    private var hashes: Set<UInt64> = []
    private var isMany = false
    private var evidence = DateEvidence()

    mutating func add(_ cell: String) {
        let text = cell.trimmingBlanks()
        guard !text.isEmpty, !["n/a", "na", "null", "-", "."].contains(text.lowercased()) else { return empty += 1 }
        filled += 1
        if hashes.count < Self.distinctKept {
            hashes.insert(UInt64(bitPattern: SourceKey.hash(text)))
        } else if !hashes.contains(UInt64(bitPattern: SourceKey.hash(text))) {
            isMany = true
        }
        let bytes = Array(text.utf8)
        let isNumber =
            bytes.allSatisfy { (48...57).contains($0) || [43, 44, 45, 46, 37].contains($0) } && bytes.contains { (48...57).contains($0) }
        let day = DateReader(.monthFirst).read(bytes.span).moment ?? DateReader(.dayFirst).read(bytes.span).moment
        if let day, day.precision == .day, !isNumber || bytes.contains(45) || [8, 12, 14].contains(bytes.count) {
            days += 1
            evidence.add(bytes.span)
        }
        if isNumber { numbers += 1 }
        if bytes.allSatisfy({ (48...57).contains($0) }) {
            whole += 1
            if bytes.count > 1, bytes[0] == 48 { leadingZeros += 1 }
        }
        if ["y", "n", "yes", "no", "true", "false", "x"].contains(text.lowercased()) { answers += 1 }
    }

    private func nearlyAll(_ count: Int) -> Bool { filled > 0 && count * 20 >= filled * 19 }

    private var type: String {
        if filled == 0 { return "empty" }
        if nearlyAll(days), whole == 0 || leadingZeros == 0 { return "day" }
        if nearlyAll(whole) { return leadingZeros > 0 ? "digits with leading zeros" : "whole number" }
        if nearlyAll(numbers) { return "number" }
        if nearlyAll(answers) { return "yes or no" }
        if days * 2 > filled { return "day in \(days) of \(filled) cells" }
        if numbers * 2 > filled { return "number in \(numbers) of \(filled) cells" }
        return "words"
    }

    func column(_ index: Int, _ name: String, readAs: [String], declared: DateFormat?) -> FilePreview.Column {
        let type = type
        let told = type.hasPrefix("day") ? tell(declared) : nil
        return FilePreview.Column(
            letter: TableHeader.letter(index), name: name, type: type, evidence: told?.words, isUndecided: told?.isUndecided ?? false,
            filled: filled, empty: empty, distinct: hashes.count, distinctIsAtLeast: isMany, readAs: readAs)
    }

    /// The order of day and month, and what it rests on.
    private func tell(_ declared: DateFormat?) -> (words: String, isUndecided: Bool) {
        let all = evidence.monthFirst + evidence.dayFirst + evidence.ambiguous + evidence.plain
        switch (evidence.monthFirst, evidence.dayFirst, evidence.ambiguous) {
        case (0, 0, 0): return ("year first, or the same in any order", false)
        case (1..., 0, _): return ("m/d/y: \(evidence.monthFirst) of \(all) cells have a day over 12 in the second place", false)
        case (0, 1..., _): return ("d/m/y: \(evidence.dayFirst) of \(all) cells have a day over 12 in the first place", false)
        case (0, 0, _):
            if let declared { return ("\(declared.rawValue), as was said: none of \(all) cells has a day over 12", false) }
            return (
                "is 03/04/2026 March or April? None of \(all) cells has a day over 12: say `dates:` in the mapping or --dates m/d/y", true
            )
        default:
            return (
                "both orders: \(evidence.monthFirst) cells can only be m/d/y and \(evidence.dayFirst) only d/m/y; export it as yyyy-MM-dd",
                true
            )
        }
    }
}
