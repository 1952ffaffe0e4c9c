import HubCore
import Testing

@testable import HubStore

@Suite("What every practice shares, and what stands beside facts")
struct ReferenceTests {
    @Test("a practice is made once, with a blinded code of its own")
    func practices() async throws {
        let database = try await TestCluster.database()
        let made = try await database.makePractice(code: "A", name: "Alpha")
        #expect(try await database.makePractice(code: "A", name: "Other") == made)
        let other = try await database.makePractice(code: "B", name: "Beta")
        #expect(made.blindedCode?.count == 6 && made.blindedCode != other.blindedCode)
        #expect(try await database.practices().map(\.code) == ["A", "B"])
        #expect(try await database.practice(code: "C") == nil)
        let error = await #expect(throws: HubError.self) { try await database.makePractice(code: " ", name: "") }
        #expect(error?.code == .misconfigured)
    }

    @Test("a value set comes back as it was stored, and a new one takes its place")
    func valueSets() async throws {
        let database = try await TestCluster.database()
        let codes = [Coding(.icd10cm, "E119", display: "Type 2"), Coding(.snomed, "44054006"), Coding(.snomed, "44054006")]
        var set = ValueSet(oid: "1.2", title: "Diabetes", version: "7", publishedTotal: 3, codes: codes, source: "made-up.csv")
        try await database.store([set])
        let back = try #require(try await database.valueSets(oids: ["1.2", "9.9"]).first)
        #expect(back.codes == Array(codes.prefix(2)) && back.codes[0].display == "Type 2")
        #expect(
            [back.title, back.version, back.source] == ["Diabetes", "7", "made-up.csv"] && back.publishedTotal == 3 && !back.isComplete)
        set.codes = [Coding(.icd10cm, "E11")]
        set.publishedTotal = nil
        try await database.store([set])
        let info = try await database.valueSets()
        #expect(info.map(\.codes) == [1] && info[0].isComplete)
        // Both lists are kept, and the same list is no further version.
        try await database.store([set])
        let versions = try await database.valueSetVersions()
        #expect(versions.map(\.codes) == [1, 2] && versions.map(\.isCurrent) == [true, false] && versions.map(\.label) == ["7", "7"])
        (set.version, set.codes) = ("20260301", codes)
        try await database.store([set])
        #expect(try await database.valueSetVersions().map(\.year) == [2026, nil, nil])
        #expect(try await database.valueSets()[0].versions == 3)
    }

    @Test("a code map comes back as it was stored, for its practice only")
    func codeMaps() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        var map = CodeMap()
        map.add(Coding(.local, "GLYHB"), means: Coding(.loinc, "4548-4"))
        map.add(Coding(.local, "GLYHB"), means: Coding(.valueSet, "1.2"))
        try await database.store(map, practice: practice)
        try await database.store(map, practice: practice)
        #expect(try await database.codeMap(practice: practice).targets == map.targets)
        #expect(try await database.codeMap(practice: practice + 1).isEmpty)
    }

    @Test("a result comes back as it was stored, and no source overwrites another's")
    func results() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        #expect(try await database.dataVersion(practice: practice) == "")
        let submission = try #require(try await database.send(practice, .full, nil, [file("a")]).submission)
        #expect(try await database.dataVersion(practice: practice) == "\(submission)")
        var counts = PopulationCounts()
        (counts.initialPopulation, counts.denominator, counts.denominatorExclusion) = (50, 40, 3)
        (counts.denominatorException, counts.numerator) = (2, 30)
        var result = MeasureResult(
            measure: "CMS165", version: "CMS165v14", title: "Blood pressure", group: "1", periodStart: "2025-01-01",
            periodEnd: "2025-12-31",
            periodKind: "calendar-year", counts: counts, source: .computed)
        (result.stratum, result.groupTitle, result.lowerIsBetter) = ("2", "Group", true)
        try await database.store([result], practice: practice, runID: "run-1", dataVersion: "\(submission)")
        var manual = result
        manual.source = .manual
        try await database.store([manual], practice: practice, runID: "", dataVersion: "")
        result.counts.numerator = 31
        try await database.store([result], practice: practice, runID: "run-2", dataVersion: "\(submission)", submission: submission)
        let stored = try await database.results(practice: practice)
        #expect(stored.map(\.result) == [result, manual])
        #expect(stored[0].runID == "run-2" && stored[0].dataVersion == "\(submission)" && stored[0].submission == submission)
    }
}
