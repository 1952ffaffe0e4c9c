import CCDAImporter
import Foundation
import HubCore
import HubTesting
import Testing

/// Real documents of other people's EMRs, where a copy is at hand (`MEASUREHUB_CORPUS`). They are never part of the project.
@Suite struct CCDACorpusTests {
    static let folder = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"].map { $0 + "/ccda/" }

    struct Reading {
        var transcript = FactTranscript()
        var documents = 0
        var refused: [String: Int] = [:]
        var sum: ExtractionCoverage.Section {
            transcript.coverage.sections.values.reduce(into: .init()) { sum, section in
                sum.seen += section.seen
                sum.narrativeOnly += section.narrativeOnly
                sum.entries += section.entries
                sum.taken += section.taken
                sum.saidToBeEmpty += section.saidToBeEmpty
                sum.notNeeded += section.notNeeded
                sum.notUnderstood += section.notUnderstood
            }
        }
    }

    /// Reads one document; the error that it is refused with, if it is.
    private static func refusal(
        of bytes: [UInt8], _ path: String, _ importer: CCDAImporter, _ sink: FactTranscript
    ) -> HubError? {
        do throws(HubError) {
            var reader = try importer.makeReader(for: SourceFile(path), into: sink)
            try reader.feed(bytes.span)
            try reader.finish()
            return nil
        } catch { return error }
    }

    static func read(_ name: String) throws -> Reading? {
        guard let folder else {
            print("skipped: \(name), because MEASUREHUB_CORPUS is not set")
            return nil
        }
        var reading = Reading()
        let importer = try CCDAImporter(options: [:])
        let paths = FileManager.default.subpaths(atPath: folder + name) ?? []
        for path in paths.sorted() where path.hasSuffix(".xml") {
            guard let data = FileManager.default.contents(atPath: folder + name + "/" + path) else { continue }
            reading.documents += 1
            if let error = refusal(of: [UInt8](data), path, importer, reading.transcript) {
                reading.refused[error.message, default: 0] += 1
            }
        }
        let sum = reading.sum
        print(
            "\(name): \(reading.documents) documents, \(sum.seen) sections (\(sum.narrativeOnly) narrative only), \(sum.entries) entries = "
                + "\(sum.taken) taken + \(sum.saidToBeEmpty) empty + \(sum.notNeeded) not needed + \(sum.notUnderstood) not understood; "
                + "refused \(reading.refused); facts \(reading.transcript.facts.map { "\($0.key.word) \($0.value)" }.sorted())")
        return reading
    }

    @Test("every entry of every document is in one count", arguments: ["vendors", "older-vendors", "onc-certification", "hl7-examples"])
    func accounts(_ name: String) throws {
        guard let reading = try Self.read(name) else { return }
        let (sum, transcript) = (reading.sum, reading.transcript)
        #expect(reading.documents > 0)
        #expect(sum.entries == sum.taken + sum.saidToBeEmpty + sum.notNeeded + sum.notUnderstood)
        #expect(sum.entries <= transcript.acceptedCount + transcript.rejectedCount + transcript.skippedCount)
        #expect(Double(sum.notUnderstood) <= 0.02 * Double(sum.entries), "more than 2 % of entries are not understood")
    }

    /// The figures are those of `independent/ccda_counts.py`, which counts by XPath alone.
    @Test("a population of 384 gives what an independent count finds")
    func population() throws {
        guard let reading = try Self.read("population-2010") else { return }
        #expect(reading.documents == 384)
        #expect(reading.refused.isEmpty)
        #expect(reading.sum.seen == 3468)
        #expect(reading.sum.entries == 10398)
        let wanted: [Fact.Kind: Int] = [
            .allergy: 1116, .condition: 1378, .encounter: 1967, .immunization: 562, .medication: 1237, .procedure: 1380,
            // 3,892 vital signs, 1,471 results, 377 of social history.
            .observation: 5740,
        ]
        #expect(reading.transcript.facts == wanted)
        #expect(reading.sum.notUnderstood == 0)
    }
}
