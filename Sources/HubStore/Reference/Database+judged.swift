package import HubCore

/// What the numbers of one measure version over one period rest on. While all of it is the same, there is nothing to judge again.
package struct JudgedKey: Hashable, Sendable {
    /// ``Database/dataVersion(practice:)``.
    package var data: String
    /// ``HubRules/Measure/contentHash``.
    package var measure: String
    /// The mark under which the value sets are in `terminology_used`.
    package var terminology: String
    /// Raised whenever the judge itself changes what it says.
    package var engine: Int
    /// How patients find their provider, and their site; of the levels that were judged.
    package var attribution: [MeasureResult.Level: String]

    package init(data: String, measure: String, terminology: String, engine: Int, attribution: [MeasureResult.Level: String] = [:]) {
        (self.data, self.measure, self.terminology) = (data, measure, terminology)
        (self.engine, self.attribution) = (engine, attribution)
    }

    /// The practice's own number rests on the same; by which method its parts were counted is no matter.
    package func isSame(as other: JudgedKey) -> Bool {
        var mine = self
        mine.attribution = other.attribution
        return mine == other
    }
}

/// One measure version over one period at a practice, as it was judged last.
package struct JudgedUnit: Sendable {
    package struct Name: Hashable, Sendable {
        package var measure: String
        package var version: String
        package var start: String
        package var end: String

        package init(measure: String, version: String, start: String, end: String) {
            (self.measure, self.version, self.start, self.end) = (measure, version, start, end)
        }
    }
    package var name: Name
    package var key: JudgedKey
    package var patients: Int
    /// Completeness, as JSON.
    package var completeness: String
    /// When stored: in the place of all computed results of the name. When read: empty.
    package var results: [MeasureResult] = []
    /// When stored: levels whose results stay as they are.
    package var keeps: Set<MeasureResult.Level> = []

    package init(name: Name, key: JudgedKey, patients: Int, completeness: String, results: [MeasureResult] = []) {
        (self.name, self.key, self.patients) = (name, key, patients)
        (self.completeness, self.results) = (completeness, results)
    }
}

extension Database {
    package nonisolated func judged(practice: Int32) async throws(HubError) -> [JudgedUnit.Name: JudgedUnit] {
        try await connected { connection throws(HubError) in
            var found: [JudgedUnit.Name: JudgedUnit] = [:]
            let rows = try connection.query(
                """
                SELECT measure, version, period_start, period_end, data_version, measure_hash, terminology, engine, attribution, patients,
                    completeness::text, site_attribution
                FROM judged WHERE practice_id = $1
                """, [practice])
            for row in rows {
                let name = JudgedUnit.Name(
                    measure: try row.text(0), version: try row.text(1), start: try row.text(2), end: try row.text(3))
                let attribution: [MeasureResult.Level: String] = [.provider: try row.text(8), .site: try row.text(11)]
                let key = JudgedKey(
                    data: try row.text(4), measure: try row.text(5), terminology: try row.text(6), engine: try row.int(7),
                    attribution: attribution.filter { !$0.value.isEmpty })
                found[name] = JudgedUnit(name: name, key: key, patients: try row.int(9), completeness: try row.text(10))
            }
            return found
        }
    }

    /// Stores what was judged, results and what they rest on; all or none.
    /// - Parameter terminology: by mark, the value sets that it stands for, as JSON.
    package nonisolated func store(
        _ units: [JudgedUnit], practice: Int32, runID: String, terminology: [String: String]
    ) async throws(HubError) {
        try await transaction { connection throws(HubError) in
            for (mark, sets) in terminology.sorted(by: { $0.key < $1.key }) {
                try connection.execute(
                    "INSERT INTO terminology_used (mark, sets) VALUES ($1, $2::jsonb) ON CONFLICT (mark) DO NOTHING", [mark, sets])
            }
            for unit in units {
                let (name, key) = (unit.name, unit.key)
                try connection.execute(
                    """
                    DELETE FROM aggregate_result WHERE practice_id = $1 AND measure = $2 AND version = $3 AND period_start = $4
                    AND period_end = $5 AND source = 'computed' AND level <> ALL ($6::text[])
                    """, [practice, name.measure, name.version, name.start, name.end, unit.keeps.map(\.rawValue)])
                try Self.insert(unit.results, practice: practice, runID: runID, dataVersion: key.data, submission: nil, connection)
                try connection.execute(
                    """
                    INSERT INTO judged (practice_id, measure, version, period_start, period_end, data_version, measure_hash, terminology, engine,
                        attribution, patients, completeness, site_attribution)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13)
                    ON CONFLICT (practice_id, measure, version, period_start, period_end) DO UPDATE SET data_version = excluded.data_version,
                        measure_hash = excluded.measure_hash, terminology = excluded.terminology, engine = excluded.engine,
                        attribution = excluded.attribution, patients = excluded.patients, completeness = excluded.completeness,
                        site_attribution = excluded.site_attribution, judged_at = now()
                    """,
                    [
                        practice, name.measure, name.version, name.start, name.end, key.data, key.measure, key.terminology, key.engine,
                        key.attribution[.provider] ?? "", unit.patients, unit.completeness, key.attribution[.site] ?? "",
                    ])
            }
        }
    }
}
