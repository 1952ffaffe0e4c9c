package import HubCore

/// A code of the practice's own that nothing says the meaning of, with how often it is used.
package struct UnmappedCode: Hashable, Sendable {
    package var kind: Fact.Kind
    /// The code of the statement itself, or of what was found.
    package var isValue: Bool
    package var code: Coding
    package var rows: Int
    package var patients: Int

    package init(kind: Fact.Kind, isValue: Bool, code: Coding, rows: Int, patients: Int) {
        (self.kind, self.isValue, self.code, self.rows, self.patients) = (kind, isValue, code, rows, patients)
    }
}

/// One line of a code map, with who took it to be right.
package struct ApprovedCode: Hashable, Sendable {
    package var code: Coding
    package var target: Coding
    package var by: String?
    package var at: String
}

extension Database {
    /// Of the submissions that count: codes of no public system beside which stands none of a public one, and which the practice's map lacks.
    package nonisolated func unmappedCodes(practice: Int32) async throws(HubError) -> [UnmappedCode] {
        let systems = CodeSystem.known.map(\.system).filter { $0 != .local && $0 != .nullFlavor }.map(\.name)
        return try await snapshot { connection throws(HubError) in
            var found: [UnmappedCode] = []
            for (column, more, isValue) in [("code_id", "more_code_ids", false), ("value_code_id", "more_value_code_ids", true)] {
                let rows = try connection.query(
                    """
                    SELECT f.kind, c.system, c.code, c.display, count(*), count(DISTINCT f.patient_id)
                    FROM fact f
                    JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id AND s.state = 'current'
                    JOIN code c ON c.code_id = f.\(column)
                    WHERE f.practice_id = $1 AND NOT c.system = ANY ($2::text[])
                        AND NOT EXISTS (SELECT FROM code m WHERE m.code_id = ANY (f.\(more)) AND m.system = ANY ($2::text[]))
                        AND NOT EXISTS (SELECT FROM code_map k
                            WHERE k.practice_id = f.practice_id AND k.system = c.system AND k.code = c.code)
                    GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 2, 3
                    """, [practice, systems])
                for row in rows {
                    let kind = Fact.Kind(rawValue: Int16(clamping: try row.int(0))) ?? .observation
                    let code = Coding(CodeSystem(try row.text(1)), try row.text(2), display: row.optionalText(3))
                    found.append(
                        UnmappedCode(kind: kind, isValue: isValue, code: code, rows: try row.int(4), patients: try row.int(5)))
                }
            }
            return found
        }
    }

    /// Adds to the practice's map; what is there stays, and with it who approved it.
    /// - Parameter replacing: codes whose other targets go.
    package nonisolated func approve(_ map: CodeMap, replacing: Set<Coding>, by: String, practice: Int32) async throws(HubError) {
        try await transaction { connection throws(HubError) in
            for code in replacing.sorted(by: { ($0.system.name, $0.code) < ($1.system.name, $1.code) }) {
                try connection.execute(
                    "DELETE FROM code_map WHERE practice_id = $1 AND system = $2 AND code = $3", [practice, code.system.name, code.code])
            }
            let rows = map.targets.flatMap { source, targets in targets.map { (source, $0) } }
            try connection.execute(
                """
                INSERT INTO code_map (practice_id, system, code, target_system, target_code, approved_by, approved_at)
                SELECT DISTINCT $1::int, s, c, ts, tc, $6::text, now()
                FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS t(s, c, ts, tc)
                ON CONFLICT (practice_id, system, code, target_system, target_code)
                DO UPDATE SET approved_by = excluded.approved_by, approved_at = excluded.approved_at
                """,
                [practice, rows.map(\.0.system.name), rows.map(\.0.code), rows.map(\.1.system.name), rows.map(\.1.code), by])
        }
    }

    package nonisolated func approvedCodes(practice: Int32) async throws(HubError) -> [ApprovedCode] {
        try await connected { connection throws(HubError) in
            var found: [ApprovedCode] = []
            let rows = try connection.query(
                """
                SELECT system, code, target_system, target_code, approved_by, to_char(approved_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                FROM code_map WHERE practice_id = $1 ORDER BY system, code, target_system, target_code
                """, [practice])
            for row in rows {
                found.append(
                    ApprovedCode(
                        code: Coding(CodeSystem(try row.text(0)), try row.text(1)),
                        target: Coding(CodeSystem(try row.text(2)), try row.text(3)), by: row.optionalText(4), at: try row.text(5)))
            }
            return found
        }
    }
}
