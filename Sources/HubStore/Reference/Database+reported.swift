package import HubCore

/// A number that a practice's own report gives and that counts now, with where it stands.
package struct StoredReport: Hashable, Sendable {
    package var result: ReportedResult
    package var submission: Int32
    package var file: String
    package var receivedAt: String
}

extension Database {
    /// What counts now of what the practice's reports say; by measure, then period.
    package nonisolated func reported(practice: Int32) async throws(HubError) -> [StoredReport] {
        try await connected { connection throws(HubError) in
            var found: [StoredReport] = []
            let rows = try connection.query(
                """
                SELECT source, period_start, period_end, measure, version, sent_measure, group_id, stratum, supplement_kind, supplement_code,
                    level, level_key, initial_population_state, initial_population, denominator_state, denominator,
                    denominator_exclusion_state, denominator_exclusion, denominator_exception_state, denominator_exception, numerator_state,
                    numerator, convention, exclusions_unknown, complement, sent_denominator, sent_numerator, printed_rate,
                    printed_rate_decimals, data_source_code, sample_size, line, path, submission_id, coalesce(file, ''),
                    to_char(received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                FROM reported WHERE practice_id = $1
                ORDER BY measure, group_id, stratum, level, level_key, supplement_kind, supplement_code, period_end, period_start, source
                """, [practice])
            for row in rows { found.append(try Self.report(row)) }
            return found
        }
    }

    /// Adult patients of the submissions that count, by the end of a period; nil when there are none.
    package nonisolated func adultPanel(practice: Int32, on day: Day) async throws(HubError) -> Int? {
        try await connected { connection throws(HubError) in
            let born = day.adding(years: -18)
            let count = try connection.query(
                """
                SELECT count(DISTINCT d.patient_id) FROM demographic d
                JOIN submission s ON s.practice_id = d.practice_id AND s.submission_id = d.submission_id AND s.state = 'current'
                WHERE d.practice_id = $1 AND d.birth_date <= $2
                """, [practice, born])[0].int(0)
            return count > 0 ? count : nil
        }
    }

    private static func report(_ row: Row) throws(HubError) -> StoredReport {
        func count(_ column: Int) throws(HubError) -> ReportedResult.Count {
            guard let count = ReportedResult.Count(state: try row.text(column), number: try row.optionalInt(column + 1)) else {
                throw newer
            }
            return count
        }
        guard let source = ResultSource(rawValue: try row.text(0)), let level = ReportedResult.Level(word: try row.text(10)),
            let convention = ReportedResult.Convention(word: try row.text(22))
        else { throw newer }
        var result = ReportedResult(try row.text(5), source: source, at: Position(line: try row.int(31), column: 1))
        (result.periodStart, result.periodEnd) = (try row.optionalDay(1), try row.optionalDay(2))
        let version = try row.text(4)
        (result.measure, result.version) = (try row.text(3), version.isEmpty ? nil : version)
        (result.group, result.stratum) = (try row.text(6), try row.text(7))
        if let kind = ReportedResult.Supplement.Kind(word: try row.text(8)) {
            result.supplement = ReportedResult.Supplement(kind, try row.text(9))
        }
        (result.level, result.levelKey, result.convention) = (level, try row.text(11), convention)
        result.initialPopulation = try count(12)
        result.denominator = try count(14)
        result.exclusions = try count(16)
        result.exceptions = try count(18)
        result.numerator = try count(20)
        (result.exclusionsUnknown, result.isComplement) = (try row.bool(23), try row.bool(24))
        result.sentDenominator = try row.optionalInt(25).map { .counted($0) }
        result.sentNumerator = try row.optionalInt(26).map { .counted($0) }
        (result.rate, result.rateDecimals) = (try row.optionalDouble(27), try row.optionalInt(28))
        (result.dataSourceCode, result.sampleSize, result.path) = (try row.optionalInt(29), try row.optionalInt(30), row.optionalText(32))
        return StoredReport(result: result, submission: try row.int32(33), file: try row.text(34), receivedAt: try row.text(35))
    }

    private static var newer: HubError {
        HubError(.database, "A reported number cannot be read.", hint: "Use the newer measurehub.")
    }
}
