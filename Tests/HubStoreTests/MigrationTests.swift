import HubCore
import Testing

@testable import HubStore

@Suite("Migrations")
struct MigrationTests {
    @Test("are planned, applied once, and then not again")
    func twice() async throws {
        let database = try await TestCluster.emptyDatabase()
        #expect(try await database.plan().map(\.state) == Migration.all.map { _ in .pending })
        #expect(try await database.migrate().map(\.version) == Migration.all.map(\.version))
        #expect(try await database.migrate().isEmpty)
        #expect(try await database.plan().allSatisfy { $0.state == .applied })
    }

    @Test("refuse a step whose file was changed, and one that is not known")
    func tampered() async throws {
        let database = try await TestCluster.database()
        let changed = Migration.all.map { Migration(version: $0.version, name: $0.name, script: $0.script + [32]) }
        let error = await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in try Migrator(changed).apply(connection) }
        }
        #expect(error?.code == .conflict)
        let newer = await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in try Migrator([]).apply(connection) }
        }
        #expect(newer?.message.contains("newer") == true)
    }

    @Test("leave nothing of a step that fails in its middle")
    func half() async throws {
        let database = try await TestCluster.database()
        let bad = Migration.all + [Migration(version: 99, name: "bad", script: Array("CREATE TABLE half (x int); SELECT 1/0;".utf8))]
        await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in try Migrator(bad).apply(connection) }
        }
        let there = try await database.connected { connection throws(HubError) in
            try connection.query("SELECT to_regclass('half') IS NOT NULL")[0].bool(0)
        }
        #expect(!there)
        #expect(try await database.plan().allSatisfy { $0.state == .applied })
    }

    @Test("may be run by two programs at once")
    func atOnce() async throws {
        let database = try await TestCluster.emptyDatabase()
        let other = try database.another()
        async let mine = database.migrate()
        async let theirs = other.migrate()
        #expect(try await mine.count + theirs.count == Migration.all.count)
    }

    @Test("have checksums as `sha256sum` makes them")
    func checksum() {
        #expect(SHA256.of(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256.of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("leave the words of the enumerations in the database, all of them and no others")
    func words() async throws {
        let database = try await TestCluster.database()
        let stored = try await database.connected { connection throws(HubError) -> Set<String> in
            Set(try connection.query("SELECT word_set || ':' || number || ':' || word FROM word").map { $0.optionalText(0) ?? "" })
        }
        #expect(stored == Set(Words.all.map { "\($0.0):\($0.1):\($0.2)" }))
        #expect(stored.contains("status:\(Fact.Status.enteredInError.rawValue):entered-in-error"))
        #expect(stored.count > 80)
    }

    @Test("begin the primary key of every practice's table with practice_id, and give every view the reader's own rights")
    func house() async throws {
        let database = try await TestCluster.database()
        try await database.connected { connection throws(HubError) in
            let wrong = try connection.query(
                """
                SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id')
                AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                    WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'practice_id')
                """)
            #expect(wrong.isEmpty)
            let tables = try connection.query("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
            #expect(try tables[0].int(0) > 12)
            let open = try connection.query(
                """
                SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
                AND NOT coalesce(reloptions @> '{security_invoker=true}', false)
                """)
            #expect(open.isEmpty)
            let triggers = try connection.query("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            #expect(triggers.isEmpty)
        }
    }
}
