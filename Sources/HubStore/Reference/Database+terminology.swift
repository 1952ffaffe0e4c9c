package import HubCore

/// A value set without its codes.
package struct ValueSetInfo: Hashable, Sendable {
    package var oid: String
    package var title: String
    package var version: String
    package var publishedTotal: Int?
    package var source: String
    package var codes: Int
    /// False when codes are known to be missing.
    package var isComplete: Bool { publishedTotal.map { codes >= $0 } ?? (codes > 0) }
}

extension Database {
    /// Stores value sets, each in the place of one with the same OID; all or none.
    package nonisolated func store(_ sets: [ValueSet]) async throws(HubError) {
        try await transaction { connection throws(HubError) in
            for set in sets {
                let codings = Array(Set(set.codes)).sorted { ($0.system.name, $0.code) < ($1.system.name, $1.code) }
                let (systems, codes) = (codings.map(\.system.name), codings.map(\.code))
                try connection.execute(
                    """
                    INSERT INTO code (system, code, display) SELECT s, c, nullif(d, '') FROM unnest($1::text[], $2::text[], $3::text[]) AS t(s, c, d)
                    WHERE NOT EXISTS (SELECT FROM code k WHERE k.system = s AND k.code = c) ON CONFLICT (system, code) DO NOTHING
                    """, [systems, codes, codings.map { $0.display ?? "" }])
                try connection.execute("DELETE FROM value_set WHERE oid = $1", [set.oid])
                try connection.execute(
                    "INSERT INTO value_set (oid, title, version, published_total, source) VALUES ($1, $2, $3, $4, $5)",
                    [set.oid, set.title, set.version, set.publishedTotal, set.source])
                let members = try connection.execute(
                    """
                    INSERT INTO value_set_member (oid, code_id)
                    SELECT $1, k.code_id FROM unnest($2::text[], $3::text[]) AS t(s, c) JOIN code k ON k.system = s AND k.code = c
                    """, [set.oid, systems, codes])
                guard members == codings.count else {
                    throw HubError(
                        .database, "Value set \(set.oid) was stored with \(members) of \(codings.count) codes; nothing was kept.")
                }
            }
        }
    }

    package nonisolated func valueSets() async throws(HubError) -> [ValueSetInfo] {
        try await connected { connection throws(HubError) in
            var found: [ValueSetInfo] = []
            let rows = try connection.query(
                """
                SELECT v.oid, v.title, v.version, v.published_total, v.source,
                    (SELECT count(*) FROM value_set_member m WHERE m.oid = v.oid)
                FROM value_set v ORDER BY v.oid
                """)
            for row in rows {
                found.append(
                    ValueSetInfo(
                        oid: try row.text(0), title: try row.text(1), version: try row.text(2), publishedTotal: try row.optionalInt(3),
                        source: try row.text(4), codes: try row.int(5)))
            }
            return found
        }
    }

    /// Those of the OIDs that are stored, with their codes in order.
    package nonisolated func valueSets(oids: [String]) async throws(HubError) -> [ValueSet] {
        try await snapshot { connection throws(HubError) in
            var codes: [String: [Coding]] = [:]
            let members = try connection.query(
                """
                SELECT m.oid, c.system, c.code, c.display FROM value_set_member m JOIN code c USING (code_id)
                WHERE m.oid = ANY ($1::text[]) ORDER BY m.oid, c.system, c.code
                """, [oids])
            for row in members {
                codes[try row.text(0), default: []].append(
                    Coding(CodeSystem(try row.text(1)), try row.text(2), display: row.optionalText(3)))
            }
            var found: [ValueSet] = []
            let rows = try connection.query(
                "SELECT oid, title, version, published_total, source FROM value_set WHERE oid = ANY ($1::text[]) ORDER BY oid", [oids])
            for row in rows {
                let oid = try row.text(0)
                found.append(
                    ValueSet(
                        oid: oid, title: try row.text(1), version: try row.text(2), publishedTotal: try row.optionalInt(3),
                        codes: codes[oid] ?? [], source: try row.text(4)))
            }
            return found
        }
    }

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
