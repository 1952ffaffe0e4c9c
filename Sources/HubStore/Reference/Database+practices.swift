package import HubCore

/// Who sends data.
package struct Practice: Hashable, Sendable {
    package var id: Int32
    package var code: String
    package var name: String
    /// Random; stands for the practice where its name may not be told.
    package var blindedCode: String?
}

extension Database {
    package nonisolated func practices() async throws(HubError) -> [Practice] {
        try await connected { connection throws(HubError) in
            var found: [Practice] = []
            for row in try connection.query("SELECT practice_id, code, name, blinded_code FROM practice ORDER BY code") {
                found.append(try Self.practice(row))
            }
            return found
        }
    }

    package nonisolated func practice(code: String) async throws(HubError) -> Practice? {
        try await connected { connection throws(HubError) in
            let rows = try connection.query("SELECT practice_id, code, name, blinded_code FROM practice WHERE code = $1", [code])
            guard let row = rows.first else { return nil }
            return try Self.practice(row)
        }
    }

    /// The practice of that code, made if it is new. An existing one keeps its name.
    package nonisolated func makePractice(code: String, name: String) async throws(HubError) -> Practice {
        guard !code.trimmingBlanks().isEmpty else { throw HubError(.misconfigured, "A practice needs a code.") }
        return try await transaction { connection throws(HubError) in
            // A blinded code that is taken already is drawn again; with 26^6 of them that hardly ever happens.
            for _ in 0..<20 {
                let rows = try connection.query("SELECT practice_id, code, name, blinded_code FROM practice WHERE code = $1", [code])
                if let row = rows.first { return try Self.practice(row) }
                try connection.execute(
                    "INSERT INTO practice (code, name, blinded_code) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    [code, name, Self.blindedCode()])
            }
            throw HubError(.conflict, "No blinded code could be found for the practice.")
        }
    }

    /// Six characters of an alphabet without those that are taken for one another.
    private static func blindedCode() -> String {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("ACDEFGHJKLMNPQRTUVWXY34679")
        return String((0..<6).compactMap { _ in alphabet.randomElement(using: &random) })
    }

    private static func practice(_ row: Row) throws(HubError) -> Practice {
        Practice(id: try row.int32(0), code: try row.text(1), name: try row.text(2), blindedCode: row.optionalText(3))
    }
}

extension Database {
    /// Takes back a practice that was made for an import of which nothing was kept. One that has sent anything stays.
    package nonisolated func removePractice(code: String) async throws(HubError) {
        _ = try await transaction { connection throws(HubError) in
            try connection.execute(
                """
                DELETE FROM practice p WHERE code = $1 AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.practice_id = p.practice_id)
                AND NOT EXISTS (SELECT 1 FROM code_map m WHERE m.practice_id = p.practice_id)
                """, [code])
        }
    }
}
