package import HubCore

/// What a list of evidence needs of a whole practice, in one question each.
extension Database {
    /// Files and places of facts, by submission and number; those that are gone are left out.
    package nonisolated func origins(
        practice: Int32, _ facts: [(submission: Int32, number: Int32)]
    ) async throws(HubError) -> [Int64: Origin] {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT f.submission_id, f.fact_no, s.name, f.line, f.column_no, f.path FROM unnest($2::int[], $3::int[]) AS asked(submission, number)
                JOIN fact f ON f.practice_id = $1 AND f.submission_id = asked.submission AND f.fact_no = asked.number
                JOIN source_file s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id AND s.file_id = f.file_id
                """, [practice, facts.map(\.submission), facts.map(\.number)])
            var found: [Int64: Origin] = [:]
            for row in rows {
                let position = Position(line: try row.int(3), column: try row.int(4))
                found[Int64(try row.int32(0)) << 32 | Int64(try row.int32(1))] = Origin(
                    SourceFile(try row.text(2)), position, path: row.optionalText(5))
            }
            return found
        }
    }

    /// Every code that a current fact of the practice carries, with what it is called.
    package nonisolated func codesInUse(practice: Int32) async throws(HubError) -> CodeTable {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT c.code_id, c.system, c.code, c.display FROM code c WHERE c.code_id IN (
                    SELECT f.code_id FROM fact f JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id
                    WHERE f.practice_id = $1 AND s.state = 'current')
                """, [practice])
            var table = CodeTable()
            for row in rows {
                table.set(Coding(CodeSystem(try row.text(1)), try row.text(2), display: row.optionalText(3)), id: try row.int32(0))
            }
            return table
        }
    }

    /// Whom each patient saw most in the two years up to a day, the latest of equals: patient's number → provider as the source names them.
    package nonisolated func usualProviders(practice: Int32, until day: Day) async throws(HubError) -> [Int32: String] {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT DISTINCT ON (f.patient_id) f.patient_id, p.key FROM fact f
                JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id AND s.state = 'current'
                JOIN provider p ON p.practice_id = f.practice_id AND p.provider_id = f.provider_id
                WHERE f.practice_id = $1 AND f.kind = $2 AND f.start_date > $3::date AND f.start_date <= $4::date
                GROUP BY f.patient_id, p.key ORDER BY f.patient_id, count(*) DESC, max(f.start_date) DESC, p.key
                """, [practice, Int32(Fact.Kind.encounter.rawValue), day.adding(years: -2).description, day.description])
            var found: [Int32: String] = [:]
            for row in rows { found[try row.int32(0)] = try row.text(1) }
            return found
        }
    }
}
