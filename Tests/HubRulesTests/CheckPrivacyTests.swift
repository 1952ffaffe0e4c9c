import HubCore
import HubRules
import Testing

@Suite("Columns that hold what must not be sent are found before anything is stored")
struct CheckPrivacyTests {
    final class Sink: RecordSink {
        var rows = 0
        var findings: [Finding] = []
        func begin(_ table: TableHeader) throws(HubError) {}
        func accept(_ record: borrowing Record) throws(HubError) { rows += 1 }
        func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) {}
        func note(_ finding: Finding) throws(HubError) { findings.append(finding) }
    }

    /// One column, and what the scan says of it.
    static func scan(_ column: String, _ cells: [String], use: PrivacyScan.Use) throws -> (error: HubError?, sink: Sink) {
        let (sink, file) = (Sink(), SourceFile("p.csv"))
        let scan = try #require(PrivacyScan(try CheckFixtures.book(), file: file, use: { _ in use }, into: sink))
        do {
            var records = RecordBuilder(file, into: scan)
            try records.table(TableHeader(columns: [column]))
            for cell in cells {
                records.begin(at: .start)
                records.beginField(at: .start)
                for byte in cell.utf8 { records.append(byte) }
                records.endField()
                try records.end()
            }
            try scan.finish()
        } catch { return (error, sink) }
        return (nil, sink)
    }

    @Test(
        "by its cells, if a fifth of them look like it",
        arguments: [
            ("123-45-6789", "social-security numbers"), ("a.b@example.org", "e-mail addresses"), ("(206) 555-0100", "telephone numbers"),
            ("206-555-0100", "telephone numbers"), ("1-206-555-0100", "telephone numbers"), ("12 Main St", "street addresses"),
            ("1200 NE 45th Street, Apt 3", "street addresses"),
        ])
    func cells(cell: String, what: String) throws {
        let found = try Self.scan("x", ["", "1", "2", "3", "4", " \(cell) "], use: .taken)
        #expect(
            found.error?.description
                == "p.csv:1:1 (x): error: The column `x` looks like \(what). Nothing of this file was stored. [personalData]\n  Take the column `x` out of the report and send it again."
        )
        #expect(try Self.scan("x", ["1", "2", "3", "4", "5", cell], use: .taken).error == nil)
        #expect(try Self.scan("x", ["1", "2", "3", cell], use: .taken).error == nil, "four cells are too few to say")
    }

    @Test(
        "codes, days, numbers and readings are left alone",
        arguments: [
            "99213", "E11.65", "2025-06-15", "06/15/2025", "8480-6", "1245319599", "120/80", "00071-0155-23", "1234567890",
            "5 mg tablet by mouth", "0.5 mL", "2025-06-15 10:30:00", "80 place of service", "Dr. Smith",
        ])
    func harmless(cell: String) throws {
        let found = try Self.scan("x", Array(repeating: cell, count: 20), use: .taken)
        #expect(found.error == nil && found.sink.findings.isEmpty && found.sink.rows == 20)
    }

    @Test(
        "by its name alone",
        arguments: [
            ("SSN", true), ("Last Name", true), ("Patient Name", true), ("patient_first_name", true), ("Home Phone", true),
            ("E-Mail", true), ("Address 1", true), ("Test Name", false), ("Provider First Name", false), ("Clinic phone", false),
            ("Payer address", false), ("Name", false), ("", false),
        ])
    func names(column: String, isTold: Bool) throws {
        #expect((try Self.scan(column, [], use: .taken).error != nil) == isTold)
        let left = try Self.scan(column, [], use: .notTaken)
        #expect(left.error == nil)
        #expect(left.sink.findings.count == (isTold ? 1 : 0))
        #expect(try Self.scan(column, [], use: .ignored).sink.findings.isEmpty)
    }

    @Test("a column that is not taken is told as a note, once, without any value")
    func note() throws {
        let found = try Self.scan("Contact", Array(repeating: "206-555-0100", count: 500), use: .notTaken)
        #expect(found.sink.rows == 500)
        #expect(
            found.sink.findings.map { $0.description } == [
                "p.csv:1:1 (Contact): note: The column `Contact` looks like telephone numbers; it is not taken, and nothing of it is stored. [FIL-010]"
            ])
    }
}
