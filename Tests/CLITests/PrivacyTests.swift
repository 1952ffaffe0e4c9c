import Foundation
import Testing

/// Words that stand for what must never leave a patient's record: planted wherever an extract holds such things, then looked for in all that the
/// program says.
@Suite("No patient's value is said unasked", .serialized)
struct PrivacyTests {
    /// Patient numbers, names, free text, and broken values of every kind of cell.
    static let canaries = [
        "qzmrn", "qzfirst", "qzlast", "qzstreet", "qzbirth", "qzwhen", "qznote", "qzvalue", "qzunit", "qzsmoke", "qzextra", "qznarrative", "qzreason", "qzzip",
    ]

    /// Tables of the Synthea style in which nearly every cell is wrong.
    static func tables(_ installation: Installation) throws -> String {
        let patients = (0..<6).map { at in
            "qzmrn-\(at),\(at < 3 ? "1960-02-0\(at + 1)" : "qzbirth-\(at)"),,,,,,Qzfirst\(at),Qzlast\(at),,,,qzvalue,nonhispanic,\(at == 5 ? "qzvalue" : "F"),,\(at) Qzstreet Road,,,,qzzip,,,,\n"
        }
        _ = try installation.file(
            "wild/patients.csv",
            "Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,STATE,"
                + "COUNTY,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE\n" + patients.joined())
        _ = try installation.file(
            "wild/observations.csv",
            """
            DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE
            2025-03-04T09:00:00Z,qzmrn-0,,vital-signs,8480-6,qznote,131,mm[Hg],numeric
            qzwhen-31,qzmrn-0,,vital-signs,8480-6,qznote,131,mm[Hg],numeric
            2025-03-04T09:00:00Z,qzmrn-1,,vital-signs,8480-6,qznote,qzvalue,mm[Hg],numeric
            2025-03-04T09:00:00Z,qzmrn-1,,vital-signs,8480-6,qznote,999999,mm[Hg],numeric
            2025-03-04T09:00:00Z,qzmrn-1,,vital-signs,8480-6,qznote,131,qzunit,numeric
            2025-03-04T09:00:00Z,qzmrn-stranger,,laboratory,4548-4,qznote,7.1,%,numeric
            2025-03-04T09:00:00Z,qzmrn-2,,social-history,72166-2,qznote,qzsmoke two packs,,text
            2025-03-04T09:00:00Z,qzmrn-2,,laboratory,4548-4,qznote,7.1,%,numeric,qzextra
            2025-03-04T09:00:00Z,qzmrn-2,,laboratory

            """)
        _ = try installation.file("wild/conditions.csv", "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n2025-13-45,qzwhen,qzmrn-0,,59621000,qznote\n")
        return installation.folder + "/files/wild"
    }

    static let document = """
        <?xml version="1.0"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
        <templateId root="2.16.840.1.113883.10.20.22.1.2"/><recordTarget><patientRole><id root="1.2.3" extension="qzmrn-9"/>
        <addr><streetAddressLine>9 Qzstreet Road</streetAddressLine><postalCode>qzzip</postalCode></addr>
        <patient><name><given>Qzfirst</given><family>Qzlast</family></name><administrativeGenderCode code="qzvalue" codeSystem="2.16.840.1.113883.5.1"/>
        <birthTime value="qzbirth"/></patient></patientRole></recordTarget>
        <component><structuredBody><component><section><templateId root="2.16.840.1.113883.10.20.22.2.4.1" extension="2015-08-01"/>
        <code code="8716-3" codeSystem="2.16.840.1.113883.6.1"/><title>Vital signs</title><text>qznarrative</text>
        <entry><organizer classCode="CLUSTER" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.26" extension="2015-08-01"/>
        <statusCode code="completed"/><effectiveTime value="qzwhen"/><component><observation classCode="OBS" moodCode="EVN">
        <templateId root="2.16.840.1.113883.10.20.22.4.27" extension="2014-06-09"/><code code="8480-6" codeSystem="2.16.840.1.113883.6.1"/>
        <text><reference value="#qzreason"/></text><statusCode code="qzvalue"/><effectiveTime value="qzwhen"/>
        <value xsi:type="PQ" value="qzvalue" unit="qzunit"/></observation></component></organizer></entry></section></component>
        </structuredBody></component></ClinicalDocument>

        """

    private func expectSilence(_ run: ProgramRun, _ what: String) {
        for canary in Self.canaries {
            #expect(!run.output.lowercased().contains(canary), "\(what), stdout: \(Self.line(of: canary, in: run.output))")
            #expect(!run.messages.lowercased().contains(canary), "\(what), stderr: \(Self.line(of: canary, in: run.messages))")
        }
    }

    private static func line(of canary: String, in text: String) -> String {
        text.split(separator: "\n").first { $0.lowercased().contains(canary) }.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }

    @Test("neither check nor import nor anything after them says one, in words or as JSON; the server's log neither")
    func silence() throws {
        let installation = try Installation()
        let folder = try Self.tables(installation)
        let whole = try installation.file("documents/one.xml", Self.document)
        let half = try installation.file("documents/two.xml", Self.document.dropLast(40).utf8)
        let documents = installation.folder + "/files/documents"
        for words in [[folder, "--source", "synthea", "--period", "2025"], [whole], [half], [documents, "--period", "2025"]] {
            for json in [[], ["--json"]] {
                let run = try installation.run(["check"] + words + json)
                #expect(run.status == 1 || words == [whole])
                expectSilence(run, "check \(words.joined(separator: " ")) \(json.joined())")
            }
        }
        for (practice, words) in [("tables", [folder, "--source", "synthea"]), ("documents", [documents])] {
            let run = try installation.run(["import", "--practice", practice, "--create-practice"] + words)
            expectSilence(run, "import \(practice)")
            // Something was stored, and something was told of line and column.
            #expect(run.messages.contains(":3:") && run.output.contains("stored as submission"), "\(run.output)\n\(run.messages)")
        }
        #expect(try installation.rows("fact") > 0)
        for words in [["submissions"], ["submissions", "show", "1"], ["submissions", "show", "2", "--json"], ["practices"], ["judge", "--period", "2025", "--json"]] {
            expectSilence(try installation.run(words), words.joined(separator: " "))
        }
        expectSilence(try installation.run("psql", "-c", "select id, message, fix, file_name, path from finding"), "stored findings")
    }

    @Test("with --show-values the line itself is shown")
    func asked() throws {
        let installation = try Installation()
        let folder = try Self.tables(installation)
        let run = try installation.run("check", folder, "--source", "synthea", "--show-values")
        #expect(run.messages.contains("qzwhen-31"), "\(run.messages)")
    }

    @Test("a statement that fails leaves no value in the server's log")
    func serverLog() throws {
        let installation = try Installation()
        #expect(try installation.run("psql", "-c", "select 'qzvalue'::int").status == 3)
        let path = installation.home + "/postgres/server.log"
        let log = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!log.isEmpty && !log.contains("qz"), "\(log)")
    }
}
