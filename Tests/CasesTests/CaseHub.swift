import Foundation
import HubCatalog
import HubCore
import HubPipeline
import Synchronization
import Testing

@testable import HubStore

/// A database server for the cases with steps, and an empty hub for each of them.
struct CaseHub: Sendable {
    @TaskLocal static var store: Store?
    private static let number = Mutex(0)
    static let folder = ConfigFolder(path: CaseFolder.root.appending(path: "Mappings").path)

    let database: Database

    init() async throws {
        let store = try #require(Self.store)
        let name = Self.number.withLock { number in
            number += 1
            return "case\(number)"
        }
        try await Database(store.address.database("postgres")).connected { connection throws(HubError) in
            try connection.run("CREATE DATABASE \(name)")
        }
        database = try Database(store.address.database(name))
        try await database.migrate()
    }

    func take(_ request: SubmissionRequest) async throws -> ImportReceipt {
        try await Importing(folder: Self.folder, importers: Catalog.entries, database: database).run(request)
    }

    /// What counts now: the submissions, and every patient and statement of the current ones with the file that says it.
    func now() async throws -> String {
        let submissions = try await database.submissions().map { "\($0.id) \($0.state)" }.joined(separator: ", ")
        let rows = try await database.connected { connection throws(HubError) in
            var lines: [String] = []
            for row in try connection.query(
                """
                SELECT patient_key || ': ' || kind || ' ' || coalesce(code_system || '|' || code, 'no code') || ' ' || coalesce(start_date::text, '?')
                    || coalesce(' = ' || value || coalesce(' ' || unit, ''), '') || CASE WHEN negated THEN ' NOT' ELSE '' END || ' (' || file || ')'
                FROM statement ORDER BY 1
                """)
            { lines.append(try row.text(0)) }
            return lines
        }
        return "now: \(submissions.isEmpty ? "no submission" : submissions)\n" + rows.map { "  " + $0 + "\n" }.joined()
    }
}

/// Gives a suite its server.
struct ServerOfTheCases: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let store = try await Store.openThrowAway(environment: ProcessInfo.processInfo.environment)
        let result: Result<Void, any Error>
        do {
            result = .success(try await CaseHub.$store.withValue(store, operation: function))
        } catch { result = .failure(error) }
        try await store.close()
        try result.get()
    }
}
