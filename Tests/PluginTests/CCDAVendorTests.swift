import CCDAImporter
import Foundation
import HubCore
import Testing

/// One made-up patient of the certification tests, as seventeen vendors write her down: the importer against `independent/ccda_vendors.py`, which
/// looks for values anywhere in the entries and knows nothing of the importer. `docs/ccda-vendors.md` is that script's table.
@Suite struct CCDAVendorTests {
    final class Gathering: FactSink {
        var facts: [Fact] = []
        func take(_ patient: Patient) {}
        func take(_ fact: Fact) { facts.append(fact) }
        func take(_ result: ReportedResult) {}
        func accepted() {}
        func rejected(_ finding: Finding) {}
        func skipped(_ reason: SkipReason, at origin: Origin) {}
        func note(_ finding: Finding) {}
        func covered(_ coverage: ExtractionCoverage) {}
    }

    /// A Python with lxml; nil when there is none.
    private static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
        (try? run(path, ["-c", "import lxml"])) != nil
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        (process.executableURL, process.arguments) = (URL(fileURLWithPath: program), arguments)
        let out = Pipe()
        (process.standardOutput, process.standardError) = (out, Pipe())
        try process.run()
        let data = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw HubError(.unreadable, "\(program) failed") }
        return data
    }

    private static func facts(of path: String) throws -> [Fact] {
        let data = try #require(FileManager.default.contents(atPath: path))
        let sink = Gathering()
        var reader = try CCDAImporter(options: [:]).makeReader(for: SourceFile(path), into: sink)
        try reader.feed([UInt8](data).span)
        try reader.finish()
        return sink.facts
    }

    private static func codes(_ fact: Fact, _ systems: Set<CodeSystem>) -> [String] {
        ([fact.code].compactMap { $0 } + fact.moreCodes).filter { systems.contains($0.system) }.map(\.description)
    }

    /// In the words of the script.
    static func words(_ facts: [Fact]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        let quantities = [
            "pressure": ["8480-6", "8462-4"], "height": ["8302-2", "8306-3", "3137-7"], "weight": ["29463-7", "3141-9", "3142-7"],
        ]
        for fact in facts {
            switch (fact.kind, fact.negated) {
            case (.observation, false):
                for (name, wanted) in quantities {
                    guard let value = fact.sentValue else { continue }
                    for code in codes(fact, [.loinc]).map({ String($0.dropFirst(6)) }) where wanted.contains(code) {
                        let day = fact.start.map { "\($0)".replacing("-", with: "") } ?? ""
                        found[name, default: []].insert("\(code) \(value) \(fact.sentUnit ?? "") \(day)")
                    }
                }
                if fact.category == .laboratory, fact.value != nil { found["results", default: []].formUnion(codes(fact, [.loinc])) }
                if fact.code?.code == "72166-2", case .coded(let status) = fact.value {
                    found["smoking", default: []].insert(status.description)
                }
            case (.condition, false):
                found["problems", default: []].formUnion(codes(fact, [.snomed, .icd10cm, .icd9cm]).map { $0.replacing(".", with: "") })
            case (.medication, false): found["medications", default: []].formUnion(codes(fact, [.rxnorm]))
            case (.immunization, let negated):
                found[negated ? "not given" : "immunizations", default: []].formUnion(codes(fact, [.cvx]))
            case (.allergy, false):
                found["allergies", default: []].formUnion(codes(fact, [.rxnorm, .snomed, .unii]))
            default: break
            }
        }
        return found
    }

    @Test(
        "one patient in the documents of seventeen vendors: what another tool finds in the entries is what the importer finds",
        arguments: [("Alice", "Newman"), ("Jeremy", "Bates"), ("Rebecca", "Larson"), ("John", "Wright")])
    func vendors(_ given: String, _ family: String) throws {
        guard let folder = CCDACorpusTests.folder, let python = Self.python else {
            print("skipped: the vendors' documents; MEASUREHUB_CORPUS is not set, or there is no Python with lxml")
            return
        }
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("independent/ccda_vendors.py").path
        let data = try Self.run(python, [script, folder + "vendors", given, family, "--json"])
        let wanted = try JSONDecoder().decode([String: [String: [String]]].self, from: data)
        #expect(wanted.count >= 8)
        var compared = 0
        for (path, kinds) in wanted.sorted(by: { $0.key < $1.key }) {
            let found = Self.words(try Self.facts(of: folder + "vendors/" + path))
            for (kind, values) in kinds.sorted(by: { $0.key < $1.key }) {
                let (theirs, ours) = (Set(values), found[kind] ?? [])
                compared += theirs.count
                // Diagnoses of visits and drugs given stand outside of the sections that the script looks at: there, what it finds must be there.
                let isWider = ["problems", "medications", "allergies", "results"].contains(kind)
                #expect(theirs.subtracting(ours).isEmpty, "\(path), \(kind): missed \(theirs.subtracting(ours).sorted())")
                if !isWider {
                    #expect(ours.subtracting(theirs).isEmpty, "\(path), \(kind): only ours \(ours.subtracting(theirs).sorted())")
                }
            }
        }
        print("\(given) \(family): \(wanted.count) documents, \(compared) facts compared")
    }
}
