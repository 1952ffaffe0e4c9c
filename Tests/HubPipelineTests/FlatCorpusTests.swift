import Foundation
import HubCore
import HubPipeline
import Testing

private let corpus = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"]

/// Real files that nobody here wrote. Skipped without the corpus.
@Suite("Claim files and OpenEMR's tables of the corpus", .enabled(if: corpus != nil))
struct FlatCorpusTests {
    private static func files(_ folder: String) -> [String] {
        guard let corpus else { return [] }
        let path = corpus + "/" + folder
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted().map { path + "/" + $0 }
    }

    @Test("every claim file is read line by line, or refused for a reason", arguments: files("flat/cclf"))
    func claims(path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // Archives are another's.
        guard !bytes.starts(with: [0x50, 0x4B]) else { return }
        let receipt = try MappingChoiceTests.check([path])
        let file = try #require(receipt.files.first)
        let lines = bytes.count { $0 == 10 } + (bytes.last == 10 || bytes.isEmpty ? 0 : 1)
        let errors = receipt.groups.filter { $0.first.severity == .error }.map(\.first.id)
        let isRefusedWhole = errors.contains("file.malformed") || errors.contains("file.not-recognized")
        #expect(isRefusedWhole || file.read == lines)
        if file.state != .taken || file.rejected > 0 { #expect(!errors.isEmpty) }
        print(
            "\((path as NSString).lastPathComponent): \(file.state), \(file.read) of \(lines) lines, \(file.rejected) rejected, \(errors.joined(separator: " "))"
        )
    }

    @Test("OpenEMR's sample export comes in clean", arguments: files("csv/openemr-ehi").filter { $0.hasSuffix(".csv") })
    func openEMR(path: String) throws {
        let receipt = try MappingChoiceTests.check([path])
        let file = try #require(receipt.files.first)
        #expect(file.mapping == "openemr")
        #expect(file.rejected == 0)
        // What rules say of two patients is another matter.
        let trouble = receipt.groups.filter {
            $0.first.severity == .error || $0.first.id.hasPrefix("mapping.") && $0.first.severity > .note
        }
        #expect(trouble.map(\.first.message) == [])
    }
}
