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

    /// Tables of other programmes; a preferences file; one whose name claims another layout.
    private static func isNoClaimFile(_ name: String) -> Bool {
        name.hasPrefix("archives__csv__") || name.contains("T_EFT.ON.ACO.NGD1800") || name.contains("T.UNKNOWNACO.ACO.ZC0Y18")
    }

    @Test("there are files to read") func some() {
        #expect(!Self.files("flat/cclf").isEmpty && !Self.files("csv/openemr-ehi").isEmpty)
    }

    @Test("every claim file is read line by line, or refused for a reason", arguments: files("flat/cclf"))
    func claims(path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // Archives are another's.
        guard !bytes.starts(with: [0x50, 0x4B]) else { return }
        let receipt = try MappingChoiceTests.check([path])
        let file = try #require(receipt.files.first)
        let lines = bytes.count { $0 == 10 } + (bytes.last == 10 || bytes.isEmpty ? 0 : 1)
        let errors = Set(receipt.groups.filter { $0.first.severity == .error }.map(\.first.id))
        let name = (path as NSString).lastPathComponent
        if Self.isNoClaimFile(name) {
            #expect(file.state == .refused && file.accepted == 0)
            #expect(errors == ["file.not-recognized"] || errors == ["file.malformed"])
        } else if name.hasPrefix("files__synthetic") && name.hasSuffix("__ZC8") {
            // Their lines hold a beneficiary's number and nothing else.
            #expect(file.state == .taken && file.read == lines && file.rejected == lines)
            #expect(errors.contains("flat.short-line") && errors.isSubset(of: ["flat.short-line", "flat.short-last-line"]))
        } else {
            #expect(file.state == .taken && file.read == lines && file.rejected == 0 && errors.isEmpty)
        }
        print(
            "\(name): \(file.state), \(file.read) of \(lines) lines, \(file.rejected) rejected, \(errors.sorted().joined(separator: " "))"
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
