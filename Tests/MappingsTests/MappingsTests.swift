import Foundation
import HubCore
import HubMapping
import Testing

/// Where the project's Mappings folder is.
let mappingsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Mappings/sources")

func compiledMapping(_ source: String) throws -> Mapping {
    let url = mappingsFolder.appendingPathComponent("\(source)/mapping.yaml")
    let node = try YAMLDocument.read(String(contentsOf: url, encoding: .utf8), file: SourceFile("\(source)/mapping.yaml"))
    let (mapping, findings) = MappingCompiler.compile(node)
    #expect(findings.map(\.description) == [])
    return try #require(mapping)
}

/// Every `Cases/<case>` of every source: `(source, case)`.
let mappingCases: [(String, String)] = {
    let sources = (try? FileManager.default.contentsOfDirectory(atPath: mappingsFolder.path)) ?? []
    return sources.sorted().flatMap { source in
        let cases =
            (try? FileManager.default.contentsOfDirectory(atPath: mappingsFolder.appendingPathComponent("\(source)/Cases").path)) ?? []
        return cases.sorted().map { (source, $0) }
    }
}()

@Suite("Mappings of sources")
struct MappingsTests {
    @Test("every source has a mapping that compiles, and a case")
    func complete() throws {
        let sources = try FileManager.default.contentsOfDirectory(atPath: mappingsFolder.path)
        #expect(sources.contains("synthea") && sources.contains("abcs-wide"))
        for source in sources {
            #expect(try compiledMapping(source).source == source)
            #expect(mappingCases.contains { $0.0 == source }, "\(source) has no case")
        }
    }

    @Test("a case says what it says", arguments: mappingCases)
    func saysWhatItSays(source: String, name: String) throws {
        let folder = mappingsFolder.appendingPathComponent("\(source)/Cases/\(name)")
        let mapping = try compiledMapping(source)
        var transcript = ""
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file != "expected.txt" {
            let log = FactLog()
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            try SmallCSV.feed(text, file: SourceFile(file), into: Mapper(mapping, file: SourceFile(file), into: log))
            #expect(log.acceptedCount + log.rejectedCount + log.skippedCount == SmallCSV.rows(text).count - 1)
            transcript += "# \(file)\n" + log.transcript
        }
        let expected = folder.appendingPathComponent("expected.txt")
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try transcript.write(to: expected, atomically: true, encoding: .utf8)
        }
        #expect(try transcript == String(contentsOf: expected, encoding: .utf8))
    }

    /// Prints what it found, to be compared with a count by other means. Skipped without the corpus.
    @Test(
        "every row of a real Synthea folder is accounted for", .enabled(if: ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"] != nil)
    )
    func realFolder() throws {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"] ?? "").appendingPathComponent(
            "csv/synthea-27")
        let mapping = try compiledMapping("synthea")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".csv") {
            let log = FactLog()
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            try SmallCSV.feed(text, file: SourceFile(name), into: Mapper(mapping, file: SourceFile(name), into: log))
            let rows = SmallCSV.rows(text).count - 1
            #expect(log.acceptedCount + log.rejectedCount + log.skippedCount == rows)
            var kinds: [String: Int] = [:]
            for fact in log.facts { kinds[fact.kind.word, default: 0] += 1 }
            var book = FindingBook()
            for finding in log.findings { book.add(finding) }
            print(
                "\(name): \(rows) = \(log.acceptedCount) accepted + \(log.rejectedCount) rejected + \(log.skippedCount) skipped; patients \(log.patients.count), facts \(kinds)"
            )
            for group in book.sorted { print("   \(group.count) x \(group.first)") }
        }
    }
}
