package import HubCore

/// A result as it is stored: with what it rests on.
package struct StoredResult: Hashable, Sendable {
    package var result: MeasureResult
    package var runID: String
    /// ``Database/dataVersion(practice:)`` of the moment; when it is not today's any more, the result is stale.
    package var dataVersion: String
    package var submission: Int32?
}

extension Database {
    /// Names the data that count for a practice now: its current submissions, `3+7`. Empty when there are none.
    package nonisolated func dataVersion(practice: Int32) async throws(HubError) -> String {
        try await connected { connection throws(HubError) in
            try connection.query(
                """
                SELECT coalesce(string_agg(submission_id::text, '+' ORDER BY submission_id), '') FROM submission
                WHERE practice_id = $1 AND state = 'current' AND scope <> 'aggregate'
                """, [practice])[0].text(0)
        }
    }

    /// Each in the place of one with the same practice, period, measure, version, group, stratum and source; all or none.
    package nonisolated func store(
        _ results: [MeasureResult], practice: Int32, runID: String, dataVersion: String, submission: Int32? = nil
    ) async throws(HubError) {
        try await transaction { connection throws(HubError) in
            try Self.insert(results, practice: practice, runID: runID, dataVersion: dataVersion, submission: submission, connection)
        }
    }

    /// Results of a provider or a site go by ``MeasureResult/level`` and its key.
    static func insert(
        _ results: [MeasureResult], practice: Int32, runID: String, dataVersion: String, submission: Int32?, _ connection: Connection
    ) throws(HubError) {
        for result in results {
            let counts = result.counts
            try connection.execute(
                """
                INSERT INTO aggregate_result (practice_id, period_start, period_end, measure, version, group_id, stratum, source, title,
                    group_title, lower_is_better, period_kind, initial_population, denominator, denominator_exclusion,
                    denominator_exception, numerator, run_id, data_version, submission_id, level, level_key)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
                ON CONFLICT (practice_id, period_start, period_end, measure, version, group_id, stratum, source, level, level_key) DO UPDATE SET
                    title = excluded.title, group_title = excluded.group_title, lower_is_better = excluded.lower_is_better,
                    period_kind = excluded.period_kind, initial_population = excluded.initial_population,
                    denominator = excluded.denominator, denominator_exclusion = excluded.denominator_exclusion,
                    denominator_exception = excluded.denominator_exception, numerator = excluded.numerator, run_id = excluded.run_id,
                    data_version = excluded.data_version, submission_id = excluded.submission_id, stored_at = now()
                """,
                [
                    practice, result.periodStart, result.periodEnd, result.measure, result.version, result.group, result.stratum,
                    result.source.rawValue, result.title, result.groupTitle, result.lowerIsBetter, result.periodKind,
                    counts.initialPopulation, counts.denominator, counts.denominatorExclusion, counts.denominatorException,
                    counts.numerator, runID, dataVersion, submission, result.level?.rawValue ?? "practice",
                    result.levelKey ?? "",
                ])
        }
    }

    /// Of the whole practice, or of its providers or its sites.
    package nonisolated func results(practice: Int32, level: MeasureResult.Level? = nil) async throws(HubError) -> [StoredResult] {
        try await connected { connection throws(HubError) in
            var found: [StoredResult] = []
            let rows = try connection.query(
                """
                SELECT measure, version, title, group_id, period_start, period_end, period_kind, source, group_title, stratum, lower_is_better,
                    initial_population, denominator, denominator_exclusion, denominator_exception, numerator, run_id, data_version,
                    submission_id, level_key
                FROM aggregate_result WHERE practice_id = $1 AND level = $2
                ORDER BY measure, version, group_id, stratum, period_end, period_start, source, level_key
                """, [practice, level?.rawValue ?? "practice"])
            for row in rows {
                var result = try Self.result(row)
                result.result.level = level
                found.append(result)
            }
            return found
        }
    }

    private static func result(_ row: Row) throws(HubError) -> StoredResult {
        guard let source = ResultSource(rawValue: try row.text(7)) else {
            throw HubError(.database, "A stored result is of a source that this program does not know.", hint: "Use the newer measurehub.")
        }
        var counts = PopulationCounts()
        counts.initialPopulation = try row.int(11)
        counts.denominator = try row.int(12)
        counts.denominatorExclusion = try row.int(13)
        counts.denominatorException = try row.int(14)
        counts.numerator = try row.int(15)
        var result = MeasureResult(
            measure: try row.text(0), version: try row.text(1), title: try row.text(2), group: try row.text(3),
            periodStart: try row.text(4),
            periodEnd: try row.text(5), periodKind: try row.text(6), counts: counts, source: source)
        result.groupTitle = try row.text(8)
        result.stratum = try row.text(9)
        result.lowerIsBetter = try row.bool(10)
        let key = try row.text(19)
        result.levelKey = key.isEmpty ? nil : key
        return StoredResult(
            result: result, runID: try row.text(16), dataVersion: try row.text(17), submission: try row.optionalInt(18).map { Int32($0) })
    }
}
