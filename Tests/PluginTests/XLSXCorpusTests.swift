import CSVImporter
import Foundation
import HubCore
import HubTesting
import Testing
import XLSXImporter

/// Real workbooks that the project may not carry, beside what another program made of them.
@Suite struct XLSXCorpusTests {
    private final class Sheets: RecordSink {
        var tables: [(sheet: String, columns: [String], rows: [[String]])] = []
        var others = 0
        func begin(_ table: TableHeader) {
            tables.append((table.preamble.first { $0.name == "sheet" }?.value ?? "", table.columns, []))
        }
        func accept(_ record: borrowing Record) {
            tables[tables.count - 1].rows.append((0..<record.count).map { record.string($0) })
        }
        func skip(_ reason: SkipReason, at origin: Origin) { others += 1 }
        func reject(_ finding: Finding) { others += 1 }
        func note(_ finding: Finding) {}
    }

    private static func path(_ name: String) -> String { CSVCorpusTests.corpus! + "/csvkit/" + name }

    private func read(_ name: String, options: [String: String] = [:]) throws -> Sheets {
        let sheets = Sheets()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        try TableFeed.feed(XLSXImporter(options: options), bytes, file: SourceFile(name), into: sheets)
        return sheets
    }

    /// csvkit writes True for TRUE, and names a column without a name by a small letter.
    private func expect(_ table: (sheet: String, columns: [String], rows: [[String]]), is name: String) throws {
        let truth = try CSVRows(Self.path(name))
        #expect(truth.accepted > 0)
        let columns = table.columns.map { $0.hasPrefix("column ") ? $0.suffix(1).lowercased() : $0 }
        #expect(columns == truth.columns, "\(name)")
        #expect(table.rows.map { $0.map { ["TRUE", "FALSE"].contains($0) ? $0.capitalized : $0 } } == truth.rows, "\(name)")
    }

    @Test("workbooks say what csvkit made of them, sheet by sheet", .enabled(if: CSVCorpusTests.corpus != nil))
    func converted() throws {
        let plain = try read("examples__test.xlsx")
        #expect(plain.tables.count == 1 && plain.others == 0)
        try expect(plain.tables[0], is: "examples__testxlsx_noinference_converted.csv")
        let skipping = try read("examples__test_skip_lines.xlsx")
        try expect(#require(skipping.tables.first), is: "examples__testxlsx_noinference_converted.csv")
        let several = try read("examples__sheets.xlsx")
        #expect(several.tables.map(\.sheet) == ["data", "ʤ"])
        try expect(several.tables[0], is: "examples__testxlsx_noinference_converted.csv")
        try expect(several.tables[1], is: "examples__testxlsx_unicode_converted.csv")
        try expect(
            #require(read("examples__sheets.xlsx", options: ["sheet": "ʤ"]).tables.first), is: "examples__testxlsx_unicode_converted.csv")
        try expect(#require(read("examples__dummy.xlsx").tables.first), is: "examples__dummy.csv")
    }

    @Test(
        "a workbook of a thousand rows has the cells that Python finds in its XML",
        .enabled(if: CSVCorpusTests.corpus != nil && PythonCSV.isThere))
    func counted() throws {
        let table = try #require(read("examples__realdata__ne_1033_data.xlsx").tables.first)
        let program = """
            (lambda z, x: (lambda rows: '%d %d' % (len(rows) - 1, sum(1 for r in rows[1:] for c in r if c.find(x + 'v') is not None)))(
              __import__('xml.etree.ElementTree').etree.ElementTree.fromstring(z.read('xl/worksheets/sheet1.xml')).find(x + 'sheetData')[:]))(
              __import__('zipfile').ZipFile(f), '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}')
            """
        let counted = try PythonCSV.run([Self.path("examples__realdata__ne_1033_data.xlsx")], program)
        #expect(["\(table.rows.count) \(table.rows.reduce(0) { $0 + $1.count { !$0.isEmpty } })"] == counted)
        #expect(table.rows.allSatisfy { $0[9].wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil })
    }
}
