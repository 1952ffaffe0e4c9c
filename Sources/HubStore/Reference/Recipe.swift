package import HubCore

/// How a report of one layout was read the last time. Holds names of columns and no cell.
package struct Recipe: Hashable, Sendable {
    package var fingerprint: String
    /// The importer's id.
    package var format: String
    package var filePattern: String
    package var mapping: String
    package var mappingVersion: String
    /// The importer's options.
    package var options: [String: String]
    package var columns: [String]
    /// What the cells of each column look like.
    package var shapes: [String]
    package var submission: Int32
    package var lastUsed: Day?
    package var uses: Int

    package init(
        fingerprint: String, format: String, filePattern: String, mapping: String, mappingVersion: String, options: [String: String],
        columns: [String], shapes: [String], submission: Int32 = 0, lastUsed: Day? = nil, uses: Int = 0
    ) {
        (self.fingerprint, self.format, self.filePattern) = (fingerprint, format, filePattern)
        (self.mapping, self.mappingVersion, self.options) = (mapping, mappingVersion, options)
        (self.columns, self.shapes, self.submission, self.lastUsed, self.uses) = (columns, shapes, submission, lastUsed, uses)
    }
}

extension Database {
    /// Of one practice, the last used first.
    package nonisolated func recipes(practice: Int32) async throws(HubError) -> [Recipe] {
        try await connected { connection throws(HubError) in
            var found: [Recipe] = []
            let rows = try connection.query(
                """
                SELECT fingerprint, format, file_pattern, mapping, mapping_version, submission_id, last_used, uses,
                    array_to_string(columns, E'\\x1F'), array_to_string(shapes, E'\\x1F'),
                    array_to_string(ARRAY(SELECT key || '=' || value FROM jsonb_each_text(options) ORDER BY key), E'\\x1F')
                FROM recipe WHERE practice_id = $1 ORDER BY last_used DESC, submission_id DESC, fingerprint
                """, [practice])
            for row in rows {
                func list(_ column: Int) -> [String] {
                    (row.optionalText(column) ?? "").split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
                }
                let options = list(10).filter { !$0.isEmpty }.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
                found.append(
                    Recipe(
                        fingerprint: try row.text(0), format: try row.text(1), filePattern: try row.text(2), mapping: try row.text(3),
                        mappingVersion: try row.text(4), options: Dictionary(options.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 },
                        columns: list(8), shapes: list(9), submission: try row.int32(5), lastUsed: try row.optionalDay(6),
                        uses: try row.int(7)))
            }
            return found
        }
    }

    /// Keeps how the files of a submission were read; a layout that is known keeps its place and counts one more use.
    package nonisolated func remember(_ recipes: [Recipe], practice: Int32, submission: Int32, on day: Day?) async throws(HubError) {
        guard !recipes.isEmpty else { return }
        try await transaction { connection throws(HubError) in
            for recipe in recipes {
                let keys = recipe.options.keys.sorted()
                try connection.execute(
                    """
                    INSERT INTO recipe (practice_id, fingerprint, format, file_pattern, mapping, mapping_version, options, columns, shapes,
                        submission_id, first_used, last_used)
                    VALUES ($1, $2, $3, $4, $5, $6, jsonb_object($7::text[], $8::text[]), $9, $10, $11,
                        coalesce($12::date, current_date), coalesce($12::date, current_date))
                    ON CONFLICT (practice_id, fingerprint) DO UPDATE SET file_pattern = excluded.file_pattern, mapping = excluded.mapping,
                        mapping_version = excluded.mapping_version, options = excluded.options, columns = excluded.columns,
                        shapes = excluded.shapes, submission_id = excluded.submission_id, last_used = excluded.last_used,
                        uses = recipe.uses + 1
                    """,
                    [
                        practice, recipe.fingerprint, recipe.format, recipe.filePattern, recipe.mapping, recipe.mappingVersion, keys,
                        keys.map { recipe.options[$0] ?? "" }, recipe.columns, recipe.shapes, submission, day,
                    ])
            }
        }
    }

    /// Those whose fingerprint begins so. Gives how many went.
    package nonisolated func forgetRecipes(practice: Int32, fingerprint: String) async throws(HubError) -> Int {
        try await transaction { connection throws(HubError) in
            try connection.execute(
                "DELETE FROM recipe WHERE practice_id = $1 AND starts_with(fingerprint, $2)", [practice, fingerprint])
        }
    }
}
