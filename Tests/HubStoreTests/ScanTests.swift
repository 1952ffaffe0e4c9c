import HubCore
import Synchronization
import Testing

@testable import HubStore

@Suite("Reading facts back")
struct ScanTests {
    /// Every field has a value, and no two of one type the same.
    static func whole(_ kind: Fact.Kind = .observation) -> Fact {
        var fact = Fact(kind, patient: PatientKey("MRN \u{0}1", namespace: "1.2.3"), at: Position(line: 77, column: 5))
        fact.code = Coding(.loinc, "8480-6", display: "Systolic")
        fact.moreCodes = [Coding(.snomed, "271649006"), Coding(.local, "SYS \"x\"")]
        fact.start = Day(year: 2025, month: 2, day: 3)
        fact.startSecond = 43_261
        fact.end = Day(year: 1, month: 1, day: 1)
        fact.authored = Day(year: 9999, month: 12, day: 31)
        fact.status = .amended
        fact.verification = .refuted
        fact.category = .vitalSigns
        fact.intent = .directive
        fact.value = .quantity(139.5, unit: "mm[Hg]")
        fact.comparator = .greaterOrEqual
        fact.sentValue = ">=139,5"
        fact.sentUnit = "mmHg"
        fact.negated = true
        fact.reason = Coding(.snomed, "105480006")
        fact.qualifier = Coding(.snomed, "368209003")
        (fact.ownKey, fact.encounterKey, fact.panelKey) = (.min, .max, -5)
        fact.supplyDays = 90
        fact.provider = "Dr. O'Neill"
        fact.site = "Main \u{0}Street"
        fact.path = "a1c"
        return fact
    }

    static func store(_ facts: [Fact], patients: [Patient] = [], in database: Database) async throws -> (practice: Int32, submission: Int32)
    {
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        let source = file("all.csv")
        let receipt = try await database.importing(ImportRequest(practice: practice, scope: .full, files: [source])) {
            writer throws(HubError) in
            _ = try writer.begin(source, buffered: false)
            for patient in patients { try writer.take(patient) }
            for fact in facts { try writer.take(fact) }
            try writer.accepted()
            try writer.endFile()
        }
        return (practice, try #require(receipt.submission))
    }

    static func read(_ scan: FactScan, _ database: Database) async throws -> [(HistoryPatient, [HistoryFact])] {
        let found = Mutex<[(HistoryPatient, [HistoryFact])]>([])
        try await database.scan(scan) { patient, facts throws(HubError) in found.withLock { $0.append((patient, facts)) } }
        return found.withLock { $0 }
    }

    @Test("brings every field of a fact back, with each further code as a fact of its own")
    func everyField() async throws {
        let database = try await TestCluster.database()
        let whole = Self.whole()
        let stored = try await Self.store([whole], in: database)
        let codes = try await database.codeTable(
            for: [
                Coding(.loinc, "8480-6"), Coding(.snomed, "271649006"), Coding(.local, "SYS \"x\""), Coding(.ucum, "mm[Hg]"),
                Coding(.snomed, "105480006"), Coding(.snomed, "368209003"), Coding(.loinc, "absent"),
            ])
        #expect(codes.ids.count == 6)
        #expect(
            try await database.codeTable(ids: [try #require(codes.id(of: Coding(.loinc, "8480-6")))]).codings.first?.value.display
                == "Systolic")
        let read = try await Self.read(FactScan(practice: stored.practice), database)
        let (patient, facts) = try #require(read.first)
        #expect(read.count == 1 && patient.id == 1 && facts.count == 3)
        #expect(facts.map { codes[$0.code]?.description } == ["LOINC|8480-6", "SNOMEDCT|271649006", "LOCAL|SYS \"x\""])
        for fact in facts {
            #expect(fact.kind == .observation && fact.status == .amended && fact.verification == .refuted)
            #expect(fact.category == .vitalSigns && fact.intent == .directive && fact.negated && fact.comparator == .greaterOrEqual)
            #expect(fact.start == whole.start?.number)
            #expect(fact.end == whole.end?.number)
            #expect(fact.authored == whole.authored?.number)
            #expect(fact.startSecond == 43_261 && fact.value == 139.5 && !fact.hasTextValue && fact.valueCode == -1)
            #expect(codes[fact.unit] == Coding(.ucum, "mm[Hg]"))
            #expect(codes[fact.reason]?.code == "105480006" && codes[fact.qualifier]?.code == "368209003")
            #expect(fact.ownKey == .min && fact.encounterKey == .max && fact.panelKey == -5 && fact.supplyDays == 90)
            #expect(fact.submission == stored.submission && fact.number == 1)
            #expect(fact.provider == 1 && fact.site == 1)
        }
        let origin = try #require(try await database.origin(practice: stored.practice, submission: stored.submission, number: 1))
        #expect(origin.origin.description == "all.csv:77:5 (a1c)")
        #expect(origin.patient == PatientKey("MRN \u{FFFD}1", namespace: "1.2.3"))
        #expect(try await database.patients(practice: stored.practice, key: "MRN \u{FFFD}1").map(\.id) == [1])
        #expect(try await database.patientKeys(practice: stored.practice) == [1: origin.patient])
        // The same key, NUL and all, is the same patient in the next import.
        try await database.send(stored.practice, .delta, nil, [file("next")], patients: ["MRN \u{0}1", "MRN \u{FFFD}1"])
        try await database.send(stored.practice, .delta, nil, [file("third")], patients: ["MRN \u{0}1"])
        #expect(try await database.number("SELECT count(*) FROM patient") == 2)
    }

    @Test("brings nothing back where there was nothing, and text and coded values as such")
    func empty() async throws {
        let database = try await TestCluster.database()
        var text = Fact(.condition, patient: PatientKey("p"), at: .start)
        text.value = .text("words")
        var coded = Fact(.observation, patient: PatientKey("p"), at: .start)
        coded.value = .coded(Coding(.snomed, "8517006"))
        let bare = Fact(.encounter, patient: PatientKey("p"), at: .start)
        let stored = try await Self.store([text, coded, bare], in: database)
        let codes = try await database.codeTable(for: [Coding(.snomed, "8517006")])
        let facts = try #require(try await Self.read(FactScan(practice: stored.practice), database).first).1
        #expect(facts.map(\.kind) == [.condition, .observation, .encounter])
        #expect(facts.map(\.hasTextValue) == [true, false, false])
        #expect(codes[facts[1].valueCode]?.code == "8517006")
        let last = facts[2]
        #expect(last.code == -1 && last.start == HistoryFact.noDay && last.end == HistoryFact.noDay && last.authored == HistoryFact.noDay)
        #expect(last.startSecond == -1 && last.value.isNaN && last.unit == -1 && last.valueCode == -1 && last.reason == -1)
        #expect(last.qualifier == -1 && last.supplyDays == -1 && last.ownKey == 0 && last.encounterKey == 0 && last.panelKey == 0)
        #expect(last.status == nil && last.verification == nil && last.category == nil && last.intent == nil && last.comparator == nil)
        #expect(!last.negated)
    }

    @Test(
        "groups by patient whatever the order and however many passes it takes, and drops what is not asked for",
        arguments: [1, 100, 1_500_000])
    func passes(factsAtOnce: Int) async throws {
        let database = try await TestCluster.database()
        let facts = (0..<1000).map { number in
            var fact = fact(number % 3 == 0 ? .condition : .observation, of: "p\(number * 7 % 50)", line: number)
            if number % 10 == 0 { fact.code = Coding(.loinc, "X") }
            if number % 10 == 1 { fact.moreCodes = [Coding(.loinc, "X")] }
            return fact
        }
        let stored = try await Self.store(facts, patients: [Patient(key: PatientKey("no facts"), at: .start)], in: database)
        var scan = FactScan(practice: stored.practice)
        scan.factsAtOnce = factsAtOnce == 1 ? 20 : factsAtOnce
        let read = try await Self.read(scan, database)
        #expect(read.map(\.0.id) == Array(1...51))
        #expect(read.map(\.1.count).reduce(0, +) == 1100)
        #expect(read[0].1.isEmpty)
        for (_, mine) in read { #expect(mine.map(\.number) == mine.map(\.number).sorted()) }
        let keys = try await database.patientKeys(practice: stored.practice)
        for (patient, mine) in read.dropFirst() {
            let key = keys[patient.id]?.value
            let numbers = Set((0..<1000).filter { (n: Int) -> Bool in "p\(n * 7 % 50)" == key }.map { (n: Int) -> Int32 in Int32(n + 1) })
            #expect(Set(mine.map(\.number)) == numbers)
        }
        var single = scan
        single.onlyPatient = 7
        #expect(try await Self.read(single, database).map(\.0.id) == [7])
        let codes = try await database.codeTable(for: [Coding(.loinc, "X")])
        scan.filter = .init(codes: Set(codes.codings.keys), kinds: [.condition])
        let some = try await Self.read(scan, database)
        let wanted = Set((0..<1000).filter { (n: Int) -> Bool in n % 3 == 0 || n % 10 < 2 }.map { (n: Int) -> Int32 in Int32(n + 1) })
        #expect(Set(some.flatMap(\.1).map(\.number)) == wanted)
        #expect(some.count == 51)
    }

    @Test("passes cover everybody once, widen while little is kept, and narrow when too much is")
    func widths() {
        var (passes, found, kept): (ScanPasses, [Range<Int>], Int) = (
            ScanPasses(patients: 1000, facts: 10_000, atOnce: 1000, only: nil), [], 0
        )
        while let range = passes.next(after: kept) {
            found.append(range)
            kept = range.lowerBound < 500 ? range.count : range.count * 40
        }
        #expect(found.first == 0..<100 && found[1] == 100..<500, "four times as wide, and no more")
        #expect(found[2] == 500..<1000 || found[2].count > 400)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound } && found.last?.upperBound == 1000)
        var narrow = ScanPasses(patients: 1000, facts: 10_000, atOnce: 1000, only: nil)
        _ = narrow.next(after: 0)
        #expect(narrow.next(after: 4000)?.count == 22)
        var one = ScanPasses(patients: 1000, facts: 10_000, atOnce: 1000, only: 7)
        #expect(one.next(after: 0) == 7..<8 && one.next(after: 3) == nil)
        var nobody = ScanPasses(patients: 5, facts: 10, atOnce: 1000, only: 9)
        #expect(nobody.next(after: 0) == nil)
    }

    @Test("gives for each thing about a patient the latest submission that says it, and forgets withdrawn ones")
    func demographics() async throws {
        let database = try await TestCluster.database()
        let practice = try await database.makePractice(code: "A", name: "Alpha").id
        var submissions: [Int32] = []
        for (index, sex) in [Patient.Sex.female, .male].enumerated() {
            let source = file("\(index)")
            let receipt = try await database.importing(ImportRequest(practice: practice, scope: .delta, files: [source])) {
                writer throws(HubError) in
                _ = try writer.begin(source, buffered: false)
                var patient = Patient(key: PatientKey("p"), at: .start)
                patient.sex = sex
                if index == 0 { (patient.birth, patient.birthPrecision) = (Day(year: 1950, month: 7, day: 1), .month) }
                if index == 1 { patient.deceased = Day(year: 2025, month: 1, day: 2) }
                patient.races = ["2106-3", "2054-5"]
                try writer.take(patient)
                try writer.accepted()
                try writer.endFile()
            }
            submissions.append(try #require(receipt.submission))
        }
        let both = try #require(try await Self.read(FactScan(practice: practice), database).first).0
        #expect(both.birth == Day(year: 1950, month: 7, day: 1)?.number && both.birthPrecision == .month)
        #expect(both.sex == .male && both.deceased == Day(year: 2025, month: 1, day: 2)?.number)
        #expect(try await database.number("SELECT cardinality(races) FROM demographic LIMIT 1") == 2)
        try await database.withdraw(submission: submissions[1])
        let first = try #require(try await Self.read(FactScan(practice: practice), database).first).0
        #expect(first.sex == .female && first.deceased == HistoryFact.noDay)
        try await database.withdraw(submission: submissions[0])
        #expect(try await Self.read(FactScan(practice: practice), database).isEmpty)
    }

    @Test("as a person: every field of a fact stands in its view, in words")
    func views() async throws {
        let database = try await TestCluster.database()
        _ = try await Self.store(Fact.Kind.allCases.map { Self.whole($0) }, in: database)
        try await database.connected { connection throws(HubError) in
            let row = try connection.query(
                """
                SELECT patient_key, code_system, code, display, further_codes::text, start_date, start_time, end_date, authored_date, status,
                    category, negated, reason_code, comparator, value, unit, sent_value, sent_unit, provider, file, line, column_no, path,
                    value_code, value_text
                FROM observation
                """)[0]
            let expected: [String?] = [
                "MRN \u{FFFD}1", "LOINC", "8480-6", "Systolic", #"{"LOCAL|SYS \"x\"",SNOMEDCT|271649006}"#, "2025-02-03", "12:01:01",
                "0001-01-01", "9999-12-31", "amended", "vital-signs", "t", "105480006", ">=", "139.5", "mm[Hg]", ">=139,5", "mmHg",
                "Dr. O'Neill", "all.csv", "77", "5", "a1c", nil, nil,
            ]
            #expect(row.fields == expected)
            let words = try connection.query("SELECT verification, intent, qualifier_code FROM statement WHERE kind = 'observation'")[0]
            #expect(words.fields == ["refuted", "directive", "368209003"])
            let sizes: [(String, Int)] = [
                ("encounter", 1), ("condition", 1), ("observation", 1), ("medication", 1), ("immunization", 1), ("procedure", 1),
                ("\"order\"", 2), ("allergy", 2), ("coverage", 1), ("statement", Fact.Kind.allCases.count),
            ]
            for (view, count) in sizes {
                #expect(try connection.query("SELECT count(*) FROM \(view)")[0].int(0) == count, "\(view)")
            }
            try connection.run("UPDATE submission SET state = 'withdrawn'")
            #expect(try connection.query("SELECT count(*) FROM statement")[0].int(0) == 0)
        }
    }
}
