import Foundation
import HubCore
import HubPipeline
import HubSamples
import Testing

/// The whole way from made-up files to numbers, held against what is true of the made-up people.
@Suite("From samples to numbers", .hub, .serialized)
struct SampleResultTests {
    @Test("every rate over the year and every rolling year is the true one", arguments: SampleProfile.all.map(\.code))
    func truths(_ code: String) async throws {
        let profile = try #require(SampleProfile.named(code))
        let folder = try SampleFolder(seed: 31, patients: 250, practices: [profile], keep: true)
        let sample = folder.practices[0]
        let hub = try Hub.mine()
        let receipt = try await hub.take(Hub.request(sample))
        #expect(receipt.submission != nil)
        try dump(code, folder.path, receipt, sample)
        let results = try await hub.judge(code, rolling: 12)
        #expect(!sample.truths.isEmpty)
        for truth in sample.truths {
            let result = try #require(
                results.first {
                    $0.measure == truth.measure && $0.group == truth.group && $0.stratum.isEmpty && $0.periodStart == truth.periodStart
                        && $0.periodEnd == truth.periodEnd
                }, "\(truth.measure) group \(truth.group) \(truth.periodStart)..\(truth.periodEnd) was not judged")
            #expect(result.counts == truth.counts, "\(truth.measure) group \(truth.group) \(truth.periodStart)..\(truth.periodEnd)")
        }
    }

    func dump(_ code: String, _ path: String, _ receipt: ImportReceipt, _ sample: SamplePractice) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(receipt).write(to: URL(filePath: "/tmp/e2e-\(code).json"))
        try encoder.encode(sample.planted).write(to: URL(filePath: "/tmp/e2e-\(code)-planted.json"))
        let checked = try Hub.check(Hub.request(sample))
        try encoder.encode(checked).write(to: URL(filePath: "/tmp/e2e-\(code)-check.json"))
        print(code, path)
    }
}
