internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub migrate`: brings the database's tables up to date.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Brings the tables of the database up to date.")
    @Flag(help: "Only say what would be done.") var plan = false
    @Flag(help: "Print JSON.") var json = false

    private struct Line: Encodable {
        var version: Int
        var name, state: String
    }

    func run() async throws {
        let store = try await Store.open(environment: Ask.environment)
        let steps: [MigrationStep]
        do {
            let database = try store.database()
            steps = plan ? try await database.plan() : try await database.migrate()
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
        let lines = steps.map { Line(version: $0.version, name: $0.name, state: $0.state.rawValue) }
        if json { return try Console.standard.print(json: lines) }
        Console.standard.print(table: lines.map { ["\($0.version)", $0.name, $0.state] }, header: ["step", "name", "state"])
    }
}

/// `measurehub psql`: psql on the hub's database, for analysts.
struct PsqlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psql", abstract: "psql on the hub's database, embedded or not.",
        discussion: "The views encounter, condition, observation, … hold what counts now; `fact` holds everything.")
    @Option(name: .short, help: "Run this SQL and end.") var command: [String] = []
    @Argument(parsing: .allUnrecognized, help: "Anything else that psql understands.") var words: [String] = []

    func run() async throws {
        let store = try await Store.open(environment: Ask.environment)
        let status: Int32
        do {
            try await store.database().migrate()
            status = try psql(store)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
        if status != 0 { throw ExitCode(3) }
    }

    private func psql(_ store: Store) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let (address, password) = store.address.withoutPassword
        process.arguments = ["psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", address.text] + command.flatMap { ["-c", $0] } + words
        if let password { process.environment = Ask.environment.merging(["PGPASSWORD": password]) { $1 } }
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
