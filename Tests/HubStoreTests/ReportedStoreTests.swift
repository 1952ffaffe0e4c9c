import HubCore
import Testing

@testable import HubStore

@Suite("Numbers that practices' own reports give")
struct ReportedStoreTests {
    private func number(
        _ measure: String, _ year: Int, num: ReportedResult.Count, source: ResultSource = .reportedCSV, provider: String? = nil
    ) -> ReportedResult {
        var one = ReportedResult(measure, source: source, at: Position(line: 2, column: 1))
        (one.measure, one.version, one.numerator, one.denominator) = (measure, measure + "v14", num, .counted(100))
        (one.exclusions, one.exceptions, one.convention) = (.missing, .notApplicable, .net)
        (one.periodStart, one.periodEnd) = (Day(year: year, month: 1, day: 1), Day(year: year, month: 12, day: 31))
        (one.exclusionsUnknown, one.rate, one.rateDecimals, one.sampleSize, one.dataSourceCode) = (true, 0.5, 2, 80, 3)
        if let provider { (one.level, one.levelKey) = (.provider, provider) }
        return one
    }

    private func send(_ database: Database, _ practice: Int32, _ name: String, _ numbers: [ReportedResult], patient: String? = nil)
        async throws -> Receipt
    {
        let source = file(name)
        return try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
            if try writer.begin(source, buffered: false) != nil { return }
            for number in numbers {
                try writer.take(number)
                try writer.accepted()
            }
            if let patient { try writer.take(fact(of: patient)) }
            try writer.endFile()
        }
    }

    private func counting(_ database: Database, _ practice: Int32) async throws -> [String] {
        try await database.reported(practice: practice).map {
            "\($0.submission) \($0.result.measure ?? "") \($0.result.numerator.number ?? -1) \($0.result.source.rawValue)"
        }
    }

    @Test("come back as they were stored, every state of a count kept")
    func roundTrip() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let sent = [
            number("CMS122", 2025, num: .suppressed), number("CMS165", 2025, num: .counted(0)),
            number("CMS165", 2025, num: .counted(7), provider: "p1"),
        ]
        let receipt = try await send(database, practice, "a", sent)
        #expect(receipt.results == 3 && receipt.patients == 0)
        let stored = try await database.reported(practice: practice)
        #expect(stored.map(\.result) == sent && stored.map(\.file) == ["a", "a", "a"])
        #expect(try await database.submissions(practice: practice).map(\.scope) == [.aggregate])
        await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in
                try connection.execute("UPDATE reported_result SET numerator = NULL WHERE numerator_state = 'counted'")
            }
        }
    }

    @Test("a later submission takes the place number by number, never that of another source or of patients' facts")
    func places() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        _ = try await send(database, practice, "extract", [], patient: "p1")
        _ = try await send(database, practice, "a", [number("CMS165", 2025, num: .counted(50)), number("CMS122", 2025, num: .counted(20))])
        _ = try await send(database, practice, "b", [number("CMS165", 2025, num: .counted(60), source: .reportedQRDA3)])
        let third = try await send(database, practice, "c", [number("CMS165", 2025, num: .counted(55))])
        #expect(third.superseded == [])
        #expect(
            try await counting(database, practice) == [
                "2 CMS122 20 reported-csv", "4 CMS165 55 reported-csv", "3 CMS165 60 reported-qrda3",
            ])
        #expect(try await database.number("SELECT count(*) FROM statement") == 1)
        // All of 2 is told anew by 4 and 5 together.
        let fourth = try await send(database, practice, "d", [number("CMS122", 2025, num: .counted(21))])
        #expect(fourth.superseded == [2])
        #expect(try await database.withdraw(submission: 4) == [2])
        #expect(
            try await counting(database, practice) == [
                "5 CMS122 21 reported-csv", "2 CMS165 50 reported-csv", "3 CMS165 60 reported-qrda3",
            ])
        #expect(try await database.cleanUp(practice: practice) == [4])
        #expect(try await database.number("SELECT count(*) FROM reported_result") == 4)
    }

    @Test("stand when a later extract without them takes the place of theirs, until they are told anew or taken back")
    func standing() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let two = [number("CMS165", 2025, num: .counted(50)), number("CMS122", 2025, num: .counted(20))]
        _ = try await send(database, practice, "both", two, patient: "p1")
        let second = try await send(database, practice, "patients", [], patient: "p2")
        #expect(second.superseded == [1] && second.standing == 2)
        let kept = ["1 CMS122 20 reported-csv", "1 CMS165 50 reported-csv"]
        #expect(try await counting(database, practice) == kept)
        // The patients are those of the second alone.
        #expect(try await database.number("SELECT count(*) FROM statement WHERE patient_key = 'p1'") == 0)
        // One is told anew, by an extract that is superseded in its turn: the other stands, and so does the new one.
        let third = try await send(database, practice, "anew", [number("CMS165", 2025, num: .counted(55))], patient: "p3")
        #expect(third.superseded == [2] && third.standing == 0)
        _ = try await send(database, practice, "more patients", [], patient: "p4")
        #expect(try await counting(database, practice) == ["1 CMS122 20 reported-csv", "3 CMS165 55 reported-csv"])
        // A report of counts alone that others have told anew does not come back because those were superseded.
        try await database.withdraw(submission: 3)
        #expect(try await counting(database, practice) == kept)
        try await database.withdraw(submission: 4)
        #expect(try await database.submissions(practice: practice).map(\.state) == ["superseded", "current", "withdrawn", "withdrawn"])
        #expect(try await counting(database, practice) == kept)
        try await database.withdraw(submission: 1)
        #expect(try await counting(database, practice).isEmpty)
        #expect(try await database.submissions(practice: practice).map(\.state) == ["withdrawn", "current", "withdrawn", "withdrawn"])
    }

    @Test("stand when the rows of their superseded submission are removed for good, and can still be taken back")
    func removed() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let two = [number("CMS165", 2025, num: .counted(50)), number("CMS122", 2025, num: .counted(20))]
        _ = try await send(database, practice, "both", two, patient: "p1")
        _ = try await send(database, practice, "gone", [number("CMS69", 2025, num: .counted(1))], patient: "p1")
        _ = try await send(database, practice, "anew", [number("CMS165", 2025, num: .counted(55))], patient: "p2")
        try await database.withdraw(submission: 2)
        #expect(try await database.cleanUp(practice: practice) == [1, 2])
        #expect(try await database.number("SELECT count(*) FROM fact") == 1)
        #expect(try await counting(database, practice) == ["1 CMS122 20 reported-csv", "3 CMS165 55 reported-csv"])
        #expect(try await database.number("SELECT count(*) FROM reported_result") == 2)
        #expect(try await database.withdraw(submission: 1).isEmpty)
        #expect(try await counting(database, practice) == ["3 CMS165 55 reported-csv"])
        for gone in [1, 2] as [Int32] {
            await #expect(throws: HubError.self) { try await database.withdraw(submission: gone) }
        }
    }

    @Test("a file that fails leaves none of its numbers, and a number without its measure is refused")
    func failing() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let files = [file("good"), file("bad")]
        let kept = number("CMS165", 2025, num: .counted(50))
        let receipt = try await database.importing(ImportRequest(practice: practice, scope: .full, files: files)) {
            writer throws(HubError) in
            for source in files {
                _ = try writer.begin(source, buffered: true)
                try writer.take(kept)
                try writer.accepted()
                if source.name == "good" {
                    try writer.endFile()
                } else {
                    try writer.failFile(Finding(.error, "x", "broken", at: Origin(SourceFile("bad"))))
                }
            }
        }
        #expect(receipt.results == 1)
        #expect(try await database.reported(practice: practice).count == 1)
        await #expect(throws: HubError.self) {
            _ = try await send(database, practice, "nameless", [ReportedResult("?", source: .reportedCSV, at: .start)])
        }
    }
}
