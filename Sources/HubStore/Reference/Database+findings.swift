internal import FoundationEssentials
package import HubCore

extension Database {
    /// The findings of a submission, or of all current ones of a practice; worst first, then most frequent.
    package nonisolated func findings(practice: Int32, submission: Int32? = nil) async throws(HubError) -> [FindingGroup] {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT f.severity, f.id, f.message, f.file_name, f.path, f.fix, f.owner, f.count, f.places::text FROM finding f
                JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id
                WHERE f.practice_id = $1 AND (f.submission_id = $2 OR ($2::int IS NULL AND s.state = 'current'))
                ORDER BY array_position(ARRAY['error', 'warning', 'note'], f.severity), f.count DESC, f.id, f.submission_id, f.finding_no
                """, [practice, submission])
            var groups: [FindingGroup] = []
            for row in rows { groups.append(try Self.group(row)) }
            return groups
        }
    }

    private static func group(_ row: Row) throws(HubError) -> FindingGroup {
        let (file, path) = (SourceFile(try row.text(3)), row.optionalText(4))
        guard let severity = Finding.Severity(rawValue: try row.text(0)),
            let stored = try? JSONDecoder().decode([StoredPlace].self, from: Data(try row.text(8).utf8))
        else { throw HubError(.database, "A stored finding cannot be read.", hint: "Use the newer measurehub.") }
        let places = stored.map { $0.origin(foundIn: file, path: path) }
        let first = Finding(
            severity, try row.text(1), try row.text(2), at: places.first { $0.file == file } ?? Origin(file, path: path),
            fix: row.optionalText(5),
            owner: row.optionalText(6).flatMap { Finding.Owner(rawValue: $0) })
        return FindingGroup(first: first, count: try row.int(7), places: places.isEmpty ? [first.origin] : places)
    }
}
