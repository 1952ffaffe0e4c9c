import CSVImporter
import Foundation
import HubCore
import HubTesting
import Testing

/// Real files that the project may not carry: named by MEASUREHUB_CORPUS, or skipped with a word.
@Suite struct CSVCorpusTests {
    static let corpus: String? = {
        let path = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"].map { $0 + "/csv" }
        if path.map({ FileManager.default.fileExists(atPath: $0) }) != true {
            print("MEASUREHUB_CORPUS is not set: skipped csv-spectrum, csvkit and Synthea")
            return nil
        }
        return path
    }()

    static func files(_ folder: String, _ suffix: String) -> [String] {
        guard let corpus else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: "\(corpus)/\(folder)")) ?? []).filter { $0.hasSuffix(suffix) }
            .sorted()
    }

    @Test("csv-spectrum reads as its JSON says", .enabled(if: corpus != nil))
    func spectrum() throws {
        let names = Self.files("spectrum", ".csv")
        #expect(names.count == 12)
        for name in names {
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.corpus! + "/spectrum/" + name)))
            // The files about CRLF have lost their CRs on the way through git; their JSON still has them.
            if name.contains("crlf"), !bytes.contains(13) { bytes = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] } }
            let rows = CSVRows(bytes: bytes)
            let json = name.replacing("csvs__", with: "json__").replacing(".csv", with: ".json")
            let data = try Data(contentsOf: URL(fileURLWithPath: Self.corpus! + "/spectrum/" + json))
            // One of the twelve is an object instead of a list, and has another telephone number than its own CSV.
            let decoder = JSONDecoder()
            var expected =
                try (try? decoder.decode([[String: String]].self, from: data)) ?? [decoder.decode([String: String].self, from: data)]
            var got = rows.rows.map { Dictionary(uniqueKeysWithValues: zip(rows.columns, $0)) }
            if name.contains("location_coordinates") {
                expected[0]["Contact Phone Number"] = nil
                got[0]["Contact Phone Number"] = nil
            }
            #expect(got == expected, "\(name)")
            #expect(rows.rejected == 0 && rows.skipped == 0, "\(name)")
        }
    }

    @Test("Synthea's files have as many rows as Python's csv module finds", .enabled(if: corpus != nil))
    func synthea() throws {
        let names = Self.files("synthea-27", ".csv").filter { $0 != "claims_transactions.csv" }
        #expect(names.count >= 17)
        let folder = Self.corpus! + "/synthea-27/"
        let expected = try PythonCSV.run(names.map { folder + $0 }, "sum(1 for _ in csv.reader(open(f, newline='', encoding='utf-8'))) - 1")
        for (name, count) in zip(names, expected) {
            let rows = try CSVRows(folder + name, keeps: false)
            #expect("\(rows.accepted)" == count && rows.rejected == 0 && rows.skipped == 0, "\(name)")
        }
    }

    /// What must come of each csvkit example that is not simply the table that Python reads under its first row: rows, rejected, skipped, or why not.
    static let outcomes: [String: String] = [
        "bad.csv": "1 rows, 2 rejected, 0 skipped", "bad_skip_lines.csv": "1 rows, 2 rejected, 3 skipped",
        "blanks_converted.csv": "0 rows, 0 rejected, 1 skipped", "dummy.csv.bz2": "refused: a bzip2 archive",
        "dummy.csv.gz": "refused: a gzip archive",
        "dummy.xlsx": "refused: a zip file", "sheets.xlsx": "refused: a zip file", "test.xlsx": "refused: a zip file",
        "test_skip_lines.xlsx": "refused: a zip file", "realdata__ne_1033_data.xlsx": "refused: a zip file",
        "empty.csv": "0 rows, 0 rejected, 1 skipped", "join_a_short.csv": "1 rows, 2 rejected, 0 skipped",
        "no_header_row.csv": "1 rows, 0 rejected, 0 skipped", "no_header_row2.csv": "1 rows, 0 rejected, 0 skipped",
        "no_header_row3.csv": "2 rows, 0 rejected, 0 skipped",
        "realdata__Datagov_FY10_EDU_recp_by_State.csv": "53 rows, 0 rejected, 4 skipped",
        "realdata__FY09_EDU_Recipients_by_State.csv": "52 rows, 0 rejected, 1 skipped",
        "realdata__census_2000__README.txt": "refused: text for people", "realdata__census_2010__README.txt": "refused: text for people",
        "realdata__census_2000__VROUTFSJ.TXt": "refused: columns of fixed width",
        "realdata__census_2000__usgeo_excerpt.upl": "refused: columns of fixed width",
        "realdata__census_2010__ilgeo2010_excerpt.pl": "refused: columns of fixed width",
        "realdata__event-notification-rpt-lastmonth.txt": "72 rows, 0 rejected, 0 skipped",
        "test_empty_columns.csv": "1 rows, 1 rejected, 1 skipped", "test_empty_columns_long_row.csv": "0 rows, 0 rejected, 1 skipped",
        "test_empty_columns_short_row.csv": "0 rows, 0 rejected, 1 skipped", "test_extra_header.csv": "0 rows, 1 rejected, 0 skipped",
        "test_join_short_rows.csv": "1 rows, 2 rejected, 0 skipped", "test_skip_lines.csv": "1 rows, 0 rejected, 3 skipped",
        "test_geojson.json": "refused: a JSON document", "testjson.json": "refused: a JSON document",
        "testjson_multiline.json": "refused: a JSON document", "testjson_nested.json": "refused: a JSON document",
        "testfixed": "refused: columns of fixed width", "testfixed_skip_lines": "refused: columns of fixed width",
    ]

    @Test("every csvkit example is the table that Python reads, or has the outcome that was judged right", .enabled(if: corpus != nil))
    func everyFile() throws {
        let names = Self.files("csvkit", "").filter { $0.hasPrefix("examples__") && !$0.hasSuffix(".sql") }
        #expect(names.count > 90)
        let folder = Self.corpus! + "/csvkit/"
        let python = names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".tsv") }
        let delimiters = "'\\t' if f.endswith('.tsv') else ';' if 'sniff_limit' in f else ','"
        let all = try PythonCSV.run(
            python.map { folder + $0 },
            "json.dumps(list(csv.reader(__import__('io').StringIO(text(f), newline=''), delimiter=\(delimiters))))")
        let truth = Dictionary(uniqueKeysWithValues: zip(python, all))
        var same = 0
        for name in names {
            let rows = try CSVRows(folder + name)
            let short = String(name.dropFirst("examples__".count))
            if let expected = Self.outcomes[short] {
                let outcome =
                    rows.error.map { "refused: \($0.message)" }
                    ?? "\(rows.accepted) rows, \(rows.rejected) rejected, \(rows.skipped) skipped"
                let holds = expected.hasPrefix("refused: ") ? outcome.contains(expected.dropFirst(9)) : outcome == expected
                if !holds { print("  \(short): \(outcome)") }
                #expect(holds, "\(short): \(outcome)")
                // Rows that stand are rows of the file, and whatever does not is told.
                continue
            }
            let lists = try JSONDecoder().decode([[String]].self, from: Data((truth[name] ?? "[]").utf8)).filter { !$0.isEmpty }
            let body = Array(lists.dropFirst())
            if rows.rows != body || rows.rejected + rows.skipped > 0 { print("  \(short): not as Python reads it") }
            #expect(rows.rows == body && rows.rejected + rows.skipped == 0 && rows.error == nil, "\(short)")
            same += 1
        }
        print("csvkit: \(same) files are the table that Python reads, \(names.count - same) have the outcome that was judged right")
    }

    @Test("no csvkit example is silently read otherwise than Python reads it", .enabled(if: corpus != nil))
    func csvkit() throws {
        let names = Self.files("csvkit", ".csv")
        #expect(names.count > 40)
        let folder = Self.corpus! + "/csvkit/"
        let program = "json.dumps(python_rows(f))"
        let all = try PythonCSV.run(names.map { folder + $0 }, program)
        for (name, json) in zip(names, all) {
            let rows = try CSVRows(folder + name)
            let lists = try JSONDecoder().decode([[String]].self, from: Data(json.utf8))
            // A row is either the one that Python has, or it was told.
            let silent = rows.rows.filter { row in !lists.contains(row) }
            let told = !rows.findings.isEmpty
            #expect(silent.isEmpty || told, "\(name)")
            let filled = lists.filter { $0.contains { !$0.trimmingCharacters(in: .whitespaces).isEmpty } }.count
            let seen = rows.accepted + rows.rejected + rows.skipped + rows.headerRows
            #expect(seen >= filled || rows.error != nil, "\(name): \(seen) of \(filled) rows are accounted for")
        }
    }
}
