import HubCore
import Testing

@testable import HubStore

@Suite("A connection")
struct ConnectionTests {
    @Test("brings every type of value there and back")
    func roundTrip() async throws {
        let database = try await TestCluster.emptyDatabase()
        try await database.connected { connection throws(HubError) in
            let day = Day(year: 2024, month: 2, day: 29)
            let row = try connection.query(
                "SELECT $1::int, $2::bigint, $3::text, $4::date, $5::float8, $6::bool, $7::text, ($8::int[])[2], $9::text",
                [42, Int64.min, "O'Brien \"x\" \\ é", day, 0.1, true, nil, [Int32(7), 8], "a\u{0}b"])[0]
            #expect(try row.int(0) == 42)
            #expect(try row.int(1) == Int(Int64.min))
            #expect(try row.text(2) == "O'Brien \"x\" \\ é")
            #expect(try row.optionalDay(3) == day)
            #expect(try row.optionalDouble(4) == 0.1)
            #expect(try row.bool(5))
            #expect(row.optionalText(6) == nil)
            #expect(try row.int(7) == 8)
            #expect(try row.text(8) == "a\u{FFFD}b")
            let words = ["a,b", "c\"d", "e\\f", "NULL", ""]
            #expect(try connection.query("SELECT unnest($1::text[])", [words]).map { $0.optionalText(0) } == words)
        }
    }

    @Test(
        "says what failed without quoting any data",
        arguments: ["INSERT INTO t VALUES ('CANARY')", "SELECT 'CANARY'::int", "SELECT FROM FROM 'CANARY'"])
    func canary(statement: String) async throws {
        let database = try await TestCluster.emptyDatabase()
        try await database.connected { connection throws(HubError) in
            try connection.run("CREATE TABLE t (x text PRIMARY KEY); INSERT INTO t VALUES ('CANARY')")
        }
        let error = await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in try connection.run(statement) }
        }
        let text = try #require(error).description
        #expect(!text.contains("CANARY"))
        #expect(text.contains("SQLSTATE 2") || text.contains("SQLSTATE 4"))
        #expect(error?.code == .database)
    }

    @Test("tells where it tried to connect, but never the password")
    func refused() throws {
        let error = #expect(throws: HubError.self) {
            _ = try Connection(DatabaseAddress("postgres://u:SECRET@127.0.0.1:1/nowhere"))
        }
        let text = try #require(error).description
        #expect(text.contains("127.0.0.1") && text.contains("nowhere") && !text.contains("SECRET"))
    }

    @Test("leaves nothing of a transaction that failed, and goes on")
    func rollback() async throws {
        let database = try await TestCluster.emptyDatabase()
        try await database.connected { connection throws(HubError) in try connection.run("CREATE TABLE t (x int)") }
        await #expect(throws: HubError.self) {
            try await database.transaction { connection throws(HubError) in
                try connection.execute("INSERT INTO t VALUES ($1)", [1])
                throw HubError(.conflict, "changed my mind")
            }
        }
        let count = try await database.connected { connection throws(HubError) in try connection.query("SELECT count(*) FROM t")[0].int(0) }
        #expect(count == 0)
    }

    @Test("stops a running statement when its task is cancelled, and goes on")
    func cancellation() async throws {
        let database = try await TestCluster.emptyDatabase()
        let task = Task {
            try await database.connected { connection throws(HubError) in _ = try connection.query("SELECT pg_sleep(30)") }
        }
        try await Task.sleep(for: .milliseconds(300))
        let begun = ContinuousClock.now
        task.cancel()
        let error = await #expect(throws: HubError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(ContinuousClock.now - begun < .seconds(10))
        let one = try await database.connected { connection throws(HubError) in try connection.query("SELECT 1")[0].int(0) }
        #expect(one == 1)
    }
}
