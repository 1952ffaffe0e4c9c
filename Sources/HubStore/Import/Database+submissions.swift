package import HubCore

/// A submission as lists show it.
package struct SubmissionInfo: Hashable, Sendable {
    package var id: Int32
    package var practice: Int32
    /// `current`, `superseded`, `withdrawn`, `failed` or `removed`.
    package var state: String
    package var scope: SubmissionScope
    package var period: Period?
    /// `2026-03-02T14:05:00Z`.
    package var receivedAt: String
    package var supersededBy: Int32?
    package var patients: Int
    package var facts: Int
    /// Counts that others computed.
    package var results: Int
    package var files: [StoredFile]
}

/// A file of a submission, with the counts that the database holds to: read = accepted + rejected + skipped.
package struct StoredFile: Hashable, Sendable {
    package var id: Int32
    package var file: ImportFile
    package var read, accepted, rejected, skipped: Int
    package var skips: [Skip]
    /// JSON of an ``ExtractionCoverage``, for documents.
    package var coverage: String?

    package struct Skip: Hashable, Sendable {
        package var reason: SkipReason
        package var count: Int
        package var firstLine: Int?
    }
}

extension Database {
    /// All of a practice, or of everybody; oldest first.
    package nonisolated func submissions(practice: Int32? = nil) async throws(HubError) -> [SubmissionInfo] {
        try await snapshot { connection throws(HubError) in
            let files = try Self.files(connection, practice)
            let rows = try connection.query(
                """
                SELECT practice_id, submission_id, state, scope, period_start, period_end,
                    to_char(received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), superseded_by, patients, facts, results
                FROM submission WHERE $1::int IS NULL OR practice_id = $1 ORDER BY submission_id
                """, [practice])
            var found: [SubmissionInfo] = []
            for row in rows {
                let (start, end) = (try row.optionalDay(4), try row.optionalDay(5))
                let id = try row.int32(1)
                found.append(
                    SubmissionInfo(
                        id: id, practice: try row.int32(0), state: try row.text(2),
                        scope: SubmissionScope(rawValue: try row.text(3)) ?? .delta,
                        period: start.flatMap { start in end.map { Period(start, $0) } }, receivedAt: try row.text(6),
                        supersededBy: try row.optionalInt(7).map { Int32($0) }, patients: try row.int(8), facts: try row.int(9),
                        results: try row.int(10),
                        files: files[id] ?? []))
            }
            return found
        }
    }

    private static func files(_ connection: Connection, _ practice: Int32?) throws(HubError) -> [Int32: [StoredFile]] {
        var skips: [[Int32]: [StoredFile.Skip]] = [:]
        let skipRows = try connection.query(
            """
            SELECT submission_id, file_id, reason_id, words, count, first_line FROM skip_reason WHERE $1::int IS NULL OR practice_id = $1
            ORDER BY reason_id, words
            """, [practice])
        for row in skipRows {
            skips[[try row.int32(0), try row.int32(1)], default: []].append(
                StoredFile.Skip(
                    reason: SkipReason(try row.text(2), try row.text(3)), count: try row.int(4), firstLine: try row.optionalInt(5)))
        }
        let rows = try connection.query(
            """
            SELECT submission_id, file_id, name, sha256, bytes, format, mapping, rows_read, rows_accepted, rows_rejected, rows_skipped,
                coverage::text
            FROM source_file WHERE $1::int IS NULL OR practice_id = $1 ORDER BY submission_id, file_id
            """, [practice])
        var files: [Int32: [StoredFile]] = [:]
        for row in rows {
            let (submission, id) = (try row.int32(0), try row.int32(1))
            let file = ImportFile(
                name: try row.text(2), sha256: try row.text(3), bytes: try row.int(4), format: try row.text(5), mapping: row.optionalText(6)
            )
            files[submission, default: []].append(
                StoredFile(
                    id: id, file: file, read: try row.int(7), accepted: try row.int(8), rejected: try row.int(9), skipped: try row.int(10),
                    skips: skips[[submission, id]] ?? [], coverage: row.optionalText(11)))
        }
        return files
    }

    /// The submission counts no more, nor do its reported numbers; what it had superseded counts again. Gives the submissions that came back.
    @discardableResult
    package nonisolated func withdraw(submission: Int32) async throws(HubError) -> [Int32] {
        try await transaction { connection throws(HubError) in
            guard let practice = try connection.query("SELECT practice_id FROM submission WHERE submission_id = $1", [submission]).first
            else { throw HubError(.notFound, "There is no submission \(submission).", hint: "`measurehub submissions` lists them.") }
            let id = try practice.int32(0)
            try Submissions.lock(connection, id)
            let before = try Submissions.superseded(connection, id)
            let changed = try connection.execute(
                """
                UPDATE submission SET state = 'withdrawn', superseded_by = NULL
                WHERE practice_id = $1 AND submission_id = $2 AND (state IN ('current', 'superseded') OR (state = 'removed'
                    AND EXISTS (SELECT FROM reported WHERE practice_id = $1 AND submission_id = $2)))
                """, [id, submission])
            guard changed == 1 else {
                throw HubError(.conflict, "Submission \(submission) does not count any more, so it cannot be withdrawn.")
            }
            try Submissions.settle(connection, id)
            return before.subtracting(try Submissions.superseded(connection, id)).subtracting([submission]).sorted()
        }
    }

    /// Removes the rows of superseded and withdrawn submissions for good; their files and counts stay on record, and so do reported numbers that
    /// still count. Gives the submissions.
    @discardableResult
    package nonisolated func cleanUp(practice: Int32) async throws(HubError) -> [Int32] {
        try await transaction { connection throws(HubError) in
            try Submissions.lock(connection, practice)
            var removed: [Int32] = []
            let rows = try connection.query(
                """
                UPDATE submission SET state = 'removed' WHERE practice_id = $1 AND state IN ('superseded', 'withdrawn') RETURNING submission_id
                """, [practice])
            for row in rows { removed.append(try row.int32(0)) }
            for table in ["fact", "demographic"] {
                try connection.execute(
                    "DELETE FROM \(table) WHERE practice_id = $1 AND submission_id = ANY ($2::int[])", [practice, removed])
            }
            try connection.execute(
                """
                DELETE FROM reported_result WHERE practice_id = $1 AND submission_id = ANY ($2::int[]) AND (submission_id, result_no) NOT IN (
                    SELECT submission_id, result_no FROM reported WHERE practice_id = $1)
                """, [practice, removed])
            return removed.sorted()
        }
    }
}
