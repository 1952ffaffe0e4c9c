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

    /// CPU seconds so far: our own, our children's that ended (psql), and those of the server's connections that ended.
    private static func processor(_ home: Home) -> [Double] {
        let text = (try? String(contentsOfFile: home.data + "/postmaster.pid", encoding: .utf8)) ?? ""
        let stat = (try? String(contentsOfFile: "/proc/\(text.split(separator: "\n").first ?? "self")/stat", encoding: .utf8)) ?? ""
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = fields.count > 14 ? (Double(fields[13]) ?? 0) + (Double(fields[14]) ?? 0) : 0
        func used(_ who: Int32) -> Double {
            var usage = rusage()
            getrusage(who, &usage)
            return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        }
        // RUSAGE_SELF and RUSAGE_CHILDREN, which are imported without their sign.
        return [used(0), used(-1), ticks / 100]
    }

    /// Wall and CPU seconds of one piece of work, after its connections are gone.
    private static func report(_ name: String, _ home: Home, _ work: () async throws -> Void) async throws {
        let before = processor(home)
        let wall = try await seconds(work)
        try await Task.sleep(for: .milliseconds(500))
        let used = zip(processor(home), before).map { (($0 - $1) * 100).rounded() / 100 }
        print("\(name): wall \((wall * 100).rounded() / 100) s, CPU: hub \(used[0]), psql \(used[1]), server \(used[2]); \(memory())")
    }

    private static func memory() -> String {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? ""
    }

    private static func psql(_ home: Home, _ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        process.arguments = [
            "-h", home.socketFolder, "-U", "measurehub", "-d", "measurehub", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("of writing and of reading")
    func measure() async throws {
        let count = Int(ProcessInfo.processInfo.environment["MEASUREHUB_MEASURE"] ?? "") ?? 2_000_000
        let folder = try Folders.makeTemporary(environment: ProcessInfo.processInfo.environment)
        let environment = ["MEASUREHUB_HOME": folder, "PATH": "/usr/bin:/bin"]
        let store = try await Store.open(environment: environment)
        defer { Folders.remove(folder) }
        let database = try store.database()
        try await database.migrate()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let home = try #require(store.home)
        let csv = folder + "/facts.csv"
        let keys = (0..<(count / 20)).map { PatientKey("P\(1_000_000 + $0)") }
        let codes = (0..<50).map { Coding(.loinc, "\(1000 + $0 * 37)-\($0 % 10)") }

        for round in 1...3 {
            let source = file("speed\(round).csv")
            try await Self.report("import of \(count) facts", home) {
                let own = try database.another()
                _ = try await own.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
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
            if round == 1 {
                try Self.psql(home, "\\copy (SELECT * FROM fact WHERE submission_id = 1 ORDER BY fact_no) TO '\(csv)' (FORMAT csv)")
                try Self.psql(home, "CREATE TABLE other (LIKE fact INCLUDING ALL)")
            }
            try Self.psql(home, "TRUNCATE other")
            try await Self.report("psql \\copy csv", home) { try Self.psql(home, "\\copy other FROM '\(csv)' (FORMAT csv)") }
        }
        try Self.psql(home, "VACUUM ANALYZE fact")
        let statement = FactScan.statement(practice, [3], nil)
        for _ in 1...3 {
            try await Self.report("bare COPY to /dev/null", home) {
                try await database.another().connected { connection throws(HubError) in
                    try connection.run("COPY (\(statement)) TO '/dev/null' (FORMAT binary)")
                }
            }
            for size in [1_500_000, count] {
                var scan = FactScan(practice: practice)
                scan.factsAtOnce = size
                let facts = Mutex(0)
                try await Self.report("scan, \(size) facts a pass", home) { [scan] in
                    try await database.another().scan(scan) { _, mine throws(HubError) in facts.withLock { $0 += mine.count } }
                }
                #expect(facts.withLock { $0 } == count)
            }
        }
        try await store.close()
    }
}
