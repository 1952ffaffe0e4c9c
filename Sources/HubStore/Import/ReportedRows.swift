internal import HubCore

/// Counts that others computed, kept until the submission's end and then written as rows of `reported_result`. They are few.
struct ReportedRows {
    static let limit = 1_000_000

    static let columns = [
        "practice_id", "submission_id", "result_no", "source", "period_start", "period_end", "measure", "version", "sent_measure",
        "group_id",
        "stratum", "supplement_kind", "supplement_code", "level", "level_key", "initial_population", "initial_population_state",
        "denominator", "denominator_state", "denominator_exclusion", "denominator_exclusion_state", "denominator_exception",
        "denominator_exception_state", "numerator", "numerator_state", "convention", "exclusions_unknown", "complement", "sent_denominator",
        "sent_numerator", "rate", "rate_decimals", "data_source_code", "sample_size", "file_id", "line", "path",
    ]

    private var kept: [(result: ReportedResult, file: Int32)] = []
    private var before = 0

    var count: Int { kept.count }

    mutating func mark() { before = kept.count }
    mutating func takeBack() { kept.removeLast(kept.count - before) }

    /// Of earlier files as well as of this one.
    mutating func takeBack(_ results: Set<ReportedResult>) {
        before -= kept[..<before].count { results.contains($0.result) }
        kept.removeAll { results.contains($0.result) }
    }

    mutating func take(_ result: ReportedResult, file: Int32, name: String) throws(HubError) {
        guard result.measure != nil, result.periodStart != nil, result.periodEnd != nil, result.source != .computed else {
            throw HubError(
                .conflict, "A reported number without its measure or period cannot be stored.",
                at: Origin(SourceFile(name), result.position))
        }
        guard kept.count < Self.limit else { throw HubError(.tooLarge, "A submission cannot have more than a million reported numbers.") }
        kept.append((result, file))
    }

    func rows(practice: Int32, submission: Int32) throws(HubError) -> RowBuffer {
        let rows = RowBuffer(capacity: 16 * 1024)
        for (number, (result, file)) in kept.enumerated() {
            rows.beginRow(fields: Self.columns.count)
            rows.append(practice)
            rows.append(submission)
            rows.append(Int32(number + 1))
            rows.append(result.source.rawValue)
            try rows.append(result.periodStart)
            try rows.append(result.periodEnd)
            for text in [result.measure ?? "", result.version ?? "", result.sentMeasure, result.group, result.stratum] { rows.append(text) }
            rows.append(result.supplement?.kind.word ?? "")
            rows.append(result.supplement?.code ?? "")
            rows.append(result.level.word)
            rows.append(result.levelKey)
            for count in [result.initialPopulation, result.denominator, result.exclusions, result.exceptions, result.numerator] {
                rows.append(count.number.map { Int64($0) })
                rows.append(count.state)
            }
            rows.append(result.convention.word)
            rows.append(result.exclusionsUnknown)
            rows.append(result.isComplement)
            rows.append(result.sentDenominator?.number.map { Int64($0) })
            rows.append(result.sentNumerator?.number.map { Int64($0) })
            if let rate = result.rate { rows.append(rate) } else { rows.null() }
            rows.append(result.rateDecimals.map { Int32(clamping: $0) })
            rows.append(result.dataSourceCode.map { Int32(clamping: $0) })
            rows.append(result.sampleSize.map { Int64($0) })
            rows.append(file)
            rows.append(Int32(clamping: result.position.line))
            rows.append(result.path)
        }
        return rows
    }
}
