import Foundation
import HubCatalog
import HubCore
import HubPipeline
import Testing

/// Which mapping a file finds by itself: nobody names a source.
@Suite("Mappings that find their files")
struct MappingChoiceTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Mappings")

    /// Every file of every case: `(source, path)`.
    static let files: [(String, String)] = {
        let sources = folder.appendingPathComponent("sources").path
        let all = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        return all.sorted().filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: sources + "/" + path, isDirectory: &isFolder)
            return path.contains("/Cases/") && !isFolder.boolValue && !path.hasSuffix("expected.txt")
        }.map { (String($0.prefix { $0 != "/" }), sources + "/" + $0) }
    }()

    static func check(_ paths: [String]) throws -> ImportReceipt {
        let checking = Checking(folder: ConfigFolder(path: folder.path), importers: Catalog.entries)
        return try checking.check(SubmissionRequest(paths: paths))
    }

    @Test("a case's file is read by its own mapping", arguments: files)
    func findsItself(source: String, path: String) throws {
        let receipt = try Self.check([path])
        let file = try #require(receipt.files.first)
        #expect(file.state == .taken, "\(receipt.groups.map { $0.first.message })")
        // A summary of other files has no row for a mapping.
        #expect(file.mapping == source || file.mapping == nil && file.read == file.skipped)
    }

    @Test("a flat file whose columns have shifted is refused as a whole")
    func shifted() throws {
        let path = NSTemporaryDirectory() + "measurehub-shifted-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let blank = String(repeating: " ", count: 12)
        let right = (0..<20).map { "M1EG4TE5MK\(10 + $0)1EG4TE5MK711960-01-012024-06-11\(blank)" }
        let moved = (0..<20).map { "M1EG4TE5MK\(40 + $0)1EG4TE5MK71XX1960-01-012024-06-11\(blank)" }
        try (right + moved).joined(separator: "\n").write(toFile: path + "/T.ZC9Y26", atomically: true, encoding: .utf8)
        let receipt = try Self.check([path])
        let file = try #require(receipt.files.first)
        #expect(file.state == .refused)
        #expect(file.read == 40)
        #expect(file.rejected == 20)
        let shift = try #require(receipt.groups.first { $0.first.id == "flat.shifted" }).first
        #expect(shift.origin.position?.line == 21)
        #expect(shift.message.contains("2 characters were inserted between `HICN_MBI_XREF_IND` and `PRVS_ID_EFCTV_DT`"))
    }

    @Test("a file named like one layout and filled like another is told so")
    func misnamed() throws {
        let path = NSTemporaryDirectory() + "measurehub-misnamed-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lines = (0..<5).map { "M1EG4TE5MK\(10 + $0)1EG4TE5MK711960-01-012024-06-11            " }
        try lines.joined(separator: "\n").write(toFile: path + "/T.A0001.ACO.ZC0Y26", atomically: true, encoding: .utf8)
        let receipt = try Self.check([path])
        #expect(receipt.files.first?.state == .refused)
        #expect(
            receipt.groups.map(\.first.message).contains(
                "by its name this file is `cms-cclf/cclf0`, and its lines are those of `cms-cclf/cclf9`"))
    }
}
