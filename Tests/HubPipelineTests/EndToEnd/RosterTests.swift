import Foundation
import HubCore
import HubPipeline
import HubRules
import HubStore
import Testing

/// A practice's number of a patient is nobody's number at another practice, or by another authority.
@Suite("Rosters", .hub, .serialized)
struct RosterTests {
    private static func roster(_ text: String) throws -> Roster {
        let path = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: path) }
        try text.write(to: path, atomically: true, encoding: .utf8)
        return try RosterFile.read(path.path)
    }

    /// A practice whose patients `1` and `2` have a well-care visit each.
    private static func practice(_ code: String, authorities: [String] = [""]) async throws {
        let database = try Hub.mine().database
        let practice = try await database.makePractice(code: code, name: code).id
        let file = ImportFile(name: code, sha256: SHA256.of(Array(code.utf8)), bytes: 1, format: "csv")
        _ = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [file])) { writer throws(HubError) in
            _ = try writer.begin(file, buffered: false)
            for authority in authorities {
                for number in ["1", "2"] {
                    var patient = Patient(key: PatientKey(number, namespace: authority), at: .start)
                    (patient.birth, patient.birthPrecision) = (Day(year: 2016, month: 4, day: 5), .day)
                    try writer.take(patient)
                    var visit = Fact(.encounter, patient: patient.key, at: .start)
                    (visit.category, visit.status, visit.start) = (.ambulatory, .finished, Day(year: 2026, month: 5, day: 1))
                    try writer.take(visit)
                }
            }
            try writer.accepted()
            try writer.endFile()
        }
    }

    private static func judge(_ roster: Roster, _ codes: [String]) async throws -> [String] {
        let (book, database) = (try Hub.folder.attribution(), try Hub.mine().database)
        let level = try PartLevel(try book.method("roster"), book, roster: roster)
        let run = try await JudgeRunTests.run(["WCV-EHR"], [try #require(Period("2026"))], level: level)
        let lines = try await run.run(try await JudgeRun.practices(codes, database), again: false)
        return lines.flatMap { line in
            (line.providers ?? []).filter(\.stratum.isEmpty).map { "\(line.practice) \($0.levelKey ?? "") \($0.counts.initialPopulation)" }
        }
    }

    @Test("give a patient to the provider of their own practice only")
    func practices() async throws {
        try await Self.practice("ash")
        try await Self.practice("beech")
        let both = ["ash", "beech"]
        // Without the practice nobody knows whose patient 1 is meant.
        let bare = try Self.roster("patient,provider\n1,Dr A\n2,Dr B\n")
        let error = await #expect(throws: HubError.self) { _ = try await Self.judge(bare, both) }
        #expect(error?.code == .misconfigured && error?.hint?.contains("--practice") == true)
        #expect(try await Self.judge(bare, ["ash"]) == ["ash Dr A 1", "ash Dr B 1"])
        let named = try Self.roster("practice,patient,provider\nash,1,Dr A\nbeech,2,Dr C\n")
        #expect(
            try await Self.judge(named, both)
                == ["ash Dr A 1", "ash unattributed 1", "beech Dr C 1", "beech unattributed 1"])
        // A line about one practice leaves the other's numbers current.
        let more = try Self.roster("practice,patient,provider\nash,1,Dr A\nbeech,2,Dr C\nbeech,1,Dr C\n")
        #expect(try await Self.judge(more, both) == ["ash Dr A 1", "ash unattributed 1", "beech Dr C 2"])
        let typo = try Self.roster("practice,patient,provider\nbeach,1,Dr A\n")
        let unknown = await #expect(throws: HubError.self) { _ = try await Self.judge(typo, both) }
        #expect(unknown?.message.contains("did you mean `beech`") == true)
        #expect(throws: HubError.self) { try Self.roster("practice,patient,provider\n,1,Dr A\n") }
    }

    @Test("do not guess which of two patients a number means")
    func authorities() async throws {
        try await Self.practice("cedar", authorities: ["1.2.3", "4.5.6"])
        let bare = try Self.roster("patient,provider\n1,Dr A\n")
        let error = await #expect(throws: HubError.self) { _ = try await Self.judge(bare, ["cedar"]) }
        #expect(error?.hint?.contains("authority") == true)
        let told = try Self.roster("patient,provider,authority\n1,Dr A,1.2.3\n2,Dr B,4.5.6\n")
        #expect(try await Self.judge(told, ["cedar"]) == ["cedar Dr A 1", "cedar Dr B 1", "cedar unattributed 2"])
        // An empty cell does not say which authority: it is as if there were no column.
        try await Self.practice("dogwood", authorities: ["1.2.3"])
        let empty = try Self.roster("patient,provider,authority\n1,Dr A,\n")
        #expect(try await Self.judge(empty, ["dogwood"]) == ["dogwood Dr A 1", "dogwood unattributed 1"])
    }
}
