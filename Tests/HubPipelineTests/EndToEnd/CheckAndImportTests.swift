import Foundation
import HubCore
import HubPipeline
import HubSamples
import Testing

/// `check` on a laptop and `import` into the hub must say the same about the same files.
@Suite("Check and import agree", .hub, .serialized)
struct CheckAndImportTests {
    @Test("the same counts, findings, completeness and numbers", arguments: SampleProfile.all.map(\.code))
    func same(_ code: String) async throws {
        let (hub, profile) = (try Hub.mine(), try #require(SampleProfile.named(code)))
        let folder = try SampleFolder(seed: 51, patients: 50, practices: [profile])
        let request = Hub.request(folder.practices[0])
        let (checked, imported) = (try Hub.check(request), try await hub.take(request))
        #expect(imported.submission != nil && imported.read > 0)
        #expect(checked.files.map(Line.init) == imported.files.map(Line.init))
        #expect([checked.read, checked.accepted, checked.rejected, checked.skipped] == [imported.read, imported.accepted, imported.rejected, imported.skipped])
        #expect(checked.patients == imported.patients)
        #expect(checked.facts == imported.facts && checked.findings == imported.findings)
        #expect(try json(checked.causes) == json(imported.causes))
        #expect(try json(checked.skips) == json(imported.skips))
        #expect(try json(checked.coverage) == json(imported.coverage))
        #expect(!checked.completeness.isEmpty && !checked.results.isEmpty)
        let line = try await hub.judged(code)
        #expect(checked.completeness == line.completeness)
        #expect(checked.results == line.results)
        #expect(checked.patients == line.patients)
    }

    private struct Line: Equatable {
        var name, state: String
        var format, mapping: String?
        var counts: [Int]
        init(_ file: ImportReceipt.File) {
            (name, state, format, mapping) = (file.name, file.state.rawValue, file.format, file.mapping)
            counts = [file.read, file.accepted, file.rejected, file.skipped]
        }
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
