import CSVImporter
import Foundation
import HubCore
import HubTesting
import Testing

/// A file comes back with one column more; taking that away gives the file, and reading it gives what the file gave.
@Suite struct CSVAnnotateTests {
    final class Bytes: ByteSink {
        var bytes: [UInt8] = []
        func write(_ text: String) { bytes += Array(text.utf8) }
        func write(bytes more: Span<UInt8>) { more.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
    }

    static func annotate(
        _ bytes: [UInt8], options: [String: String] = [:], pieceSize: Int = 65_536, text: @escaping (ClosedRange<Int>) -> String?
    )
        throws -> [UInt8]
    {
        let annotator = try CSVImporter(options: options).makeAnnotator(text: text)
        let out = Bytes()
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + pieceSize)
            try annotator.feed(bytes.span.extracting(at..<end), into: out)
            at = end
        }
        try annotator.finish(into: out)
        return out.bytes
    }

    /// What is said: something long with every character that could do harm, about every third line.
    static func words(_ lines: ClosedRange<Int>) -> String? {
        lines.lowerBound % 3 == 0 ? "rejected: \"a\", b; c | d `e` 'f' (é). To do: =1+1 \\ and more" : nil
    }

    /// Everything of a reading but its places and its notes.
    static func facts(_ bytes: [UInt8], _ options: [String: String]) -> String {
        let read = CSVRows(bytes: bytes, options: options)
        let findings = read.findings.filter { $0.id != "csv.findings-column" }.map {
            "\($0.severity) \($0.id) \($0.message) \($0.origin.position?.line ?? 0)"
        }
        return
            "\(read.columns)\n\(read.rows)\n\(read.accepted) \(read.rejected) \(read.skipped) \(read.tables)\n\(findings)\n\(read.error?.message ?? "")"
    }

    /// The file's bytes are all there, in their order.
    static func holds(_ annotated: [UInt8], _ original: [UInt8]) -> Bool {
        var at = 0
        for byte in annotated where at < original.count && byte == original[at] { at += 1 }
        return at == original.count
    }

    static func check(_ name: String, _ bytes: [UInt8], _ options: [String: String] = [:]) throws -> Bool {
        guard CSVRows(bytes: bytes, options: options).error == nil else { return false }
        let out = try annotate(bytes, options: options, text: words)
        #expect(holds(out, bytes), "\(name)")
        #expect(facts(out, options) == facts(bytes, options), "\(name)")
        let cut = try annotate(bytes, options: options, pieceSize: 3, text: words)
        #expect(cut == out, "\(name)")
        // A file that was annotated twice is still the same file.
        let twice = try annotate(out, options: options, text: words)
        #expect(facts(twice, options) == facts(bytes, options), "\(name), twice")
        return true
    }

    @Test("every case of the importer comes back and reads as before")
    func cases() throws {
        var count = 0
        let folder = PluginContract.folder(of: CSVImporter.self, in: ImporterContractTests.plugins)
        for one in try ImporterCase.all(in: folder) where try Self.check(one.name, one.bytes(), one.options) { count += 1 }
        print("\(count) cases annotated")
        #expect(count > 60)
    }

    @Test("every polluted table comes back and reads as before")
    func pollutions() throws {
        var count = 0
        for one in CSVPollution.all where try Self.check(one.name, one.bytes) { count += 1 }
        #expect(count > 70)
    }

    @Test("real files come back and read as before", .enabled(if: CSVCorpusTests.corpus != nil))
    func corpus() throws {
        var count = 0
        for folder in ["csvkit", "spectrum", "synthea-27", "openemr-ehi"] {
            for name in CSVCorpusTests.files(folder, ".csv") where name != "claims_transactions.csv" && name != "claims.csv" {
                let path = "\(CSVCorpusTests.corpus!)/\(folder)/\(name)"
                if try Self.check(name, [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))) { count += 1 }
            }
        }
        print("\(count) real files annotated")
        #expect(count > 80)
    }

    @Test("the added cell is written in the file's own way, and only rows of the table get one")
    func ways() throws {
        func text(_ input: String) throws -> String {
            let out = try Self.annotate(Array(input.utf8)) { $0.contains(4) ? "rejected: no; not, so" : nil }
            return String(decoding: out, as: UTF8.self)
        }
        #expect(
            try text("Report\r\nid;a;b\r\n1;2;3\r\n4;5;6\r\nTotal;7;9\r\n")
                == "Report\r\nid;a;b;MeasureHub findings\r\n1;2;3;\r\n4;5;6;\"rejected: no; not, so\"\r\nTotal;7;9;\r\n")
        #expect(
            try text("a,b,MeasureHub findings\n1,2,\n3,4,\n5,6,\n").hasPrefix(
                "a,b,MeasureHub findings,MeasureHub findings 2\n1,2,,\n3,4,,\n5,6,,\"rejected"))
    }
}
