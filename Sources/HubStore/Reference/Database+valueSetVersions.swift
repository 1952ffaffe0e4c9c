package import HubCore

/// A version of a value set that is or was stored.
package struct ValueSetVersion: Hashable, Sendable {
    package var oid: String
    /// As published; empty when the source did not say.
    package var label: String
    package var year: Int?
    package var codes: Int
    package var publishedTotal: Int?
    package var source: String
    /// `2026-03-01 12:00:00+00`.
    package var storedAt: String
    /// The one that judges now.
    package var isCurrent: Bool
}

extension Database {
    /// Keeps a list as a version, unless the same list is there under the same label; gives its number.
    static func keep(_ set: ValueSet, _ codings: [Coding], _ connection: Connection) throws(HubError) -> Int {
        let content = SHA256.of(Array(codings.map { "\($0.system.name)|\($0.code)\n" }.joined().utf8))
        let year = Int(set.version.prefix(4)).flatMap { (1990...2200).contains($0) ? $0 : nil }
        let version = try connection.query(
            """
            INSERT INTO value_set_version (oid, label, year, title, published_total, source, content, codes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (oid, label, content) DO UPDATE SET title = excluded.title, published_total = excluded.published_total
            RETURNING version_id
            """, [set.oid, set.version, year, set.title, set.publishedTotal, set.source, content, codings.count])[0].int(0)
        try connection.execute(
            """
            INSERT INTO value_set_version_member (version_id, code_id)
            SELECT $1::int, k.code_id FROM unnest($2::text[], $3::text[]) AS t(s, c) JOIN code k ON k.system = s AND k.code = c
            ON CONFLICT DO NOTHING
            """, [version, codings.map(\.system.name), codings.map(\.code)])
        return version
    }

    /// All versions of all value sets, the latest of each first.
    package nonisolated func valueSetVersions() async throws(HubError) -> [ValueSetVersion] {
        try await connected { connection throws(HubError) in
            var found: [ValueSetVersion] = []
            let rows = try connection.query(
                """
                SELECT n.oid, n.label, n.year, n.codes, n.published_total, n.source, n.stored_at::text, v.oid IS NOT NULL
                FROM value_set_version n LEFT JOIN value_set v ON v.version_id = n.version_id ORDER BY n.oid, n.version_id DESC
                """)
            for row in rows {
                found.append(
                    ValueSetVersion(
                        oid: try row.text(0), label: try row.text(1), year: try row.optionalInt(2), codes: try row.int(3),
                        publishedTotal: try row.optionalInt(4), source: try row.text(5), storedAt: try row.text(6),
                        isCurrent: try row.bool(7)))
            }
            return found
        }
    }
}
