import HubCore
import Testing

@testable import HubStore

@Suite("Facts that several current submissions tell")
struct OverlapTests {
    private static func add(_ facts: [Fact], _ name: String, _ practice: Int32, _ database: Database) async throws -> Int32 {
        let source = file(name)
        let request = ImportRequest(practice: practice, scope: .delta, files: [source])
        let receipt = try await database.importing(request) { writer throws(HubError) in
            _ = try writer.begin(source, buffered: false)
            for fact in facts { try writer.take(fact) }
            try writer.accepted()
            try writer.endFile()
        }
        return try #require(receipt.submission)
    }

    /// `submission:number` of each fact that is handed over, with submissions counted from 1.
    private static func read(
        _ practice: Int32, _ submissions: [Int32], _ database: Database, filter: FactScan.Filter? = nil
    ) async throws -> [String] {
        try await ScanTests.read(FactScan(practice: practice, filter: filter), database).flatMap(\.1).map { fact in
            "\((submissions.firstIndex(of: fact.submission) ?? -1) + 1):\(fact.number)"
        }
    }

    private static func coded(_ code: String, key: Int64? = nil, line: Int = 2) -> Fact {
        var made = fact(.observation, of: "p", line: line)
        made.code = Coding(.loinc, code)
        made.ownKey = key
        return made
    }

    @Test("count once, as the latest submission has them, with their further codes; copies inside one submission all stay")
    func sameContent() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        var two = Self.coded("A")
        two.moreCodes = [Coding(.snomed, "1"), Coding(.snomed, "2")]
        two.panelKey = 1
        var again = two
        (again.panelKey, again.position) = (2, Position(line: 50, column: 1))
        let only = Self.coded("B")
        let first = try await Self.add([two, only, only], "1", practice, database)
        let second = try await Self.add([Self.coded("C"), again], "2", practice, database)
        // Other patients' facts are their own.
        let third = try await Self.add([fact(.observation, of: "q")], "3", practice, database)
        let read = try await Self.read(practice, [first, second, third], database)
        #expect(read == ["1:2", "1:3", "2:1", "2:2", "2:2", "2:2", "3:1"])
        try await database.withdraw(submission: second)
        let back = try await Self.read(practice, [first, second, third], database)
        #expect(back == ["1:1", "1:1", "1:1", "1:2", "1:3", "3:1"])
    }

    @Test(
        "are two when one of them says something else",
        arguments: [
            { $0.kind = .procedure }, { $0.code = Coding(.loinc, "B") }, { $0.moreCodes = [Coding(.snomed, "3")] },
            { $0.start = Day(year: 2025, month: 5, day: 2) }, { $0.startSecond = 60 }, { $0.end = Day(year: 2025, month: 5, day: 2) },
            { $0.authored = Day(year: 2025, month: 5, day: 2) }, { $0.value = .quantity(8, unit: "%") },
            { $0.value = .quantity(7, unit: "1") }, { $0.value = .coded(Coding(.snomed, "7")) }, { $0.negated = true },
            { $0.encounterKey = 9 }, { $0.status = .amended }, { $0.category = .survey }, { $0.intent = .plan },
            { $0.qualifier = Coding(.snomed, "left") }, { $0.comparator = .less }, { $0.patient = PatientKey("q") },
        ] as [@Sendable (inout Fact) -> Void])
    func different(change: @Sendable (inout Fact) -> Void) async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        var one = Self.coded("A")
        one.value = .quantity(7, unit: "%")
        var other = one
        change(&other)
        let submissions = [try await Self.add([one], "1", practice, database), try await Self.add([other], "2", practice, database)]
        #expect(Set(try await Self.read(practice, submissions, database)) == ["1:1", "2:1"])
    }

    @Test("and have a key of their own are told by the latest submission that has the key, even where a filter drops what it says now")
    func keyed() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let first = try await Self.add(
            [Self.coded("A", key: 1), Self.coded("A", key: 1), Self.coded("A", key: 2)], "1", practice, database)
        var visit = Self.coded("A", key: 2)
        visit.kind = .encounter
        let second = try await Self.add([Self.coded("B", key: 1), visit], "2", practice, database)
        #expect(try await Self.read(practice, [first, second], database) == ["1:3", "2:1", "2:2"])
        let codes = try await database.codeTable(for: [Coding(.loinc, "A")])
        let filter = FactScan.Filter(codes: Set(codes.codings.keys))
        #expect(try await Self.read(practice, [first, second], database, filter: filter) == ["1:3", "2:2"])
    }
}
