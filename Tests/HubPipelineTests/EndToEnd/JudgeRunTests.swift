import Foundation
import HubCore
import HubPipeline
import HubRules
import HubSamples
import HubStore
import Testing

/// What is judged, what is current, and by which version.
@Suite("A run of the judge", .hub, .serialized)
struct JudgeRunTests {
    static func run(
        _ measures: [String], _ periods: [Period], frozen: [String] = [], anyLength: Bool = false,
        level: PartLevel? = nil
    ) async throws -> JudgeRun {
        try await JudgeRun(
            measures: measures, periods: periods, folder: Hub.folder, database: try Hub.mine().database, frozen: frozen,
            anyLength: anyLength,
            level: level)
    }

    @Test("judges only what changed, and shows the same either way")
    func incremental() async throws {
        let hub = try Hub.mine()
        let sample = try SampleFolder(seed: 61, patients: 40, practices: [.oakStreet])
        _ = try await hub.take(Hub.request(sample.practices[0]).of("inc"))
        let practices = try await JudgeRun.practices(["inc"], hub.database)
        let periods = try #require(Period("2026")).rolling(2)
        let run = try await Self.run(SampleHub.measures, periods)
        let all = try await run.run(practices)[0]
        #expect(all.judged == 6 && all.current == 0)
        let none = try await run.run(practices, again: false)[0]
        #expect(none.judged == 0 && none.current == 6)
        #expect(none.results == all.results && none.completeness == all.completeness && none.patients == all.patients)
        // One measure and one period more.
        let wider = try await Self.run(["CMS165", "CMS122", "CMS138", "CMS130"], try #require(Period("2026")).rolling(3))
        let some = try await wider.run(practices, again: false)[0]
        #expect(some.judged == 6 && some.current == 6)
        let whole = try await wider.run(practices, again: true)[0]
        #expect(some.results == whole.results && some.completeness == whole.completeness)
        // Another list of one measure's value sets, of no other's.
        let oid = "2.16.840.1.113883.3.464.1003.104.12.1011"
        try await hub.database.store([ValueSet(oid: oid, title: "Hypertension", codes: [Coding(.icd10cm, "I10")], source: "test")])
        let terms = try await Self.run(SampleHub.measures, periods).run(practices, again: false)[0]
        #expect(terms.judged == 2 && terms.current == 4)
        // Other data: everything, but for the year that the import itself has judged.
        let other = try SampleFolder(seed: 62, patients: 50, practices: [.oakStreet])
        _ = try await hub.take(Hub.request(other.practices[0]).of("inc"))
        let data = try await Self.run(SampleHub.measures, periods).run(practices, again: false)[0]
        #expect(data.current == 3 && data.judged == 3)
        let anew = try await Self.run(SampleHub.measures, periods).run(practices)[0]
        #expect(data.results == anew.results)
    }

    @Test("practices side by side give what they give in turn, in the same order")
    func sideBySide() async throws {
        let hub = try Hub.mine()
        for (at, code) in ["par-a", "par-b", "par-c"].enumerated() {
            let sample = try SampleFolder(seed: UInt64(70 + at), patients: 20, practices: [.oakStreet])
            _ = try await hub.take(Hub.request(sample.practices[0]).of(code))
        }
        let practices = try await JudgeRun.practices(["par-c", "par-a", "par-b"], hub.database)
        let run = try await Self.run(SampleHub.measures, [try #require(Period("2026"))])
        let serial = try await run.run(practices)
        let parallel = try await run.run(practices, workers: 2)
        #expect(parallel.map(\.practice) == ["par-c", "par-a", "par-b"])
        #expect(parallel.map(\.results) == serial.map(\.results))
    }

    @Test("goes by the year of the period's end, or by what is frozen; legacy versions are never judged")
    func versions() async throws {
        let period = try #require(Period("2025"))
        #expect(try await Self.run(["CMS125", "CMS2"], [period]).judging.choice.measures.map(\.version) == ["CMS125v13", "CMS2v14"])
        let frozen = try await Self.run(["CMS125", "CMS2"], [period], frozen: ["cms125v14"])
        #expect(frozen.judging.choice.measures.map(\.version) == ["CMS125v14", "CMS2v14"])
        #expect(try await Self.run(["CMS2"], [period], frozen: ["2026"]).judging.choice.measures.map(\.version) == ["CMS2v15"])
        for (word, reason) in [("CMS165v4", "legacy"), ("CMS125v41", "no measure version"), ("2019", "no measures of 2019")] {
            let error = await #expect(throws: HubError.self) { _ = try await Self.run(["CMS125"], [period], frozen: [word]) }
            #expect(error?.message.contains(reason) == true)
        }
        let error = await #expect(throws: HubError.self) { _ = try await Self.run(["CMS165"], [period], frozen: ["2025"]) }
        #expect(error?.message.contains("no version for 2025") == true)
    }

    @Test("refuses periods that are not twelve months, unless they are wanted, and then says so on the result")
    func lengths() async throws {
        let hub = try Hub.mine()
        let sample = try SampleFolder(seed: 63, patients: 20, practices: [.oakStreet])
        _ = try await hub.take(Hub.request(sample.practices[0]).of("short"))
        let quarter = try #require(Period("2026Q1"))
        let error = await #expect(throws: HubError.self) { _ = try await Self.run(SampleHub.measures, [quarter]) }
        #expect(error?.message.contains("not twelve months") == true && error?.hint?.contains("--allow-short") == true)
        let periods = [quarter, try #require(Period("2026-02-01..2026-02-28")), try #require(Period("2026-02-01..2026-04-30"))]
        let lines = try await Self.run(["CMS122"], periods, anyLength: true).run(try await JudgeRun.practices(["short"], hub.database))
        #expect(lines[0].results.map(\.periodKind) == ["quarter", "month", "custom"])
    }

    @Test("counts by provider, so that they add up to the practice, and keeps the method with the numbers")
    func providers() async throws {
        let hub = try Hub.mine()
        let sample = try SampleFolder(seed: 64, patients: 60, practices: [.oakStreet])
        _ = try await hub.take(Hub.request(sample.practices[0]).of("prov"))
        let practices = try await JudgeRun.practices(["prov"], hub.database)
        let keys = try await hub.database.patientKeys(practice: practices[0].id).values.map(\.value).sorted()
        let list = Dictionary(
            uniqueKeysWithValues: keys.enumerated().filter { $0.offset % 3 != 2 }.map { ($1, $0 % 3 == 0 ? "Dr A" : "Dr B") })
        let book = try Hub.folder.attribution()
        #expect(throws: HubError.self) { try PartLevel(try book.method("roster"), book, roster: nil) }
        let level = try PartLevel(try book.method("pcp"), book, roster: Roster(list))
        let periods = [try #require(Period("2026"))]
        let plain = try await Self.run(SampleHub.measures, periods).run(practices)[0]
        #expect(plain.providers == nil)
        let run = try await Self.run(SampleHub.measures, periods, level: level)
        let line = try await run.run(practices, again: false)[0]
        #expect(line.judged == 3)
        let providers = try #require(line.providers)
        #expect(Set(providers.compactMap(\.levelKey)) == ["Dr A", "Dr B", "unattributed"])
        #expect(line.results == plain.results)
        for whole in plain.results {
            let parts = providers.filter { $0.measure == whole.measure && $0.group == whole.group && $0.stratum == whole.stratum }
            #expect(parts.reduce(0) { $0 + $1.counts.initialPopulation } == whole.counts.initialPopulation)
            #expect(parts.reduce(0) { $0 + $1.counts.numerator } == whole.counts.numerator)
        }
        let again = try await run.run(practices, again: false)[0]
        #expect(again.current == 3 && again.providers == line.providers)
        #expect(
            try await hub.database.judged(practice: practices[0].id).values.allSatisfy {
                $0.key.attribution[.provider]?.hasPrefix("pcp ") == true
            })
        // The practice's own numbers are as they were, and providers' stay out of them.
        #expect(try await hub.database.results(practice: practices[0].id).allSatisfy { $0.result.levelKey == nil })
        // Who asks for the practice only does not judge again, and does not lose the providers.
        let practiceOnly = try await Self.run(SampleHub.measures, periods).run(practices, again: false)[0]
        #expect(practiceOnly.current == 3 && practiceOnly.providers == nil && practiceOnly.results == plain.results)
        #expect(try await run.run(practices, again: false)[0].current == 3)
        // Nor does who judges the practice again, or wants its patients' rows.
        for rows in [false, true] {
            let asked = try await Self.run(SampleHub.measures, periods)
            let practiceAgain = rows ? try await asked.run(practices) { _, _ in } : try await asked.run(practices, again: true)
            #expect(practiceAgain[0].judged == 3 && practiceAgain[0].providers == nil && practiceAgain[0].results == plain.results)
            let kept = try await run.run(practices, again: false)[0]
            #expect(kept.current == 3 && kept.providers == line.providers && kept.results == plain.results)
        }
        let other = try PartLevel(try book.method("any-visit"), book, roster: nil)
        #expect(try await Self.run(SampleHub.measures, periods, level: other).run(practices, again: false)[0].judged == 3)
        // Numbers of providers that rest on older data than the practice's go.
        let more = try SampleFolder(seed: 65, patients: 50, practices: [.oakStreet])
        _ = try await hub.take(Hub.request(more.practices[0]).of("prov"))
        #expect(try await hub.database.results(practice: practices[0].id, level: .provider).isEmpty)
        #expect(try await hub.database.judged(practice: practices[0].id).values.allSatisfy { $0.key.attribution.isEmpty })
    }

    @Test("the measures that come with the hub have nothing wrong, and a broken file is told with its place")
    func check() throws {
        let own = try MeasureCheck(nil, folder: Hub.folder)
        #expect(own.findings.filter { $0.severity == .error }.isEmpty, "\(own.findings)")
        #expect(own.versions.count >= 20)
        let folder = URL.temporaryDirectory.appending(path: "measures-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = try String(contentsOfFile: Hub.folder.path + "/measures/cms122/2026.yaml", encoding: .utf8)
        try Data(text.replacingOccurrences(of: "uses: [", with: "uses: [hospise@2026, ").utf8).write(to: folder.appending(path: "m.yaml"))
        let broken = try MeasureCheck(folder.path, folder: Hub.folder)
        #expect(broken.versions.isEmpty)
        #expect(broken.findings.contains { $0.message.contains("did you mean `hospice@2026`") && $0.origin.position != nil })
    }
}
