import HubCore
import HubMapping
import Testing

@Suite("Mappings")
struct MappingTests {
    private func compile(_ yaml: String) throws -> (mapping: Mapping?, findings: [String]) {
        let (mapping, findings) = MappingCompiler.compile(try YAMLDocument.read(yaml, file: SourceFile("m.yaml")))
        return (mapping, findings.map(\.description))
    }

    private func log(_ yaml: String, _ csv: String, file: String = "f.csv") throws -> FactLog {
        let (mapping, findings) = try compile(yaml)
        #expect(findings == [])
        let log = FactLog()
        try log.read(csv, try #require(mapping), file: SourceFile(file))
        #expect(log.acceptedCount + log.rejectedCount + log.skippedCount == csv.split(separator: "\n").count - 1)
        return log
    }

    /// One table with one fact, given its fields.
    private func one(_ fields: String, top: String = "") -> String {
        "source: s\nformat: csv\n\(top)tables:\n  - table: t\n    has: [ID]\n    patient: ID\n    facts:\n      - { kind: observation, \(fields) }\n"
    }

    @Test("all that is wrong with a mapping is told at once, with line and column")
    func errors() throws {
        let yaml = """
            source: s
            formt: csv
            codes: { visits: { OV: CPT-99213, NV: CTP|1 } }
            tables:
              - table: t
                files: "*.csv"
                patient: ID
                facts:
                  - kind: observatoin
                  - kind: observation
                    start: { column: D, written: d-m-y }
                    status: { column: S, map: { f: finl } }
                    code: { column: C, system: LONIC, codes: visit }
                    valeu: V
                    when: { column: X }
            """
        let (mapping, findings) = try compile(yaml)
        #expect(mapping == nil)
        #expect(
            findings
                == [
                    "m.yaml:3:24: error: a code is written `SYSTEM|code`, for example `LOINC|4548-4` [config.invalid-code]",
                    "m.yaml:3:39: error: `CTP` is not a code system; did you mean `CPT`? [config.unknown-value]",
                    "m.yaml:1:1: error: a mapping needs `format` [config.missing-key]",
                    "m.yaml:2:1: error: `formt` is not a key of a mapping; did you mean `format`? [config.unknown-key]",
                    "m.yaml:9:15: error: `observatoin` is not a value of `kind`; did you mean `observation`? [config.unknown-value]",
                    "m.yaml:14:9: error: `valeu` is not a key of a fact; did you mean `value`? [config.unknown-key]",
                    "m.yaml:15:15: error: a condition has one of `is`, `is-not`, `matches`, `filled`, `yes`; this has 0 [config.invalid]",
                    "m.yaml:13:36: error: `LONIC` is not a code system; did you mean `LOINC`? [config.unknown-value]",
                    "m.yaml:13:50: error: there is no table `visit` in `codes`; did you mean `visits`? [config.unknown-value]",
                    "m.yaml:11:38: error: `d-m-y` is not a value of `written` [config.unknown-value]",
                    "m.yaml:12:17: error: `finl` is not a word for `observation.status`; did you mean `final`? [config.unknown-value]",
                ])
    }

    @Test("a column's days are decided for the column, from any of its rows")
    func dayOrder() throws {
        let yaml = one("code: { constant: 8480-6, system: LOINC }, start: D")
        #expect(try log(yaml, "ID,D\n1,03/04/2015\n1,13/04/2015\n").facts.map { $0.start?.description } == ["2015-04-03", "2015-04-13"])
        #expect(try log(yaml, "ID,D\n1,03/04/2015\n1,04/13/2015\n").facts.map { $0.start?.description } == ["2015-03-04", "2015-04-13"])
        #expect(try log(yaml, "ID,D\n1,42067\n1,42068\n").facts.map { $0.start?.description } == ["2015-03-04", "2015-03-05"])
    }

    @Test("a column that cannot be decided is told, and its days are not taken")
    func undecided() throws {
        let log = try log(one("start: { column: D, required: true }"), "ID,D\n1,03/04/2015\n1,2015-06-07\n")
        #expect(log.facts.map { $0.start?.description } == ["2015-06-07"])
        #expect(log.rejectedCount == 1)
        #expect(log.findings.filter { $0.id == "date.undecided" }.map(\.origin.path) == ["D"])
    }

    @Test("what the mapping declares decides where the data cannot, and is told where the data say otherwise")
    func declared() throws {
        let yaml = one("start: D", top: "dates: d/m/y\n")
        let quiet = try log(yaml, "ID,D\n1,03/04/2015\n")
        #expect(quiet.facts.map { $0.start?.description } == ["2015-04-03"])
        #expect(quiet.findings.map(\.id) == ["date.by-mapping"])
        let loud = try log(yaml, "ID,D\n1,03/04/2015\n1,04/13/2015\n")
        #expect(loud.facts.map { $0.start?.description } == ["2015-03-04", "2015-04-13"])
        #expect(loud.findings.map(\.id) == ["date.not-as-mapped"])
    }

    @Test("rows beyond the look-ahead are read in the order that it found, and none is lost")
    func manyRows() throws {
        let csv = "ID,D\n" + (1...5000).map { "\($0),\($0 % 12 + 1)/\($0 % 28 + 1)/2015" }.joined(separator: "\n") + "\n"
        let log = try log(one("start: D"), csv)
        #expect(log.acceptedCount == 5000)
        #expect(log.facts.map(\.patient.value) == (1...5000).map(String.init))
        #expect(
            log.facts.enumerated().allSatisfy { at, fact in fact.start == Day(year: 2015, month: (at + 1) % 12 + 1, day: (at + 1) % 28 + 1)
            })
    }

    @Test("a required column that is missing stops the file and says what was found")
    func missingColumn() throws {
        let (mapping, _) = try compile(one("start: { column: [Date, Day], required: true }, code: CODE"))
        let log = FactLog()
        let error = try #require(throws: HubError.self) {
            try log.read("ID,Datum\n1,x\n", try #require(mapping), file: SourceFile("f.csv"))
        }
        #expect(error.code == .malformed)
        #expect(
            log.findings.map(\.description) == [
                "f.csv:1:1: warning: column `CODE`, needed for observation.code, is missing. Found: ID, Datum [FIL-002]",
                "f.csv:1:1: error: column `Date`, needed for observation.start, is missing. Found: ID, Datum [FIL-002]",
                "f.csv:1:1: note: these columns are not read: Datum [mapping.columns-not-read]",
            ])
        #expect(log.acceptedCount + log.rejectedCount + log.skippedCount == 0)
    }

    @Test("where a row of data stands in the place of a header, nothing of it is told")
    func noHeader() throws {
        let (mapping, _) = try compile(one("start: { column: [Date, Day], required: true }").replacing("has: [ID]", with: "files: f.csv"))
        let log = FactLog()
        #expect(throws: HubError.self) {
            try log.read("123456,John Realname,1970-03-25,F\n", try #require(mapping), file: SourceFile("f.csv"))
        }
        #expect(log.findings.map(\.id) == ["FIL-002", "FIL-002", "mapping.columns-not-read"])
        #expect(
            log.findings.map(\.message).allSatisfy {
                $0.contains("4 columns with names that the mapping does not know") && !$0.contains("Realname") && !$0.contains("1970")
            }, "\(log.findings)")
        let whole = try self.log(one("start: D"), "ID,D,ann@example.org,206-555-0100,19700325,Note 12345\n1,2015-06-07,,,,\n")
        #expect(whole.findings.map(\.message) == ["these columns are not read: Note 12345, 3 columns with values in the place of a name"])
    }

    @Test("column names are found whatever their case, blanks and underscores")
    func columnNames() throws { #expect(try log(one("start: Visit Date"), "id,VISIT_DATE\n1,2015-06-07\n").facts.count == 1) }

    @Test("what must not be taken for a patient's number is not")
    func patientKeys() throws {
        let log = try log(one("start: D"), "ID,D\n123-45-6789,2015-06-07\n1.23E+11,2015-06-07\nN/A,2015-06-07\n007,2015-06-07\n")
        #expect(log.facts.map(\.patient.value) == ["007"])
        #expect(log.findings.map(\.id) == ["FIL-010", "mapping.damaged-key", "REC-001"])
        for finding in log.findings { #expect(!finding.description.contains("6789") && !finding.description.contains("1.23E+11,")) }
    }

    @Test("a code system comes from a constant, a column, or the code's shape where the mapping asks for it")
    func systems() throws {
        let guess = one("code: { column: C, system: { guess: [LOINC, SNOMEDCT, ICD10CM, CPT] } }")
        let log = try log(guess, "ID,C\n1,4548-4\n1,59621000\n1,I10\n1,99213-25\n1,4548-5\n1,59621001\n")
        #expect(
            log.facts.map { $0.code?.description } == [
                "LOINC|4548-4", "SNOMEDCT|59621000", "ICD10CM|I10", "CPT|99213", "LOCAL|4548-5", "LOCAL|59621001",
            ])
        #expect(log.findings.map(\.id) == ["REC-011", "REC-011"])
        let column = one("code: { column: C, system: { column: S, map: { dx: ICD10CM }, otherwise: LOCAL } }")
        let named = try self.log(column, "ID,C,S\n1,E11.9,dx\n1,E11.9,ICD-10-CM\n1,x,\n1,x,whatever\n")
        #expect(named.facts.map { $0.code?.description } == ["ICD10CM|E119", "ICD10CM|E119", "LOCAL|x", "whatever|x"])
        #expect(named.findings.map(\.id) == ["mapping.unknown-system"])
    }

    @Test("one encounter has one key, whichever column names it and however long it is")
    func keys() throws {
        let yaml = """
            source: s
            format: csv
            tables:
              - table: t
                has: [ID]
                patient: ID
                facts:
                  - { kind: encounter, key: A }
                  - { kind: observation, encounter: B, panel: { join: [A, B], with: "|" } }
            """
        for key in ["7", "short key", "9d188916-8390-282b-3ec2-73fce6e08649"] {
            let log = try log(yaml, "ID,A,B\n1,\(key), \(key) \n1,\(key),NULL\n")
            #expect(log.facts[0].ownKey == SourceKey.hash(key))
            #expect(log.facts[0].encounterKey == log.facts[1].encounterKey)
            #expect(log.facts[1].panelKey == SourceKey.hash("\(key)|\(key)"))
            #expect(log.facts[3].encounterKey == nil && log.facts[3].panelKey == nil)
        }
    }

    @Test("declined is an answer, and test patients are kept out and told")
    func answers() throws {
        let yaml = """
            source: s
            format: csv
            tables:
              - table: t
                has: [ID]
                patient: ID
                keep-out: [{ when: { column: N, matches: "zztest*" }, because: a test patient }]
                facts:
                  - kind: observation
                    value: { column: V, as: code }
                    not-done: { when: { column: V, is: [declined] }, reason: SNOMEDCT|105480006 }
            """
        let log = try log(yaml, "ID,N,V\n1,A,Declined\n2,ZZTest,x\n3,A,Unknown\n4,A,x\n")
        #expect(log.facts.map(\.negated) == [true, false])
        #expect(log.facts.first?.reason == Coding(.snomed, "105480006"))
        #expect(log.skips == ["a test patient": 1, "a row in which nothing is filled in that the mapping takes": 1])
    }

    /// Lines of a flat file, as its reader hands them on: kind by kind, again and again.
    private func lines(_ record: String, _ rows: [(line: Int, cells: [String])], _ builder: inout RecordBuilder) throws {
        try builder.table(TableHeader(columns: ["ID", "DX"], source: "s", record: record))
        for row in rows {
            builder.begin(at: Position(line: row.line, column: 1))
            for (at, cell) in row.cells.enumerated() {
                builder.beginField(at: Position(line: row.line, column: at + 1))
                for byte in cell.utf8 { builder.append(byte) }
                builder.endField()
            }
            try builder.end()
        }
    }

    @Test("what a flat file prints once for a group of lines is carried down across lines of another kind")
    func carriedAcrossKinds() throws {
        let table = "carry-down: ID, patient: ID, facts: [{ kind: condition, code: { column: DX, system: ICD10CM, required: true } }]"
        let yaml =
            "source: s\nformat: flat\nlayouts:\n  - layout: l\n    records:\n"
            + "      - { record: a, when: { at: 1, is: A }, fields: { ID: 2-5 code } }\n"
            + "      - { record: b, when: { at: 1, is: B }, fields: { ID: 2-5 code } }\n"
            + "tables:\n  - { table: a, \(table) }\n  - { table: b, \(table) }\n"
        let (mapping, findings) = try compile(yaml)
        #expect(findings == [])
        let log = FactLog()
        let mapper = Mapper(try #require(mapping), file: SourceFile("f.txt"), into: log)
        var builder = RecordBuilder(SourceFile("f.txt"), into: mapper)
        try lines("a", [(1, ["1", "I10"])], &builder)
        try lines("b", [(2, ["2", "I10"])], &builder)
        try lines("a", [(3, ["", "E11.9"])], &builder)
        try builder.reject("flat.unknown-record", "the line is none of the records", at: Position(line: 4, column: 1))
        try lines("b", [(5, ["", "E11.9"]), (6, ["3", "I10"]), (7, ["", "E11.9"])], &builder)
        try mapper.finish()
        #expect(log.facts.map(\.patient.value) == ["1", "2", "1", "3", "3"])
        #expect(log.findings.map(\.id) == ["flat.unknown-record", "mapping.group-lost"])
    }

    @Test("rows of two sheets that stand in the same line are two panels")
    func panelsOfSheets() throws {
        let (mapping, _) = try compile(one("panel: row, value: { column: V, as: text }"))
        let log = FactLog()
        let mapper = Mapper(try #require(mapping), file: SourceFile("f.xlsx"), into: log)
        var builder = RecordBuilder(SourceFile("f.xlsx"), into: mapper)
        for sheet in ["Visits", "Vitals"] {
            try builder.table(TableHeader(columns: ["ID", "V"], preamble: [("sheet", sheet)]))
            builder.begin(at: Position(line: 2, column: 1))
            for cell in ["1", "x"] {
                builder.beginField(at: Position(line: 2, column: 1))
                for byte in cell.utf8 { builder.append(byte) }
                builder.endField()
            }
            try builder.end()
        }
        try mapper.finish()
        #expect(Set(log.facts.compactMap(\.panelKey)).count == 2)
    }
}
