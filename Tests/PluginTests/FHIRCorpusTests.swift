import FHIRImporter
import Foundation
import HubCore
import HubTesting
import Testing

/// Real files that the project may not carry: named by MEASUREHUB_CORPUS, or skipped with a word.
@Suite struct FHIRCorpusTests {
    static let corpus: String? = {
        let path = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"]
        if path.map({ FileManager.default.fileExists(atPath: $0 + "/fhir") }) != true {
            print("MEASUREHUB_CORPUS is not set: skipped FHIR bundles, NDJSON and the decks")
            return nil
        }
        return path
    }()

    static let files: [String] = ["/fhir", "/ecqm/decks"].flatMap { folder -> [String] in
        guard let corpus, let walker = FileManager.default.enumerator(atPath: corpus + folder) else { return [] }
        return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") || $0.hasSuffix(".ndjson") }.sorted()
            .map { corpus + folder + "/" + $0 }
    }

    private struct Counts: Equatable {
        var resources = 0
        var patients = 0
    }

    /// By Foundation's JSON reader, which shares nothing with the importer's.
    private func count(_ data: Data, lines: Bool) throws -> Counts {
        var counts = Counts()
        for part in lines ? data.split(separator: 10).map({ Data($0) }) : [data] {
            let root = try #require(try JSONSerialization.jsonObject(with: part) as? [String: Any])
            let isBundle = root["resourceType"] as? String == "Bundle"
            let resources = isBundle ? ((root["entry"] as? [[String: Any]]) ?? []).map { $0["resource"] as? [String: Any] ?? [:] } : [root]
            counts.resources += resources.count
            counts.patients += resources.count { $0["resourceType"] as? String == "Patient" }
        }
        return counts
    }

    @Test("each resource of the real files is accepted, rejected or skipped, and each patient is taken", .enabled(if: corpus != nil))
    func reconciles() throws {
        #expect(Self.files.count > 3000)
        var (total, rejected) = (0, 0)
        for path in Self.files {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            let sink = FactTranscript()
            var reader = try FHIRImporter(options: [:]).makeReader(for: SourceFile(path), into: sink)
            try reader.feed([UInt8](data).span)
            try reader.finish()
            let expected = try count(data, lines: path.hasSuffix(".ndjson"))
            let got = Counts(resources: sink.acceptedCount + sink.rejectedCount + sink.skippedCount, patients: sink.patients)
            #expect(got == expected, "\(path)")
            total += got.resources
            rejected += sink.rejectedCount
        }
        print("FHIR corpus: \(Self.files.count) files, \(total) resources, \(rejected) rejected")
    }

    /// By type, as `independent/fhir_counts.py` counts them. Medications and Tasks of the decks lie in files of their own.
    static let types: [String: [String: Int]] = [
        "fhir/bundles": [
            "AllergyIntolerance": 10, "CarePlan": 93, "Claim": 1348, "Condition": 242, "DiagnosticReport": 299, "Encounter": 1036,
            "ExplanationOfBenefit": 1036, "Goal": 45, "ImagingStudy": 3, "Immunization": 392, "MedicationRequest": 312, "Observation": 4494,
            "Organization": 65, "Patient": 36, "Practitioner": 65, "Procedure": 1048,
        ],
        "fhir/udsplus-ndjson": ["Condition": 2, "Encounter": 1, "Patient": 6], "fhir/measure-reports": ["MeasureReport": 10],
        "ecqm/decks": [
            "AdverseEvent": 5, "AllergyIntolerance": 4, "Condition": 296, "Coverage": 200, "DeviceRequest": 21, "Encounter": 641,
            "Immunization": 228, "MeasureReport": 525, "Medication": 1, "MedicationRequest": 123, "Observation": 188, "Organization": 185,
            "Patient": 512, "Practitioner": 145, "Procedure": 72, "ServiceRequest": 35, "Task": 1,
        ],
    ]

    @Test(
        "each type's resources are as many as an independent count, each taken, left out or refused", .enabled(if: corpus != nil),
        arguments: types)
    func byType(_ folder: String, _ wanted: [String: Int]) throws {
        let log = ResultLog()
        for path in Self.files where path.hasPrefix((Self.corpus ?? "") + "/" + folder + "/") {
            var reader = try FHIRImporter(options: [:]).makeReader(for: SourceFile(path), into: log)
            try reader.feed([UInt8](Data(contentsOf: URL(fileURLWithPath: path))).span)
            try reader.finish()
        }
        #expect(log.coverage.sections.mapValues(\.entries) == wanted)
        for (type, count) in log.coverage.sections {
            #expect(count.entries == count.taken + count.notNeeded + count.notUnderstood + count.saidToBeEmpty, "\(type)")
        }
        print(
            "\(folder): \(log.coverage.sections.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.taken)+\($0.value.notNeeded)+\($0.value.notUnderstood)" })"
        )
        print("\(folder): skipped \(log.skips), findings \(log.findings), \(log.results.count) rows of counts")
    }
}
