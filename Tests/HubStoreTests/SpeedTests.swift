import Foundation
import HubCore
import Synchronization
import Testing

@testable import HubStore

/// Figures, not judgements: only with `MEASUREHUB_MEASURE=2000000` (facts), and of use only in a release build
/// (`swift build -c release -Xswiftc -enable-testing --build-tests`). Beside ours stand what `psql` does with the same rows.
@Suite("Speed", .serialized, .enabled(if: ProcessInfo.processInfo.environment["MEASUREHUB_MEASURE"] != nil))
struct SpeedTests {
    private static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work()
        return Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    }

    private static func memory() -> String {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? ""
    }

    private static func psql(_ home: Home, _ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        process.arguments = ["-h", home.socketFolder, "-U", "measurehub", "-d", "measurehub", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("of writing and of reading")
    func measure() async throws {
        let count = Int(ProcessInfo.processInfo.environment["MEASUREHUB_MEASURE"] ?? "") ?? 2_000_000
        let folder = "/tmp/measurehub-speed-\(ProcessInfo.processInfo.processIdentifier)"
        let environment = ["MEASUREHUB_HOME": folder, "PATH": "/usr/bin:/bin"]
        let store = try await Store.open(environment: environment)
        defer { Folders.remove(folder) }
        let database = try store.database()
        try await database.migrate()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let home = try #require(store.home)
        let keys = (0..<(count / 20)).map { PatientKey("P\(1_000_000 + $0)") }
        let codes = (0..<50).map { Coding(.loinc, "\(1000 + $0 * 37)-\($0 % 10)") }

        for round in 1...3 {
            let source = file("speed\(round).csv")
            let time = try await Self.seconds {
                _ = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
                    _ = try writer.begin(source, buffered: false)
                    for line in 0..<count {
                        var fact = Fact(.observation, patient: keys[line % keys.count], at: Position(line: line + 2, column: 1))
                        fact.code = codes[line % 50]
                        fact.start = Day(number: Int32(19_000 + line % 1000))
                        fact.status = .final
                        fact.category = .laboratory
                        fact.value = .quantity(Double(line % 1400) / 10, unit: "mg/dL")
                        fact.sentValue = "123.4"
                        fact.sentUnit = "mg/dl"
                        fact.ownKey = Int64(line) &* 0x1E37_79B9_7F4A_7C15
                        fact.encounterKey = Int64(line / 4) &* 0x1E37_79B9_7F4A_7C15
                        fact.provider = "1234567890"
                        fact.path = "result"
                        try writer.take(fact)
                        try writer.accepted()
                    }
                    try writer.endFile()
                }
            }
            print("import \(count) facts: \(time) s, \(Int(Double(count) / time)) facts/s; \(Self.memory())")
        }
        let csv = folder + "/facts.csv"
        try Self.psql(home, "\\copy (SELECT * FROM fact WHERE submission_id = 3 ORDER BY fact_no) TO '\(csv)' (FORMAT csv)")
        try Self.psql(home, "CREATE TABLE other (LIKE fact INCLUDING ALL)")
        for _ in 1...3 {
            try Self.psql(home, "TRUNCATE other")
            let time = try await Self.seconds { try Self.psql(home, "\\copy other FROM '\(csv)' (FORMAT csv)") }
            print("psql \\copy csv: \(time) s")
        }
        try Self.psql(home, "VACUUM ANALYZE fact")
        let statement = FactScan.statement(practice, [3], nil)
        for _ in 1...3 {
            let bare = try await Self.seconds {
                try await database.connected { connection throws(HubError) in
                    try connection.run("COPY (\(statement)) TO '/dev/null' (FORMAT binary)")
                }
            }
            let facts = Mutex(0)
            let ours = try await Self.seconds {
                try await database.scan(FactScan(practice: practice)) { _, mine throws(HubError) in facts.withLock { $0 += mine.count } }
            }
            #expect(facts.withLock { $0 } == count)
            var large = FactScan(practice: practice)
            large.factsAtOnce = count
            let once = try await Self.seconds { [large] in
                try await database.scan(large) { _, mine throws(HubError) in facts.withLock { $0 += mine.count } }
            }
            print("bare COPY to /dev/null: \(bare) s; scan in passes: \(ours) s; in one pass: \(once) s; \(Self.memory())")
        }
        try await store.close()
    }
}
