import FHIRImporter
import Foundation
import HubCore
import HubTesting
import QRDA1Importer
import Testing

/// The same statement as QRDA Category I and as FHIR must be the same fact: a measure may not depend on the format of the export.
@Suite struct QRDA1FHIRTests {
    /// A folder of `qrda1-as-fhir`: one statement as an entry of QRDA Category I and as a FHIR resource.
    struct Pair: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var folder: String

        func text(_ name: String) throws -> String { try String(contentsOfFile: folder + "/" + name, encoding: .utf8) }
    }

    static let pairs: [Pair] = {
        let root = (#filePath as NSString).deletingLastPathComponent + "/qrda1-as-fhir"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().map { Pair(testDescription: $0, folder: root + "/" + $0) }
    }()

    @Test("there are pairs of every kind that a measure asks for")
    func pairsAreThere() { #expect(Self.pairs.count >= 27) }

    /// What a measure looks at.
    private func meaning(_ fact: Fact) -> String {
        let codes = ([fact.code].compactMap { $0 } + fact.moreCodes).map(\.description).sorted()
        let days = [fact.start, fact.end, fact.authored].map { $0?.description ?? "-" }.joined(separator: " ")
        let value = fact.value.map { "\($0)" } ?? "-"
        let words = [
            fact.status?.word, fact.intent?.word, fact.negated ? "NOT" : nil, fact.reason?.description, fact.qualifier?.description,
        ]
        return "\(fact.kind.word) \(codes) \(days) \(words.map { $0 ?? "-" }) \(value) \(fact.supplyDays ?? 0)"
    }

    private func facts(_ importer: any FactImporter.Type, _ name: String, _ text: String) throws -> [String] {
        let log = FactKeeper()
        var reader = try importer.init(options: [:]).makeReader(for: SourceFile(name), into: log)
        try reader.feed(Array(text.utf8).span)
        try reader.finish()
        return log.facts.map(meaning).sorted()
    }

    @Test("a statement in QRDA I is the fact that it is in FHIR", arguments: pairs)
    func same(_ pair: Pair) throws {
        let document = """
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <templateId root="2.16.840.1.113883.10.20.24.1.2"/><recordTarget><patientRole><id root="1.2" extension="p"/></patientRole></recordTarget>
            <component><structuredBody><component><section><code code="55188-7"/>
            <entry>\(try pair.text("entry.xml"))</entry></section></component></structuredBody></component></ClinicalDocument>
            """
        let qrda = try facts(QRDA1Importer.self, "x.xml", document)
        let fhir = try facts(FHIRImporter.self, "x.json", try pair.text("resource.json"))
        #expect(qrda == fhir)
        #expect(!qrda.isEmpty)
    }
}

/// Keeps facts.
final class FactKeeper: FactSink {
    private(set) var facts: [Fact] = []
    func take(_ patient: Patient) {}
    func take(_ fact: Fact) { facts.append(fact) }
    func take(_ result: ReportedResult) {}
    func accepted() {}
    func rejected(_ finding: Finding) {}
    func skipped(_ reason: SkipReason, at origin: Origin) {}
    func note(_ finding: Finding) {}
    func covered(_ coverage: ExtractionCoverage) {}
}
