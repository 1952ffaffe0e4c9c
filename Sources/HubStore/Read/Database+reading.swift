package import HubCore

/// Where a fact stands: all that is needed to open the file at the place.
package struct FactOrigin: Hashable, Sendable {
    package var origin: Origin
    package var submission: Int32
    package var sha256: String
    /// Which patient, by the source's own key. Shown only to who may see it.
    package var patient: PatientKey
}

extension Database {
    package nonisolated func scan(
        _ scan: FactScan, _ body: @Sendable (HistoryPatient, [HistoryFact]) throws(HubError) -> Void
    ) async throws(HubError) {
        try await snapshot { connection throws(HubError) in try scan.read(connection, body) }
    }

    /// Nil when there is no such fact, or its rows were removed.
    package nonisolated func origin(practice: Int32, submission: Int32, number: Int32) async throws(HubError) -> FactOrigin? {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT s.name, f.line, f.column_no, f.path, s.sha256, p.namespace, p.key FROM fact f
                JOIN source_file s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id AND s.file_id = f.file_id
                JOIN patient p ON p.practice_id = f.practice_id AND p.patient_id = f.patient_id
                WHERE f.practice_id = $1 AND f.submission_id = $2 AND f.fact_no = $3
                """, [practice, submission, number])
            guard let row = rows.first else { return nil }
            let position = Position(line: try row.int(1), column: try row.int(2))
            return FactOrigin(
                origin: Origin(SourceFile(try row.text(0)), position, path: row.optionalText(3)), submission: submission,
                sha256: try row.text(4), patient: PatientKey(try row.text(6), namespace: try row.text(5)))
        }
    }

    /// The ids of those of the codes that the database has; the others are no fact's.
    package nonisolated func codeTable(for codings: some Collection<Coding> & Sendable) async throws(HubError) -> CodeTable {
        try await connected { connection throws(HubError) in
            let rows = try connection.query(
                """
                SELECT c.code_id, c.system, c.code, c.display FROM code c
                JOIN (SELECT DISTINCT s, k FROM unnest($1::text[], $2::text[]) AS t(s, k)) asked ON c.system = s AND c.code = k
                """, [codings.map(\.system.name), codings.map(\.code)])
            return try Self.table(rows)
        }
    }

    /// What stands behind ids, for showing.
    package nonisolated func codeTable(ids: [Int32]) async throws(HubError) -> CodeTable {
        try await connected { connection throws(HubError) in
            try Self.table(try connection.query("SELECT code_id, system, code, display FROM code WHERE code_id = ANY ($1::int[])", [ids]))
        }
    }

    private static func table(_ rows: [Row]) throws(HubError) -> CodeTable {
        var table = CodeTable()
        for row in rows {
            table.set(Coding(CodeSystem(try row.text(1)), try row.text(2), display: row.optionalText(3)), id: try row.int32(0))
        }
        return table
    }

    /// A patient's number by the source's key. Without a namespace, all who go by that key: those too whose key is it with a mark of `-` and
    /// 16 hexadecimal digits, which keeps persons apart whom the source gave one number.
    package nonisolated func patients(practice: Int32, key: String, namespace: String? = nil) async throws(HubError) -> [(
        id: Int32, key: PatientKey
    )] {
        try await connected { connection throws(HubError) in
            var found: [(id: Int32, key: PatientKey)] = []
            let rows = try connection.query(
                """
                SELECT patient_id, namespace, key FROM patient WHERE practice_id = $1 AND ($3::text IS NULL OR namespace = $3)
                AND (key = $2 OR (starts_with(key, $2 || '-') AND substr(key, length($2) + 2) ~ '^[0-9a-f]{16}$'))
                ORDER BY patient_id
                """, [practice, key, namespace])
            for row in rows { found.append((try row.int32(0), PatientKey(try row.text(2), namespace: try row.text(1)))) }
            return found
        }
    }

    /// The source's keys of all providers, or of all sites, by number.
    package nonisolated func keys(of level: MeasureResult.Level, practice: Int32) async throws(HubError) -> [Int32: String] {
        try await connected { connection throws(HubError) in
            var keys: [Int32: String] = [:]
            for row in try connection.query("SELECT \(level)_id, key FROM \(level) WHERE practice_id = $1", [practice]) {
                keys[try row.int32(0)] = try row.text(1)
            }
            return keys
        }
    }

    /// The source's keys of all patients, by number.
    package nonisolated func patientKeys(practice: Int32) async throws(HubError) -> [Int32: PatientKey] {
        try await snapshot { connection throws(HubError) in
            var keys: [Int32: PatientKey] = [:]
            try connection.copyOut("SELECT patient_id, namespace, key FROM patient WHERE practice_id = \(practice)") {
                row throws(HubError) in
                guard let id = try row.integer(Int32.self), let namespace = try row.text(), let key = try row.text() else { return }
                keys[id] = PatientKey(key, namespace: namespace)
            }
            return keys
        }
    }
}

extension Database {
    /// The codes that only a practice's EMR knows, added to a table.
    package nonisolated func addLocalCodes(to table: CodeTable) async throws(HubError) -> CodeTable {
        try await connected { connection throws(HubError) in
            var table = table
            for row in try connection.query("SELECT code_id, code FROM code WHERE system = $1", [CodeSystem.local.name]) {
                table.set(Coding(.local, try row.text(1)), id: try row.int32(0))
            }
            return table
        }
    }
}
