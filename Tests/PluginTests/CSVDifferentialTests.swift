import Foundation
import HubCore
import HubTesting
import Testing

/// Regular files made at random (seeded), read by this importer and by Python's csv module.
@Suite struct CSVDifferentialTests {
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
        }
    }

    /// A well-formed file with a header: every row as wide, quotes where they must be and sometimes where they need not.
    static func file(_ random: inout Generator) -> [UInt8] {
        let delimiter = [",", ",", ",", ";", "\t", "|"].randomElement(using: &random)!
        let end = ["\n", "\r\n"].randomElement(using: &random)!
        let columns = Int.random(in: 2...9, using: &random)
        let words = [
            "a", "Zoë", "x y", "12", "1.5", "2026-01-02", "", "é😀", "say \"hi\"", "a,b;c", "p|q", "l1\nl2", "l1\r\nl2", "'", "\"", "tab\tx",
            "-", "Total", "Provider: Smith", "Page 2", "*** End of report ***", "3 rows", "Unknown", "id",
        ]
        var text = (0..<columns).map { "c\($0)" }.joined(separator: delimiter) + end
        for row in 0..<Int.random(in: 3...40, using: &random) {
            let cells = (0..<columns).map { column in
                let word = column == 0 ? "r\(row)" : words.randomElement(using: &random)!
                let must = word.contains(delimiter) || word.contains("\"") || word.contains("\n") || word.contains("\r\n")
                guard must || Int.random(in: 0..<5, using: &random) == 0 else { return word }
                return "\"" + word.replacing("\"", with: "\"\"") + "\""
            }
            text += cells.joined(separator: delimiter) + end
        }
        if Bool.random(using: &random) { text.removeLast() }
        return Array(text.utf8)
    }

    @Test("regular files read as Python's csv module reads them", .enabled(if: PythonCSV.isThere))
    func sameAsPython() throws {
        var random = Generator(state: 20_260_301)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("csv-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for number in 0..<300 {
            let path = folder.appendingPathComponent("\(number).csv").path
            try Data(Self.file(&random)).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        let head = "(lambda t: json.dumps(list(csv.reader(__import__('io').StringIO(t, newline=''), delimiter=t[2]))))(text(f))"
        let opinions = try PythonCSV.run(paths, head)
        #expect(opinions.count == paths.count)
        var rows = 0
        for (path, json) in zip(paths, opinions) {
            let expected = try JSONDecoder().decode([[String]].self, from: Data(json.utf8))
            let got = try CSVRows(path)
            #expect([got.columns] + got.rows == expected)
            #expect(got.rejected == 0 && got.skipped == 0 && got.error == nil)
            rows += expected.count
        }
        print("\(paths.count) files, \(rows) rows: the same as Python's")
    }

    @Test("damaged files are read to an end, and the same however they are cut")
    func damaged() {
        var random = Generator(state: 7)
        for _ in 0..<150 {
            var bytes = Self.file(&random)
            for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                let odd: [UInt8] = [34, 10, 13, 44, 0, 0x1A, 0xE9, 0xC3, 0xFF, 39, 92]
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = odd.randomElement(using: &random)!
                case 1: bytes.insert(odd.randomElement(using: &random)!, at: at)
                default: bytes.remove(at: at)
                }
            }
            let whole = CSVRows(bytes: bytes)
            let cut = CSVRows(bytes: bytes, pieceSize: Int.random(in: 1...5, using: &random))
            #expect(whole.rows == cut.rows && whole.places == cut.places && whole.findings == cut.findings)
            #expect(whole.error?.description == cut.error?.description)
        }
    }

    @Test("the offset of a field is where its line and column are")
    func offsets() {
        var random = Generator(state: 99)
        for _ in 0..<60 {
            let bytes = Self.file(&random)
            let text = String(decoding: bytes, as: UTF8.self)
            for (encoding, mark) in [(String.Encoding.utf8, 0), (.utf16LittleEndian, 2)] {
                var data = [UInt8](text.data(using: encoding)!)
                if mark > 0 { data.insert(contentsOf: [0xFF, 0xFE], at: 0) }
                let read = CSVRows(bytes: data)
                #expect(read.accepted > 0)
                for place in read.places.joined() {
                    let before = Array(data[mark..<place.offset])
                    let prefix = String(bytes: before, encoding: encoding) ?? ""
                    // Unicode scalars, with CRLF as one line end.
                    var (line, column) = (1, 1)
                    var last: Unicode.Scalar = " "
                    for scalar in prefix.unicodeScalars {
                        if scalar == "\r" || (scalar == "\n" && last != "\r") {
                            (line, column) = (line + 1, 1)
                        } else if scalar != "\n" {
                            column += 1
                        }
                        last = scalar
                    }
                    #expect("\(line):\(column)" == place.description)
                }
            }
        }
    }
}
