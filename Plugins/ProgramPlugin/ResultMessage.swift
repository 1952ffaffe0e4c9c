internal import HubCore
internal import HubJSON

/// Reads counts that a source computed itself out of a program's message.
struct ResultMessage {
    private let block: JSONValue
    private let messages: Messages

    init(_ block: JSONValue, _ messages: Messages) { (self.block, self.messages) = (block, messages) }

    static let keys = [
        "measure", "group", "stratum", "level", "level-key", "start", "end", "initial-population", "denominator", "denominator-exclusion",
        "denominator-exception", "numerator", "denominator-is", "rate", "sample-size", "source", "line", "column", "path",
    ]

    func result() throws(HubError) -> ReportedResult {
        for name in block.names where !Self.keys.contains(name) { throw messages.wrong("`\(name.prefix(40))` is not a key of a result") }
        guard let measure = block["measure"].text, !measure.isEmpty else { throw messages.wrong("a result needs its `measure`") }
        let source = block["source"].text.map { ResultSource(rawValue: $0) } ?? .reportedCSV
        guard let source, source != .computed else { throw messages.wrong("`source` must be where the counts were reported") }
        var result = ReportedResult(measure, source: source, at: try messages.position(block))
        result.group = block["group"].text ?? "1"
        result.stratum = block["stratum"].text ?? ""
        result.levelKey = block["level-key"].text ?? ""
        if let level = block["level"].text {
            guard let known = ReportedResult.Level(word: level) else { throw messages.wrong("`level` is not one of the levels") }
            result.level = known
        }
        (result.periodStart, result.periodEnd) = (try day("start"), try day("end"))
        result.initialPopulation = try count("initial-population")
        result.denominator = try count("denominator")
        result.exclusions = try count("denominator-exclusion")
        result.exceptions = try count("denominator-exception")
        result.numerator = try count("numerator")
        if let convention = block["denominator-is"].text {
            guard let known = ReportedResult.Convention(word: convention) else {
                throw messages.wrong("`denominator-is` must be gross or net")
            }
            result.convention = known
        }
        if let rate = block["rate"].number {
            guard (0...1).contains(rate) else { throw messages.wrong("a `rate` is from 0 to 1") }
            result.rate = rate
            result.rateDecimals = block["rate"].digits?.split(separator: ".").dropFirst().first?.count ?? 0
        }
        result.sampleSize = block["sample-size"].number.flatMap { Int(exactly: $0) }
        result.path = block["path"].text
        return result
    }

    /// A number from 0, `suppressed`, `not-applicable`; absent or null is missing.
    private func count(_ key: String) throws(HubError) -> ReportedResult.Count {
        let value = block[key]
        guard value.exists else { return .missing }
        if let number = value.number.flatMap({ Int(exactly: $0) }), number >= 0 { return .counted(number) }
        switch value.text {
        case "suppressed": return .suppressed
        case "not-applicable": return .notApplicable
        default: throw messages.wrong("`\(key)` must be a whole number from 0, `suppressed` or `not-applicable`")
        }
    }

    private func day(_ key: String) throws(HubError) -> Day? {
        guard block[key].exists else { return nil }
        guard let day = block[key].text.flatMap({ Day(iso: $0) }) else { throw messages.wrong("`\(key)` must be a day, as 2026-02-01") }
        return day
    }
}
