import Foundation
import HubCore
import HubPipeline
import HubSamples
import Testing

/// Two documents of each patient with the same content, as a practice exports a summary and a referral note.
@Suite("Documents that overlap", .hub, .serialized)
struct RetoldDocumentTests {
    /// The second document gives every statement another number when `renumbered`.
    @Test("change no number, in one submission or two", arguments: [false, true], [false, true])
    func overlapping(renumbered: Bool, apart: Bool) async throws {
        let folder = try SampleFolder(seed: 41, patients: 60, practices: [.harbor], hasErrors: false)
        let sample = folder.practices[0]
        let second = folder.path + "/second"
        try FileManager.default.createDirectory(atPath: second, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: sample.extract) {
            var text = try String(contentsOfFile: sample.extract + "/" + name, encoding: .utf8)
            text = text.replacing("Continuity of Care Document", with: "Referral note")
            if renumbered { text = text.replacing("2.16.840.1.113883.19.5.99999.1\"", with: "2.16.840.1.113883.19.5.99999.7\"") }
            try text.write(toFile: second + "/note-" + name, atomically: true, encoding: .utf8)
        }
        let hub = try Hub.mine()
        var request = Hub.request(sample, paths: apart ? [sample.extract] : [sample.extract, second])
        request.practice = "overlap-\(renumbered)-\(apart)"
        let receipt = try await hub.take(request)
        #expect(receipt.submission != nil)
        if apart {
            request.paths = [second]
            request.isDelta = true
            #expect(try await hub.take(request).submission != nil)
        } else {
            #expect(receipt.files.count == 120)
            #expect(try Hub.check(request).results.map(\.counts) == receipt.results.map(\.counts))
        }
        let results = try await hub.judge(request.practice, rolling: 12)
        for truth in sample.truths {
            let found = results.first {
                $0.measure == truth.measure && $0.group == truth.group && $0.stratum.isEmpty && $0.periodStart == truth.periodStart
                    && $0.periodEnd == truth.periodEnd
            }
            #expect(found?.counts == truth.counts, "\(truth.measure) \(truth.group) \(truth.periodEnd)")
        }
    }
}
