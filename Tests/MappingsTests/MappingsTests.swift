import Foundation
import HubCatalog
import HubCore
import HubMapping
import HubPipeline
import HubRules
import HubTesting
import Testing

/// Where the project's Mappings folder is.
let mappingsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Mappings/sources")

func compiledMapping(_ source: String) throws -> Mapping {
    let url = mappingsFolder.appendingPathComponent("\(source)/mapping.yaml")
    let node = try YAMLDocument.read(String(contentsOf: url, encoding: .utf8), file: SourceFile("\(source)/mapping.yaml"))
    let beside = mappingsFolder.appendingPathComponent("\(source)/layout.yaml")
    let layout = try? YAMLDocument.read(String(contentsOf: beside, encoding: .utf8), file: SourceFile("\(source)/layout.yaml"))
    let (mapping, findings) = MappingCompiler.compile(node, layout: layout)
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

private func node(_ path: String) throws -> Node {
    let url = mappingsFolder.deletingLastPathComponent().appendingPathComponent(path)
    return try YAMLDocument.read(String(contentsOf: url, encoding: .utf8), file: SourceFile(path))
}

private let measureNames = Result { MeasureNames.read(try node("names/measures.yaml")).names }
private let shippedRules = Result { RuleBook.read([try node("rules/aggregates.yaml")]).book }

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

    /// With the importer and the options that the mapping itself names.
    private func read(_ bytes: [UInt8], _ mapping: Mapping, _ entry: ImporterEntry, file: SourceFile) throws -> FactTranscript {
        let importer = try #require(try entry.make(options: mapping.options) as? any RecordImporter)
        let transcript = FactTranscript()
        // As in the hub: what a report says is made canonical before anybody counts it.
        let reports = ReportedSink(try measureNames.get(), rules: try shippedRules.get(), asked: nil, into: transcript)
        reports.begin(file: file)
        let mapper = Mapper(mapping, file: file, into: reports)
        try TableFeed.feed(importer, bytes, file: file, into: HeaderTap(reports, mapper))
        try mapper.finish()
        try reports.finish()
        transcript.finish()
        return transcript
    }

    private func entry(_ mapping: Mapping) throws -> ImporterEntry {
        try #require(Catalog.entries.first { $0.about.id == mapping.format }).bound(to: mapping.layouts, isNamed: true)
    }

    @Test("a case says what it says", arguments: mappingCases)
    func saysWhatItSays(source: String, name: String) throws {
        let folder = mappingsFolder.appendingPathComponent("\(source)/Cases/\(name)")
        let mapping = try compiledMapping(source)
        let entry = try entry(mapping)
        var transcript = ""
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file != "expected.txt" {
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
            let read = try read(bytes, mapping, entry, file: SourceFile(file))
            // A last line may have no end; a flat file has no header.
            let lines = bytes.count { $0 == 10 } + (bytes.last == 10 || bytes.isEmpty ? 0 : 1)
            #expect(read.unitCount == lines - (mapping.layouts.isEmpty ? 1 : 0), "every line but the header of \(file) is accounted for")
            transcript += "# \(file)\n" + read.text
        }
        for finding in entry.conclude() { transcript += "! \(finding)\n" }
        if let difference = Golden.difference(of: transcript, from: folder.appendingPathComponent("expected.txt").path) {
            Issue.record("\(difference)")
        }
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
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
            let read = try read(bytes, mapping, entry(mapping), file: SourceFile(name))
            // No cell of this folder holds a line end.
            #expect(read.unitCount == bytes.count { $0 == 10 } - 1, "\(name)")
            #expect(read.rejectedCount == 0, "\(name)")
        }
    }
}
