import Foundation
import Glibc
import HubCore
import Synchronization

@testable import HubStore

/// One throw-away server for the whole test process, and an own migrated database for whoever asks.
enum TestCluster {
    private static let folder = Mutex<String?>(nil)
    private static let counter = Mutex(0)

    private static let store = Task {
        let store = try await Store.openThrowAway(environment: ProcessInfo.processInfo.environment)
        folder.withLock { $0 = store.home?.path }
        // Swift Testing has no end of all tests to hook into.
        atexit { TestCluster.stop() }
        let database = try store.database()
        try await database.migrate()
        return store
    }

    private static func stop() {
        guard let path = folder.withLock({ $0 }) else { return }
        let file = try? String(contentsOfFile: path + "/postgres/data/postmaster.pid", encoding: .utf8)
        if let pid = file?.split(separator: "\n").first.flatMap({ Int32($0) }) {
            kill(pid, SIGQUIT)
            for _ in 0..<200 where kill(pid, 0) == 0 { usleep(20_000) }
        }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Empty, without any table.
    static func emptyDatabase() async throws -> Database {
        let store = try await store.value
        let name = counter.withLock { number in
            number += 1
            return "test\(number)"
        }
        try await Database(store.address.database("postgres")).connected { connection throws(HubError) in
            try connection.run("CREATE DATABASE \(name)")
        }
        return try Database(store.address.database(name))
    }

    static func database() async throws -> Database {
        let database = try await emptyDatabase()
        try await database.migrate()
        return database
    }
}
