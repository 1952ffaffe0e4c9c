import Foundation
import Glibc
import HubCore
import Testing

@testable import HubStore

@Suite("The embedded server", .serialized)
struct EmbeddedServerTests {
    private static func home() throws -> String {
        try Folders.makeTemporary(environment: ProcessInfo.processInfo.environment)
    }

    private static func pid(_ home: String) throws -> Int32 {
        let text = try String(contentsOfFile: home + "/postgres/data/postmaster.pid", encoding: .utf8)
        return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
    }

    private static func wait(for seconds: Int = 20, until done: () -> Bool) async throws {
        for _ in 0..<(seconds * 20) where !done() { try await Task.sleep(for: .milliseconds(50)) }
        #expect(done())
    }

    private static func alive(_ pid: Int32) -> Bool {
        guard kill(pid, 0) == 0 else { return false }
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        return !text.contains(") Z ")
    }

    @Test("starts with the first, stays for the others, stops with the last, and keeps the data")
    func shared() async throws {
        let home = try Self.home()
        defer { Folders.remove(home) }
        let environment = ["MEASUREHUB_HOME": home, "PATH": "/usr/bin:/bin"]
        async let one = Store.open(environment: environment)
        async let two = Store.open(environment: environment)
        let (first, second) = (try await one, try await two)
        let pid = try Self.pid(home)
        try await first.database().migrate()
        _ = try await second.database().makePractice(code: "A", name: "Alpha")
        try await first.close()
        #expect(Self.alive(pid))
        #expect(try await second.database().practices().count == 1)
        try await second.close()
        try await Self.wait { !Self.alive(pid) }
        let practices = try await Store.with(environment: environment) { _, database throws(HubError) in try await database.practices() }
        #expect(practices.map(\.code) == ["A"])
        try await Self.wait { !FileManager.default.fileExists(atPath: home + "/postgres/data/postmaster.pid") }
    }

    @Test("comes back with everything that was committed when the server was killed")
    func postmasterKilled() async throws {
        let home = try Self.home()
        defer { Folders.remove(home) }
        let environment = ["MEASUREHUB_HOME": home, "PATH": "/usr/bin:/bin"]
        let store = try await Store.open(environment: environment)
        let database = try store.database()
        try await database.migrate()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        try await database.send(practice, .full, nil, [file("a")])
        let pid = try Self.pid(home)
        kill(pid, SIGKILL)
        try await Self.wait { !Self.alive(pid) }
        let again = try await Store.open(environment: environment)
        let back = try again.database()
        #expect(try await back.counting(practice) == ["1:1"])
        #expect(try await back.send(practice, .delta, nil, [file("b")]).submission != nil)
        try await store.close()
        #expect(try await back.counting(practice).count == 2)
        try await again.close()
    }

    @Test("does not take another program's process for its server after a crash of the machine")
    func stalePID() async throws {
        let home = try Self.home()
        defer { Folders.remove(home) }
        let environment = ["MEASUREHUB_HOME": home, "PATH": "/usr/bin:/bin"]
        try await Store.open(environment: environment).close()
        // The number of a process that runs, and is no postgres.
        let path = home + "/postgres/data/postmaster.pid"
        try "\(getpid())\n\(home)/postgres/data\n1\n5432\n\(home)/postgres/run\n\n".write(toFile: path, atomically: false, encoding: .utf8)
        chown(path, try ServerUser.choose().user, try ServerUser.choose().group)
        let store = try await Store.open(environment: environment)
        #expect(try Self.pid(home) != getpid())
        try await store.close()
    }

    @Test("lets nobody else in: its folder and socket are private, it listens on no network, and its log holds no data")
    func privacy() async throws {
        let home = try Self.home()
        defer { Folders.remove(home) }
        let environment = ["MEASUREHUB_HOME": home, "PATH": "/usr/bin:/bin"]
        let store = try await Store.open(environment: environment)
        for folder in ["/postgres", "/postgres/run", "/postgres/data"] {
            var about = stat()
            #expect(stat(home + folder, &about) == 0)
            #expect(about.st_mode & 0o077 == 0, "\(folder)")
            #expect(about.st_uid == (try ServerUser.choose()).user && about.st_uid != 0)
        }
        let database = try store.database()
        try await database.connected { connection throws(HubError) in
            let settings = [
                "listen_addresses": "", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "wal_level": "minimal",
                "log_error_verbosity": "terse", "log_min_error_statement": "panic", "log_min_messages": "log",
                "log_parameter_max_length_on_error": "0", "jit": "off",
            ]
            for (name, value) in settings {
                #expect(try connection.query("SELECT current_setting($1)", [name])[0].text(0) == value, "\(name)")
            }
            try connection.run("CREATE TABLE t (x text PRIMARY KEY)")
            for _ in 0..<2 { _ = try? connection.execute("INSERT INTO t VALUES ($1)", ["CANARY"]) }
            _ = try? connection.query("SELECT $1::int", ["CANARY"])
        }
        try await store.close()
        let log = try String(contentsOfFile: home + "/postgres/server.log", encoding: .utf8)
        // The server's own life is told; what a statement did wrong is not.
        #expect(log.contains("ready to accept connections"))
        for word in ["CANARY", "duplicate key", "Key (x)", "INSERT INTO"] { #expect(!log.contains(word), "\(word)") }
    }

    @Test("says in plain words why it cannot be where it was put")
    func refusals() async throws {
        let base = try Self.home()
        defer { Folders.remove(base) }
        let long = base + "/" + String(repeating: "x", count: 90)
        let tooLong = await #expect(throws: HubError.self) { try await Store.open(environment: ["MEASUREHUB_HOME": long]) }
        #expect(tooLong?.message.contains("too long") == true)
        let programs = await #expect(throws: HubError.self) {
            try await Store.open(environment: ["MEASUREHUB_HOME": base + "/a", "MEASUREHUB_PG_BINDIR": "/nowhere"])
        }
        #expect(programs?.message.contains("MEASUREHUB_PG_BINDIR") == true)
        guard geteuid() == 0 else { return }
        mkdir(base + "/shut", 0o700)
        let shut = await #expect(throws: HubError.self) { try await Store.open(environment: ["MEASUREHUB_HOME": base + "/shut/home"]) }
        #expect(shut?.message.contains("may not pass through \(base)/shut") == true)
    }

    @Test(
        "lies where the environment says",
        arguments: [
            (["MEASUREHUB_HOME": "/x/y"], "/x/y"),
            (["XDG_DATA_HOME": "/data", "HOME": "/h"], geteuid() == 0 ? "/var/lib/measurehub" : "/data/measurehub"),
            (["HOME": "/h"], geteuid() == 0 ? "/var/lib/measurehub" : "/h/.local/share/measurehub"),
        ])
    func place(environment: [String: String], path: String) {
        #expect(Home(environment: environment).path == path)
    }
}
