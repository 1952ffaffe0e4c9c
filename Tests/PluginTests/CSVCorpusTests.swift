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
