import CSVImporter
import HubCore
import Testing

/// Files longer than the window that everything is decided from.
@Suite struct CSVLongFileTests {
    /// About 150 KB of rows, one of them odd.
    static func rows(_ count: Int = 4000, odd: [Int: String] = [:]) -> String {
        var text = "id,name,note,n\n"
        for row in 0..<count {
            text += odd[row] ?? "P\(row),plain,\"note, \(row)\",\(row % 97)\n"
        }
        return text
    }

    @Test("the window's end cuts nothing", arguments: [1, 7, 1000, 65_535, 65_536, 65_537, 1 << 20])
    func window(_ pieceSize: Int) {
        let bytes = Array(Self.rows(odd: [1700: "P1700,Zoë 😀,\"two\nlines\",5\n"]).utf8)
        #expect(bytes.count > 2 * 65_536 / 2)
        let read = CSVRows(bytes: bytes, pieceSize: pieceSize)
        #expect(read.accepted == 4000 && read.findings.isEmpty && read.error == nil)
        #expect(read.rows[1700] == ["P1700", "Zoë 😀", "two\nlines", "5"])
        #expect(read.places[3999][0].line == 4002)
    }

    @Test("Windows-1252 that first shows after the window is decoded")
    func late1252() {
        var bytes = Array(Self.rows().utf8)
        bytes += [80, 57, 44, 90, 111, 0xEB, 44, 120, 44, 49, 10]
        let read = CSVRows(bytes: bytes)
        #expect(read.rows.last == ["P9", "Zoë", "x", "1"])
        #expect(read.findings.map { $0.id } == ["csv.encoding"])
    }

    @Test("one damaged byte late in a UTF-8 file is one finding, and the rest stays UTF-8")
    func lateDamage() {
        var bytes = Array(Self.rows(odd: [3: "P3,Zoë,x,1\n"]).utf8)
        bytes += [80, 57, 44, 90, 111, 0xEB, 44, 120, 44, 49, 10] + Array("P10,Müller,x,1\n".utf8)
        let read = CSVRows(bytes: bytes)
        #expect(read.findings.map { $0.id } == ["csv.undecodable"])
        #expect(read.findings.first?.origin.position == Position(offset: bytes.count - 22, line: 4002, column: 6))
        #expect(read.rows.suffix(2) == [["P9", "Zo\u{FFFD}", "x", "1"], ["P10", "Müller", "x", "1"]])
        // Places after it still count bytes of the file.
        #expect(read.places.last?[0].offset == bytes.count - 16)
    }

    @Test("a quote never closed costs one row, though the field would pass its limit")
    func lateOpenQuote() {
        let bytes = Array(
            Self.rows(6000, odd: [2500: "P2500,\"open,x,1\n"]).replacing("\"note, ", with: "").replacing("\",", with: ",").utf8)
        for pieceSize in [3, 65_536] {
            let read = CSVRows(bytes: bytes, pieceSize: pieceSize)
            #expect(read.accepted == 5999 && read.rejected == 1 && read.error == nil)
            #expect(
                read.findings.first?.description
                    == "input.csv:2502:7: error: this quote is never closed; only its own line was lost [csv.unclosed-quote]")
        }
    }

    @Test("limits end the reading with a place")
    func limits() {
        let long = "a,b\n1," + String(repeating: "x", count: 70_000) + "\n"
        #expect(CSVRows(bytes: Array(long.utf8)).error?.code == .tooLarge)
        #expect(CSVRows(bytes: Array(long.utf8)).error?.origin?.description == "input.csv:2:3")
        let wide = "a,b\n" + String(repeating: "1,", count: 2000) + "1\n"
        #expect(CSVRows(bytes: Array(wide.utf8)).error?.code == .tooLarge)
        let row = "a,b\n" + String(repeating: String(repeating: "x", count: 60_000) + ",", count: 20) + "1\n"
        #expect(CSVRows(bytes: Array(row.utf8)).error?.code == .tooLarge)
        let quoted = "a,b\n1,\"" + String(repeating: "text without end\n", count: 5000)
        let error = CSVRows(bytes: Array(quoted.utf8)).error
        #expect(error?.code == .malformed && error?.origin?.description == "input.csv:2:3")
    }

    @Test("a file is known by its name or its rows, and refused when it is something else")
    func recognition() {
        func recognize(_ name: String, _ text: String) -> Recognition {
            CSVImporter.recognizes(SourceFile(name), head: Array(text.utf8).span)
        }
        #expect(recognize("labs.csv", "id\nP001\n") == .surely)
        #expect(recognize("labs.csv", "%PDF-1.4\n") == .no)
        #expect(recognize("labs.dat", "id|n\nP001|1\nP002|2\n") == .maybe)
        #expect(recognize("letter.txt", "Dear Ann,\nwe met yesterday.\nBest,\nBo\n") == .no)
        #expect(recognize("doc.xml", "<?xml version=\"1.0\"?><ClinicalDocument/>") == .no)
    }
}
