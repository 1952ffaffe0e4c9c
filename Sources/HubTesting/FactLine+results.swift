public import HubCore

extension FactLine {
    /// `result CMS165v13 group 1 2025-01-01..2025-12-31 practice: ip 120 den 100 (gross) denex 10 denexcep - num 60 rate 0.64/2 reported-csv @ 4:1`
    public static func of(_ result: ReportedResult) -> String {
        var parts = ["result \(Transcript.escape(result.sentMeasure))"]
        if let measure = result.measure { parts.append("= \(measure)\(result.version.map { " (\($0))" } ?? "")") }
        parts.append(result.group.isEmpty ? "group ?" : "group \(result.group)")
        if result.nameKind != .any { parts[0] += " (\(result.nameKind.rawValue))" }
        if let title = result.sentTitle { parts[0] += " \"\(Transcript.escape(title))\"" }
        if !result.stratum.isEmpty { parts.append("stratum \(result.stratum)") }
        if let part = result.supplement { parts.append("\(part.kind.word) \(part.code)") }
        parts.append("\(result.periodStart?.description ?? "?")..\(result.periodEnd?.description ?? "?")")
        if let label = result.periodLabel { parts.append("\"\(Transcript.escape(label))\"") }
        if let months = result.rollingMonths { parts.append("over \(months) months") }
        parts.append(result.level.word + (result.levelKey.isEmpty ? "" : " \(Transcript.escape(result.levelKey))") + ":")
        parts.append("ip \(word(result.initialPopulation)) den \(word(result.denominator)) (\(result.convention.word))")
        parts.append("denex \(word(result.exclusions)) denexcep \(word(result.exceptions)) num \(word(result.numerator))")
        if result.exclusionsUnknown { parts.append("exclusions unknown") }
        if result.isComplement { parts.append("complement") }
        if let sent = result.sentDenominator { parts.append("den as sent \(word(sent))") }
        if let sent = result.sentNumerator { parts.append("num as sent \(word(sent))") }
        if let rate = result.bareRate { parts.append("rate as printed \(rate)") }
        if let rate = result.rate { parts.append("rate \(rate)\(result.rateDecimals.map { "/\($0)" } ?? "")") }
        if let code = result.dataSourceCode { parts.append("data source \(code)") }
        if let size = result.sampleSize { parts.append("sample of \(size)") }
        parts.append(result.source.rawValue)
        return parts.joined(separator: " ") + " @ \(result.position)\(result.path.map { " (\($0))" } ?? "")"
    }

    private static func word(_ count: ReportedResult.Count) -> String {
        switch count {
        case .missing: "-"
        case .suppressed: "suppressed"
        case .notApplicable: "n/a"
        case .counted(let number): String(number)
        }
    }
}
