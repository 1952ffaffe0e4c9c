import HubCore
import Testing

@testable import HubStore

/// Made-up files: their bytes do not matter here, only that they differ.
func file(_ name: String, _ content: String? = nil) -> ImportFile {
    ImportFile(name: name, sha256: SHA256.of(Array((content ?? name).utf8)), bytes: 100, format: "csv", mapping: "made-up@1")
}

func fact(_ kind: Fact.Kind = .observation, of key: String, line: Int = 2) -> Fact {
    var fact = Fact(kind, patient: PatientKey(key), at: Position(line: line, column: 1))
    fact.code = Coding(.loinc, "4548-4")
    fact.start = Day(year: 2025, month: 5, day: 1)
    return fact
}

extension Database {
    /// One submission of files that each hold one observation of each patient named.
    @discardableResult
    func send(
        _ practice: Int32, _ scope: SubmissionScope = .full, _ period: String? = nil, _ files: [ImportFile], patients: [String] = ["p1"]
    ) async throws -> Receipt {
        let request = ImportRequest(practice: practice, scope: scope, period: period.flatMap { Period($0) }, files: files)
        return try await importing(request) { writer throws(HubError) in
            for file in files {
                if try writer.begin(file, buffered: false) != nil { continue }
                for patient in patients {
                    try writer.take(fact(of: patient))
                    try writer.accepted()
                }
                try writer.endFile()
            }
        }
    }

    func number(_ query: String) async throws -> Int {
        try await connected { connection throws(HubError) in try connection.query(query)[0].int(0) }
    }

    /// What counts: `submission:facts`.
    func counting(_ practice: Int32) async throws -> [String] {
        try await submissions(practice: practice).filter { $0.state == "current" }.map { "\($0.id):\($0.facts)" }
    }
}

@Suite("An import")
struct ImportTests {
    @Test("counts every unit of a file once, and the database holds it to that")
    func counts() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("labs.csv")
        let receipt = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) {
            writer throws(HubError) in
            #expect(try writer.begin(source, buffered: false) == nil)
            let origin = { (line: Int) in Origin(SourceFile("labs.csv"), Position(line: line, column: 3), path: "a1c") }
            for line in 2...4 {
                try writer.take(fact(of: "p\(line)", line: line))
                try writer.accepted()
            }
            for line in 5...6 { try writer.rejected(Finding(.error, "x.bad", "bad", at: origin(line), fix: "mend it", owner: .vendor)) }
            try writer.skipped(SkipReason("x.total", "a row of totals"), at: origin(7))
            try writer.note(Finding(.note, "x.note", "by the way", at: origin(8)))
            try writer.endFile()
        }
        #expect(receipt.patients == 3 && receipt.newPatients == 3)
        #expect(receipt.facts == [.observation: 3])
        #expect(receipt.findings == [.error: 2, .note: 1])
        let stored = try #require(try await database.submissions(practice: practice).first)
        #expect(stored.state == "current" && stored.facts == 3 && stored.patients == 3)
        let kept = try #require(stored.files.first)
        #expect(kept.file == source)
        #expect([kept.read, kept.accepted, kept.rejected, kept.skipped] == [6, 3, 2, 1])
        #expect(kept.skips == [.init(reason: SkipReason("x.total", "a row of totals"), count: 1, firstLine: 7)])
        let findings = try await database.findings(practice: practice)
        #expect(findings.map(\.first.id) == ["x.bad", "x.note"])
        #expect(findings[0].count == 2)
        #expect(findings[0].places.map(\.description) == ["labs.csv:5:3 (a1c)", "labs.csv:6:3 (a1c)"])
        #expect(findings[0].first.fix == "mend it" && findings[0].first.owner == .vendor)

        let error = await #expect(throws: HubError.self) {
            try await database.connected { connection throws(HubError) in
                try connection.run("UPDATE source_file SET rows_read = rows_read + 1")
            }
        }
        #expect(error?.message.contains("23514") == true)
    }

    @Test("of the same bytes for the same practice writes nothing and says where they are; another practice's are its own")
    func seenBefore() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let other = try await database.makePractice(code: "B", name: "Beta").id
        let first = try await database.send(practice, .full, nil, [file("a.csv")])
        let again = try await database.send(practice, .full, nil, [file("renamed.csv", "a.csv")])
        #expect(again.submission == nil)
        #expect(again.files.map(\.seenBefore?.submission) == [first.submission])
        #expect(again.files.map(\.seenBefore?.name) == ["a.csv"])
        #expect(try await database.number("SELECT count(*) FROM submission") == 1)
        #expect(try await database.number("SELECT count(*) FROM fact") == 1)
        #expect(try await database.send(other, .full, nil, [file("a.csv")]).submission != nil)
    }

    @Test("of the same bytes twice in one submission takes them once")
    func twiceInOne() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let receipt = try await database.send(practice, .full, nil, [file("a.csv", "same"), file("b.csv", "same")])
        #expect(receipt.files.map { $0.seenBefore?.name } == [nil, "a.csv"])
        #expect(receipt.facts == [.observation: 1])
    }

    @Test("of a full submission takes the place of the earlier one, reads its unchanged files again, and withdrawing brings it back")
    func fullReplaces() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let first = try #require(try await database.send(practice, .full, nil, [file("a"), file("b")]).submission)
        let receipt = try await database.send(practice, .full, nil, [file("a"), file("b", "b changed"), file("c")])
        let second = try #require(receipt.submission)
        #expect(receipt.superseded == [first])
        #expect(receipt.files.allSatisfy { $0.seenBefore == nil })
        #expect(try await database.counting(practice) == ["\(second):3"])
        #expect(try await database.withdraw(submission: second) == [first])
        #expect(try await database.counting(practice) == ["\(first):2"])
        let error = await #expect(throws: HubError.self) { try await database.withdraw(submission: second) }
        #expect(error?.code == .conflict)
        // Withdrawn bytes may come again.
        #expect(try await database.send(practice, .delta, nil, [file("c")]).submission != nil)
    }

    @Test("of a full submission leaves those alone whose period does not overlap its own")
    func periods() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let old = try #require(try await database.send(practice, .full, "2024", [file("a")]).submission)
        let new = try #require(try await database.send(practice, .full, "2025", [file("b")]).submission)
        #expect(try await database.counting(practice) == ["\(old):1", "\(new):1"])
        let both = try await database.send(practice, .full, "2024-12-31..2025-01-01", [file("c")])
        #expect(both.superseded == [old, new])
    }

    @Test("of a delta comes on top, and of its files takes only the new ones")
    func delta() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let full = try #require(try await database.send(practice, .full, nil, [file("a")]).submission)
        let receipt = try await database.send(practice, .delta, nil, [file("a"), file("b")])
        #expect(receipt.files.map { $0.seenBefore?.submission } == [full, nil])
        #expect(try await database.counting(practice) == ["\(full):1", "\(try #require(receipt.submission)):1"])
        #expect(try await database.send(practice, .full, nil, [file("c")]).superseded == [full, try #require(receipt.submission)])
    }

    @Test("of a file that counts already keeps it in a full submission too, and loses nothing when the other goes")
    func sharedFile() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let first = try #require(try await database.send(practice, .full, "2025", [file("patients"), file("enc25")]).submission)
        let receipt = try await database.send(practice, .full, "2026", [file("patients"), file("enc26")])
        let second = try #require(receipt.submission)
        #expect(receipt.files.allSatisfy { $0.seenBefore == nil && $0.facts == 1 })
        #expect(try await database.counting(practice) == ["\(first):2", "\(second):2"])
        // Nothing new at all is nothing; whoever asks is told of the newest.
        let again = try await database.send(practice, .full, "2026", [file("patients"), file("enc26")])
        #expect(again.submission == nil)
        #expect(again.files.map(\.seenBefore?.submission) == [second, second])
        #expect(try await database.withdraw(submission: first).isEmpty)
        #expect(try await database.counting(practice) == ["\(second):2"])
        #expect(try await database.send(practice, .delta, nil, [file("patients")]).submission == nil)
        try await database.send(practice, .full, "2025", [file("patients"), file("enc25")])
        try await database.withdraw(submission: second)
        #expect(try await database.send(practice, .delta, nil, [file("patients")]).submission == nil)
        #expect(try await database.number("SELECT count(*) FROM source_file WHERE live") == 2)
    }

    @Test("that comes back by a withdrawal beside the same bytes counts, and its facts count once")
    func restoredTwice() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let first = try #require(try await database.send(practice, .full, nil, [file("a")]).submission)
        let second = try #require(try await database.send(practice, .full, nil, [file("b")]).submission)
        let third = try #require(try await database.send(practice, .delta, nil, [file("a")]).submission)
        #expect(try await database.withdraw(submission: second) == [first])
        #expect(try await database.counting(practice) == ["\(first):1", "\(third):1"])
        #expect(try await ScanTests.read(FactScan(practice: practice), database).flatMap(\.1).map(\.submission) == [third])
        #expect(try await database.send(practice, .delta, nil, [file("a")]).files.map(\.seenBefore?.submission) == [third])
    }

    @Test("can be removed for good once it does not count")
    func cleanUp() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let first = try #require(try await database.send(practice, .full, nil, [file("a")]).submission)
        let second = try #require(try await database.send(practice, .full, nil, [file("b")]).submission)
        #expect(try await database.cleanUp(practice: practice) == [first])
        #expect(try await database.number("SELECT count(*) FROM fact") == 1)
        #expect(try await database.withdraw(submission: second).isEmpty)
        #expect(try await database.counting(practice).isEmpty)
    }

    @Test("leaves nothing when it fails, whatever was sent by then")
    func failure() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("a")
        await #expect(throws: HubError.self) {
            try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
                _ = try writer.begin(source, buffered: false)
                for line in 0..<20_000 { try writer.take(fact(of: "p\(line)", line: line)) }
                throw HubError(.malformed, "made-up")
            }
        }
        for table in ["submission", "fact", "patient", "source_file", "finding"] {
            #expect(try await database.number("SELECT count(*) FROM \(table)") == 0)
        }
        #expect(try await database.send(practice, .full, nil, [source]).submission != nil)
    }

    @Test("leaves nothing when the server ends its connection in the middle")
    func killed() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("a")
        let error = await #expect(throws: HubError.self) {
            try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
                _ = try writer.begin(source, buffered: false)
                for line in 0..<20_000 { try writer.take(fact(of: "p\(line)", line: line)) }
                let other = try writer.connection.another()
                let ended = try other.query(
                    """
                    SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                    AND pid <> pg_backend_pid()
                    """)
                #expect(try ended[0].int(0) >= 1)
                for line in 0..<200_000 { try writer.take(fact(of: "p\(line)", line: line)) }
                try writer.endFile()
            }
        }
        #expect(error?.code == .database)
        let fresh = try database.another()
        #expect(try await fresh.number("SELECT count(*) FROM fact") == 0)
        #expect(try await fresh.number("SELECT count(*) FROM submission") == 0)
        #expect(try await fresh.send(practice, .full, nil, [source]).submission != nil)
    }

    @Test("takes one document back and keeps the others, with the reason on record")
    func document() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let files = [file("1.xml"), file("2.xml"), file("3.xml")]
        let receipt = try await database.importing(ImportRequest(practice: practice, scope: .full, files: files)) {
            writer throws(HubError) in
            for (index, file) in files.enumerated() {
                _ = try writer.begin(file, buffered: true)
                var patient = Patient(key: PatientKey("shared"), at: .start)
                patient.sex = index == 0 ? nil : .female
                if index == 1 { patient.language = "tlh" }
                try writer.take(patient)
                try writer.take(Patient(key: PatientKey("only-\(index)"), at: .start))
                try writer.take(fact(of: "only-\(index)"))
                try writer.accepted()
                if index == 1 {
                    let failed = try writer.failFile(Finding(.error, "xml.broken", "broken", at: Origin(SourceFile(file.name))))
                    #expect([failed.read, failed.rejected, failed.facts] == [1, 1, 0])
                } else {
                    try writer.endFile()
                }
            }
        }
        #expect(receipt.patients == 3 && receipt.newPatients == 3 && receipt.facts == [.observation: 2])
        #expect(try await database.number("SELECT count(*) FROM fact") == 2)
        #expect(try await database.number("SELECT count(*) FROM patient WHERE key = 'only-1'") == 0)
        #expect(try await database.number("SELECT count(*) FROM demographic WHERE language = 'tlh'") == 0)
        #expect(try await database.number("SELECT max(patient_id) FROM fact") == 3)
        #expect(
            try await database.number("SELECT sex FROM demographic d JOIN patient p USING (practice_id, patient_id) WHERE key = 'shared'")
                == 1)
        #expect(try await database.findings(practice: practice).map(\.first.id) == ["xml.broken"])
    }

    @Test("says when two rows give one patient two birth dates, and keeps the first")
    func conflict() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("a")
        _ = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) { writer throws(HubError) in
            _ = try writer.begin(source, buffered: false)
            for year in [1950, 1951] {
                var patient = Patient(key: PatientKey("p"), at: Position(line: year, column: 1))
                patient.birth = Day(year: year, month: 1, day: 1)
                try writer.take(patient)
                try writer.accepted()
            }
            try writer.endFile()
        }
        #expect(try await database.findings(practice: practice).map(\.first.id) == ["patient.two-answers"])
        #expect(try await database.number("SELECT extract(year FROM birth_date)::int FROM demographic") == 1950)
    }

    @Test("keeps of one cause in several files in which of them each place is, and reads places as they used to be kept")
    func placesInFiles() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("a.xml")
        let places = [
            Origin(SourceFile("a.xml"), Position(line: 3, column: 4), path: "id"),
            Origin(SourceFile("b \"2\".xml"), Position(line: 5, column: 6), path: "id"), Origin(SourceFile("c.xml"), path: "id"),
        ]
        let group = FindingGroup(first: Finding(.error, "x.bad", "bad", at: places[0]), count: 3, places: places)
        // The first place that is known to the line need not be in the finding's own file.
        let whole = Origin(SourceFile("c.xml"))
        let other = FindingGroup(
            first: Finding(.note, "x.whole", "whole", at: whole), count: 2,
            places: [whole, Origin(SourceFile("a.xml"), Position(line: 7, column: 1))])
        let submission = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) {
            writer throws(HubError) in
            _ = try writer.begin(source, buffered: true)
            try writer.take(fact(of: "p"))
            try writer.endFile()
            try writer.tell([group, other])
        }.submission
        let stored = try await database.findings(practice: practice)
        #expect(stored.first == group)
        #expect(stored.last?.first == other.first && stored.last?.places == [other.places[1]])
        let id = try #require(submission)
        #expect(try await database.number("SELECT jsonb_array_length(places->0) FROM finding WHERE id = 'x.bad'") == 2)
        try await database.connected { connection throws(HubError) in
            try connection.run("UPDATE finding SET places = '[[3,4],[9,1]]' WHERE id = 'x.bad' AND submission_id = \(id)")
        }
        #expect(try await database.findings(practice: practice).first?.places.map(\.description) == ["a.xml:3:4 (id)", "a.xml:9:1 (id)"])
    }

    @Test("keeps the mapping that a file turned out to be read by, and none for a document")
    func readBy() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        var rows = file("a.csv")
        rows.mapping = nil
        let files = [rows, file("named.csv"), file("b.xml"), file("c.xml")]
        _ = try await database.importing(ImportRequest(practice: practice, scope: .full, files: files)) { [rows] writer throws(HubError) in
            _ = try writer.begin(rows, buffered: false)
            try writer.readBy("found@2")
            try writer.endFile()
            _ = try writer.begin(files[1], buffered: false)
            try writer.endFile()
            _ = try writer.begin(files[2], buffered: true)
            try writer.readBy(nil)
            try writer.endFile()
            _ = try writer.begin(files[3], buffered: true)
            try writer.failFile(Finding(.error, "x", "x", at: Origin(SourceFile("c.xml"))))
        }
        let kept = try await database.submissions(practice: practice).flatMap(\.files).map(\.file.mapping)
        #expect(kept == ["found@2", "made-up@1", nil, nil])
    }

    @Test("of persons whose one number was marked finds them all by the number, and nobody else")
    func markedNumbers() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let keys = [
            "0100200", "0100200-00c0ffee00c0ffee", "0100200-1", "0100200-00C0FFEE00C0FFEE", "0100200-00c0ffee00c0ffee0", "x0100200",
            "01002000-00c0ffee00c0ffee", "%-00c0ffee00c0ffee",
        ]
        try await database.send(practice, .full, nil, [file("a")], patients: keys)
        #expect(try await database.patients(practice: practice, key: "0100200").map(\.key.value) == Array(keys.prefix(2)))
        #expect(try await database.patients(practice: practice, key: keys[1]).map(\.key.value) == [keys[1]])
        #expect(try await database.patients(practice: practice, key: "%").map(\.key.value) == ["%-00c0ffee00c0ffee"])
        #expect(try await database.patients(practice: practice, key: "0100200", namespace: "1.2").isEmpty)
    }
}
