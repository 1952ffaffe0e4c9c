import CollaborativeExporter
import Foundation
import HubCore
import Testing

@Suite("collaborative-csv") struct ExporterCollaborativeTests {
    /// RFC 4180 read back by the book, apart from how the exporter writes it.
    private func parse(_ text: String) -> [[String]] {
        var (rows, row, field, quoted) = ([[String]](), [String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let c = scalars.popFirst() {
            switch (c, quoted) {
            case ("\"", true) where scalars.first == "\"": field.unicodeScalars.append(scalars.removeFirst())
            case ("\"", _): quoted.toggle()
            case (",", false):
                row.append(field)
                field = ""
            case ("\r", false) where scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(c)
            }
        }
        return rows
    }

    @Test("has the header that was agreed on, and as many fields in every row") func shape() throws {
        for (name, reports) in ExporterSamples.all where !reports.contains(where: { $0.blindedCode == nil }) {
            let rows = parse(try export(reports, with: CollaborativeExporter.self))
            #expect(
                rows.first?.joined(separator: ", ")
                    == "practice_code, blinded_code, period_start, period_end, period_kind, measure, version, group, stratum, ip, den, denex, denexcep, num, eligible, rate, ci_low, ci_high, source, status, completeness, suppressed, run_id, generated_at"
            )
            #expect(rows.allSatisfy { $0.count == 24 }, "\(name)")
            #expect(rows.count == 1 + reports.reduce(0) { $0 + $1.results.count }, "\(name)")
        }
    }

    @Test("leaves no count from 1 to 10 in any sample") func noSmallCell() throws {
        for reports in ExporterSamples.all.values {
            for row in parse(try export(reports, with: CollaborativeExporter.self)).dropFirst() {
                #expect(row[9...14].allSatisfy { cell in Int(cell).map { !(1...10).contains($0) } ?? cell.isEmpty })
                #expect((row[21] == "Y") == row[9...14].contains(""))
                if row[13].isEmpty || row[14].isEmpty { #expect(row[15...17].joined().isEmpty) }
            }
        }
    }

    @Test(
        "writes no cell that a spreadsheet would run, and loses no text",
        arguments: ["=1+1", "+1", "-1", "@a", "\t=1", "\r\n=1", " =1", "＝1", "\u{FEFF}=1"])
    func formulas(text: String) throws {
        var report = ExporterSamples.good
        (report.practiceCode, report.runID, report.blindedCode) = (text, text, text)
        let rows = parse(try export([report], with: CollaborativeExporter.self)).dropFirst()
        #expect(!rows.isEmpty && rows.allSatisfy { $0[0] == "'" + text && $0[1] == "'" + text && $0[22] == "'" + text })
    }

    @Test(
        "keeps commas, quotes, line ends and accents as they are",
        arguments: ["a,b", "say \"hi\"", "two\r\nlines", "Zoë \"\u{301}", "plain", "", "12-17", "a=b"])
    func text(text: String) throws {
        var report = ExporterSamples.good
        report.runID = text
        let rows = parse(try export([report], with: CollaborativeExporter.self)).dropFirst()
        #expect(rows.allSatisfy { Array($0[22].unicodeScalars) == Array(text.unicodeScalars) })
    }

    @Test("in a blinded table there is no practice code, and the order is that of the blinded codes") func blinded() throws {
        let options = ["practices": "blinded"]
        let (first, second) = (ExporterSamples.good, ExporterSamples.bad)
        let rows = parse(try export([first, second], with: CollaborativeExporter.self, options: options)).dropFirst()
        #expect(rows.allSatisfy { $0[0].isEmpty && ($0[1] == "P02" || $0[1] == "P07") })
        #expect(rows.first?[1] == "P02" && rows.last?[1] == "P07")
        var unnamed = first
        unnamed.blindedCode = nil
        #expect(throws: HubError.self) { try export([unnamed], with: CollaborativeExporter.self, options: options) }
    }

    @Test("refuses a limit that is none", arguments: ["0", "1", "-5", "ten", "", "1e9", "99999999999999999999"]) func badLimit(text: String)
    {
        #expect(throws: HubError.self) { try CollaborativeExporter(options: ["min_cell": text]) }
    }

    @Test("refuses a naming that it does not know") func badNaming() {
        #expect(throws: HubError.self) { try CollaborativeExporter(options: ["practices": "Blinded"]) }
    }
}
