import Foundation
import HubCore
import HubPipeline
import HubRules
import HubStore
import Synchronization
import Testing

/// What a measure says must not hang on which others are judged in the same pass.
@Suite("Measures judged together and alone", .hub, .serialized)
struct JudgedTogetherTests {
    private static let officeVisit = "2.16.840.1.113883.3.464.1003.101.12.1001"

    /// Children with one visit each: without any code, with the practice's own, with one of no value set, and with one that other measures ask for.
    private static func bundle() -> String {
        func type(_ coding: String) -> String { #","type":[{"coding":[{\#(coding)}]}]"# }
        let types = [
            "", type(#""code":"NURSE""#), type(#""system":"http://snomed.info/sct","code":"702927004""#),
            type(#""system":"http://snomed.info/sct","code":"390906007""#),
        ]
        var entries: [String] = []
        for (at, born) in ["2012-05-01", "2023-05-01", "2024-05-01", "2025-03-01"].enumerated() {
            for (type, words) in types.enumerated() {
                let id = "c\(at)\(type)"
                entries.append(#"{"resource":{"resourceType":"Patient","id":"\#(id)","gender":"female","birthDate":"\#(born)"}}"#)
                entries.append(
                    #"{"resource":{"resourceType":"Encounter","id":"v\#(id)","status":"finished","class":{"code":"AMB"}"#
                        + #","subject":{"reference":"Patient/\#(id)"},"period":{"start":"2026-02-10","end":"2026-02-10"}\#(words)}}"#)
            }
        }
        return #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries.joined(separator: ","))]}"#
    }

    private static func rows(_ measures: [String], _ practices: [Practice]) async throws -> (Set<[String]>, [ElementCompleteness]) {
        let found = Mutex<Set<[String]>>([])
        let run = try await JudgeRunTests.run(measures, [try #require(Period("2026"))])
        let lines = try await run.run(practices) { key, row throws(HubError) in
            _ = found.withLock { $0.insert([key.value, row.measure, row.group, row.stratum, row.population]) }
        }
        return (found.withLock { $0 }, lines.flatMap(\.completeness))
    }

    @Test("say the same of every patient, whatever codes their visits have")
    func alone() async throws {
        let hub = try Hub.mine()
        let folder = FileManager.default.temporaryDirectory.appending(path: "together-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "bundle.json").path
        try Self.bundle().write(toFile: path, atomically: true, encoding: .utf8)
        try await hub.database.store([
            ValueSet(oid: Self.officeVisit, title: "Office Visit", codes: [Coding(.snomed, "390906007")], source: "test")
        ])
        var request = SubmissionRequest(paths: [path])
        (request.practice, request.createPractice, request.period) = ("together", true, Period("2026"))
        request.measures = ["DEV-CH"]
        let receipt = try await hub.take(request)
        #expect(receipt.submission != nil)
        let practices = try await JudgeRun.practices(["together"], hub.database)
        let all = try Hub.folder.measures().measures.filter { $0.year == 2026 }.map(\.id)
        let (together, complete) = try await Self.rows([], practices)
        for measure in all {
            let (alone, elements) = try await Self.rows([measure], practices)
            #expect(alone == together.filter { $0[1] == measure }, "\(measure)")
            #expect(elements == complete.filter { $0.measure == measure }, "\(measure)")
        }
        // Every child who was seen is among the patients.
        func population(_ measure: String, _ group: String) -> Int {
            together.count { $0[1] == measure && $0[2] == group && $0[3].isEmpty && $0[4] == "initial-population" }
        }
        #expect(population("WCV-EHR", "1") == 8)
        #expect(population("OPIP-REF", "1") == 12)
        #expect(population("LSC-EHR", "1") == 4)
        #expect(population("DEV-CH", "1") == 4)
        // A check without a database finds the same ones.
        for measure in ["DEV-CH", "WCV-EHR", "LSC-EHR", "OPIP-REF"] {
            request.measures = [measure]
            let stored = try await hub.judge("together", measures: [measure])
            let checked = try Hub.check(request)
            #expect(checked.results.map(\.counts) == stored.map(\.counts), "\(measure)")
            #expect(checked.completeness == complete.filter { $0.measure == measure }, "\(measure)")
        }
    }
}
