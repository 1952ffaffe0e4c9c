import Foundation
import HubCatalog
import HubCore
import HubPipeline
import HubRules
import HubStore
import Testing

/// Numbers by provider and by site beside those of the practice, out of an extract that names both.
@Suite("Providers and sites", .hub, .serialized)
struct LevelTests {
    private static let visits = "VALUESET|2.16.840.1.113883.3.464.1003.101.12.1024"

    private static func take(_ practice: String) async throws -> Practice {
        let folder = FileManager.default.temporaryDirectory.appending(path: "levels-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder + "/sources/sites", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mapping = """
            source: sites
            format: csv
            codes: { visits: { WCC: \(visits) } }
            tables:
              - table: visits
                has: [MRN, DOB, PCP, CLINIC]
                patient: MRN
                person: { birth: { column: DOB, required: true }, provider: PCP }
                facts:
                  - kind: encounter
                    code: { column: TYPE, codes: visits }
                    start: { column: DATE, required: true }
                    status: { constant: finished }
                    category: { constant: AMB }
                    provider: SEEN BY
                    site: CLINIC
            """
        try mapping.write(toFile: folder + "/sources/sites/mapping.yaml", atomically: true, encoding: .utf8)
        let rows = """
            MRN,DOB,PCP,CLINIC,DATE,TYPE,SEEN BY
            1,2016-04-01,Dr A,North,2026-01-13,WCC,Dr B
            1,2016-04-01,Dr A,South,2026-02-13,WCC,Dr B
            1,2016-04-01,Dr A,South,2026-03-13,WCC,Dr B
            2,2016-04-02,,North,2026-01-14,WCC,Dr B
            3,2016-04-03,Dr A,,2026-01-15,WCC,
            """
        let path = folder + "/visits.csv"
        try (rows + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        var request = SubmissionRequest(paths: [path])
        (request.practice, request.createPractice, request.source) = (practice, true, "sites")
        let (database, own) = (try Hub.mine().database, ConfigFolder(path: folder))
        let receipt = try await Importing(folder: own, importers: Catalog.entries, database: database).run(request)
        #expect(receipt.submission != nil, "\(receipt.causes)")
        return try #require(try await database.practice(code: practice))
    }

    private static func run(_ level: MeasureResult.Level?, _ method: String? = nil) async throws -> JudgeRun {
        let book = try Hub.folder.attribution()
        let part = try level.map { try PartLevel(try book.method(method, for: $0), by: $0, book, roster: nil) }
        return try await JudgeRunTests.run(["WCV-EHR"], [try #require(Period("2026"))], level: part)
    }

    private static func words(_ results: [MeasureResult]?) -> [String] {
        (results ?? []).filter(\.stratum.isEmpty).map {
            "\($0.level?.rawValue ?? "practice") \($0.levelKey ?? "") \($0.counts.initialPopulation)"
        }
    }

    @Test("are counted by the same methods, each kept while the other is judged, and listed with their level")
    func levels() async throws {
        let database = try Hub.mine().database
        let practice = try await Self.take("sites")
        let sites = ["site North 1", "site South 1", "site unattributed 1"]
        let providers = ["provider Dr A 2", "provider Dr B 1"]
        let bySite = try await Self.run(.site).run([practice], again: false)[0]
        #expect(Self.words(bySite.sites) == sites && bySite.providers == nil && Self.words(bySite.results) == ["practice  3"])
        // Who has a primary-care provider is theirs, the others go by their visits.
        let byProvider = try await Self.run(.provider).run([practice], again: false)[0]
        #expect(Self.words(byProvider.providers) == providers && byProvider.sites == nil && byProvider.judged == 1)
        #expect(byProvider.results == bySite.results)
        for level in MeasureResult.Level.allCases {
            let again = try await Self.run(level).run([practice], again: false)[0]
            #expect(again.judged == 0, "\(level)")
            #expect(Self.words(again.sites ?? again.providers) == (level == .site ? sites : providers))
        }
        _ = try await Self.run(nil).run([practice], again: true)
        #expect(try await Self.run(.site).run([practice], again: false)[0].judged == 0)
        // Everybody with a visit there.
        let any = try await Self.run(.site, "any-visit").run([practice], again: false)[0]
        #expect(Self.words(any.sites) == ["site North 2", "site South 1", "site unattributed 1"])
        #expect(try await Self.run(.provider).run([practice], again: false)[0].judged == 0)
        let error = await #expect(throws: HubError.self) { _ = try await Self.run(.site, "pcp") }
        #expect(error?.message.contains("finds no site") == true)

        let listed = try await ReportedLine.all(of: practice, database).filter(\.stratum.isEmpty)
        #expect(
            listed.map { "\($0.level) \($0.levelKey)" } == [
                "practice ", "provider Dr A", "provider Dr B", "site North", "site South", "site unattributed",
            ])
        #expect(listed.count(where: \.isPractice) == 1)
        let stored = try await database.connected { connection throws(HubError) in
            try connection.query("SELECT site FROM encounter WHERE practice_id = $1 ORDER BY fact_no", [practice.id])
                .map { $0.optionalText(0) ?? "" }
        }
        #expect(stored == ["North", "South", "South", "North", ""])
    }
}
