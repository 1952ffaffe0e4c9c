package import HubCore

extension Database {
    /// Takes the place of the practice's whole map. A line that was there already stays as it is, with who approved it.
    package nonisolated func store(_ map: CodeMap, practice: Int32) async throws(HubError) {
        try await transaction { connection throws(HubError) in
            let rows = map.targets.flatMap { source, targets in targets.map { (source, $0) } }
            try connection.execute(
                """
                DELETE FROM code_map m WHERE practice_id = $1 AND NOT EXISTS (
                    SELECT FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS t(s, c, ts, tc)
                    WHERE (s, c, ts, tc) = (m.system, m.code, m.target_system, m.target_code))
                """,
                [practice, rows.map(\.0.system.name), rows.map(\.0.code), rows.map(\.1.system.name), rows.map(\.1.code)])
            try connection.execute(
                """
                INSERT INTO code_map (practice_id, system, code, target_system, target_code)
                SELECT DISTINCT $1::int, s, c, ts, tc FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS t(s, c, ts, tc)
                ON CONFLICT DO NOTHING
                """,
                [practice, rows.map(\.0.system.name), rows.map(\.0.code), rows.map(\.1.system.name), rows.map(\.1.code)])
        }
    }

    package nonisolated func codeMap(practice: Int32) async throws(HubError) -> CodeMap {
        try await connected { connection throws(HubError) in
            var map = CodeMap()
            let rows = try connection.query(
                """
                SELECT system, code, target_system, target_code FROM code_map WHERE practice_id = $1
                ORDER BY system, code, target_system, target_code
                """, [practice])
            for row in rows {
                map.add(
                    Coding(CodeSystem(try row.text(0)), try row.text(1)), means: Coding(CodeSystem(try row.text(2)), try row.text(3)))
            }
            return map
        }
    }
}
