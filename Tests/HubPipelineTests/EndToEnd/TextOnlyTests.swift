import Foundation
import HubCore
import HubPipeline
import HubSamples
import Testing

@Suite("What documents hold as text only")
struct TextOnlyTests {
    /// A sample's documents without the entries of some sections.
    private static func check(without codes: [String]) throws -> ImportReceipt {
        let folder = try SampleFolder(seed: 5, patients: 40, practices: [.harbor], hasErrors: false)
        let sample = folder.practices[0]
        for name in try FileManager.default.contentsOfDirectory(atPath: sample.extract) {
            let path = sample.extract + "/" + name
            var isLeftOut = false
            var lines: [Substring] = []
            var inEntry = false
            for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
                let tag = line.drop { $0 == " " }
                if tag.hasPrefix("<section") { isLeftOut = false }
                if codes.contains(where: { tag.hasPrefix("<code code=\"\($0)\"") }) { isLeftOut = true }
                if isLeftOut, tag.hasPrefix("<entry ") || tag == "<entry>" { inEntry = true }
                if !inEntry { lines.append(line) }
                if tag == "</entry>" { inEntry = false }
            }
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        return try Hub.check(Hub.request(sample))
    }

    @Test("completeness says that it is there as text, and what to ask the vendor")
    func pressure() throws {
        let all = try Self.check(without: []).completeness
        #expect(!all.isEmpty && all.allSatisfy { !$0.words.contains("text only") })
        let told = try Self.check(without: ["8716-3"]).completeness
        let pressure = try #require(told.first { $0.measure == "CMS165" && $0.words.contains("text only") })
        #expect(pressure.have == 0)
        #expect(pressure.words.contains("vital signs in "))
        #expect(pressure.fix.hasPrefix("Ask the EMR's vendor for an export with coded entries"))
        // Smoking status stands somewhere else, and is all there.
        #expect(
            told.filter { $0.measure == "CMS122" && $0.element != "Blood pressure" && $0.have == $0.of && $0.of > 0 }
                .allSatisfy { !$0.words.contains("text only") })
    }

    @Test("where visits are text only, nobody is among the patients, and that is why")
    func visits() throws {
        let told = try Self.check(without: ["46240-8"]).completeness
        let first = try #require(told.first { $0.measure == "CMS165" && $0.of == 0 })
        #expect(first.words.contains("encounters in 40 of 40") || first.words.contains("encounters in "))
    }
}
