package import HubCore

/// Brings the tables up to date: each step in a transaction, one program at a time, and never over a change that it does not know.
package struct Migrator {
    /// Any number that nobody else takes in this database: "hub" in ASCII, then 1.
    static let lock = 0x68_7562_01
    private let steps: [Migration]

    package init(_ steps: [Migration] = Migration.all) { self.steps = steps }

    package func plan(_ connection: Connection) throws(HubError) -> [MigrationStep] {
        var applied: [Int: (name: String, sha256: String)] = [:]
        if !(try connection.query("SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL").isEmpty) {
            for row in try connection.query("SELECT version, name, sha256 FROM schema_migration") {
                applied[try row.int(0)] = (try row.text(1), try row.text(2))
            }
        }
        let known = steps.map { step in
            let state: MigrationStep.State =
                applied[step.version].map { $0.sha256 == step.sha256 ? .applied : .changed } ?? .pending
            return MigrationStep(version: step.version, name: step.name, state: state)
        }
        let ahead = applied.filter { entry in !steps.contains { $0.version == entry.key } }
        return (known + ahead.map { MigrationStep(version: $0.key, name: $0.value.name, state: .unknown) })
            .sorted { $0.version < $1.version }
    }

    /// Gives the steps that were applied now.
    @discardableResult
    package func apply(_ connection: Connection) throws(HubError) -> [MigrationStep] {
        _ = try connection.query("SELECT pg_advisory_lock($1)", [Self.lock])
        defer { _ = try? connection.query("SELECT pg_advisory_unlock($1)", [Self.lock]) }
        let plan = try plan(connection)
        try refuse(plan)
        var done: [MigrationStep] = []
        for step in steps where plan.contains(where: { $0.version == step.version && $0.state == .pending }) {
            try apply(step, connection)
            done.append(MigrationStep(version: step.version, name: step.name, state: .applied))
        }
        try Words.store(connection)
        return done
    }

    private func apply(_ step: Migration, _ connection: Connection) throws(HubError) {
        try connection.run("BEGIN")
        do throws(HubError) {
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    version int PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
                """)
            try connection.run(String(decoding: step.script, as: UTF8.self))
            try connection.execute(
                "INSERT INTO schema_migration (version, name, sha256) VALUES ($1, $2, $3)", [step.version, step.name, step.sha256])
            try connection.run("COMMIT")
        } catch {
            try? connection.run("ROLLBACK")
            throw error
        }
    }

    private func refuse(_ plan: [MigrationStep]) throws(HubError) {
        if let step = plan.first(where: { $0.state == .unknown }) {
            throw HubError(
                .conflict, "The database is newer than this program: it has step \(step.version) (\(step.name)).",
                hint: "Use the newer measurehub with it.")
        }
        if let step = plan.first(where: { $0.state == .changed }) {
            throw HubError(
                .conflict, "Step \(step.version) (\(step.name)) of the database is not the one that this program has.",
                hint: "Use the measurehub that made this database, or restore a backup.")
        }
        let applied = plan.last { $0.state == .applied }?.version ?? 0
        if let step = plan.first(where: { $0.state == .pending && $0.version < applied }) {
            throw HubError(
                .conflict, "Step \(step.version) (\(step.name)) is missing below steps that were applied.", hint: "Restore a backup.")
        }
    }
}

extension Database {
    package nonisolated func plan() async throws(HubError) -> [MigrationStep] {
        try await connected { connection throws(HubError) in try Migrator().plan(connection) }
    }

    @discardableResult
    package nonisolated func migrate() async throws(HubError) -> [MigrationStep] {
        try await connected { connection throws(HubError) in try Migrator().apply(connection) }
    }
}
