import Foundation
import HubArchive
import HubCatalog
import HubCore
import HubPipeline
import HubTesting
import Testing

/// A folder for one test, gone when it goes out of use.
final class ArchiveFolder {
    let path = NSTemporaryDirectory() + "archives-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }
}

@Suite struct ArchiveInputTests {
    static let table = "patient_id,date_of_birth\nP1,1970-01-01\n"

    static func zip(_ parts: [(name: String, text: String)]) -> [UInt8] { ZipFixture(parts).bytes }

    @Test("a member goes by the archive's name and its own, a nested one by both archives'")
    func names() throws {
        let folder = try ArchiveFolder()
        let inner = ZipFixture([ZipFixture.Entry("b.csv", Self.table)]).bytes
        let outer = ZipFixture([
            ZipFixture.Entry("folder/a.csv", "x"), ZipFixture.Entry(Array("folder/inner.zip".utf8), inner), ZipFixture.Entry("folder/", ""),
        ]).bytes
        let inputs = try InputFiles([folder.file("extract.zip", outer), folder.file("labs.csv.gz", gzip(Array("y".utf8)))])
        #expect(inputs.refused.isEmpty)
        #expect(
            inputs.files.map(\.name) == ["extract.zip/folder/a.csv", "extract.zip/folder/inner.zip/b.csv", "labs.csv.gz/labs.csv"])
        #expect(inputs.files.map(\.isNamed) == [false, false, true])
        #expect(inputs.path(of: SourceFile("extract.zip/folder/a.csv")) == inputs.files[0].path)
    }

    @Test("what was unpacked is private and numbered, and gone when nobody uses it")
    func privacy() throws {
        let folder = try ArchiveFolder()
        var inputs: InputFiles? = try InputFiles([folder.file("e.zip", Self.zip([("Smith, John.csv", Self.table)]))])
        let path = try #require(inputs?.files.first?.path)
        let modes = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        let parent = (path as NSString).deletingLastPathComponent
        #expect(modes == 0o600)
        #expect(try FileManager.default.attributesOfItem(atPath: parent)[.posixPermissions] as? Int == 0o700)
        #expect((path as NSString).lastPathComponent == "1")
        inputs = nil
        #expect(!FileManager.default.fileExists(atPath: parent))
    }

    @Test("a folder that a killed program left behind goes away, one in use stays")
    func abandoned() throws {
        let folder = try ArchiveFolder()
        let bytes = try folder.file("e.zip", Self.zip([("a.csv", "x")]))
        let first = try InputFiles([bytes])
        let inUse = (first.files[0].path as NSString).deletingLastPathComponent
        let left = (inUse as NSString).deletingLastPathComponent + "/measurehub-unpacked-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: left + "/lock"))
        // Another was killed while it removed its folder: renamed, the lock gone, the data not.
        let half = left + "-half-gone"
        try FileManager.default.createDirectory(atPath: half, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(fileURLWithPath: half + "/1"))
        _ = try InputFiles([bytes])
        #expect(!FileManager.default.fileExists(atPath: left))
        #expect(!FileManager.default.fileExists(atPath: half))
        #expect(FileManager.default.fileExists(atPath: inUse))
        withExtendedLifetime(first) {}
    }

    @Test("nothing of a bad archive is kept, nested archives have one set of limits, and the others are read")
    func refused() throws {
        let folder = try ArchiveFolder()
        var deep = Self.zip([("a.csv", "x")])
        for level in 0..<4 { deep = ZipFixture([ZipFixture.Entry(Array("\(level).zip".utf8), deep)]).bytes }
        var locked = ZipFixture.Entry("a.csv", "x")
        locked.flags = 1
        let damaged = ZipFixture([
            ZipFixture.Entry("good.csv", "x"),
            {
                var e = ZipFixture.Entry("bad.csv", "y"); e.crc = 0; return e
            }(),
        ])
        let inputs = try InputFiles([
            folder.file("deep.zip", deep), folder.file("locked.zip", ZipFixture([locked]).bytes), folder.file("damaged.zip", damaged.bytes),
            folder.file("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]), folder.file("good.zip", Self.zip([("a.csv", "x")])),
            folder.file("none.zip", ZipFixture([ZipFixture.Entry]()).bytes),
        ])
        #expect(
            inputs.refused.map(\.finding.id) == [
                "archive.too-deep", "archive.locked", "archive.damaged", "archive.other-kind", "archive.empty",
            ])
        #expect(inputs.files.map(\.name) == ["good.zip/a.csv"])
        let place = (try #require(inputs.files.first).path as NSString).deletingLastPathComponent
        let kept = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0 != "lock" }
        #expect(kept == [(inputs.files[0].path as NSString).lastPathComponent], "what archives left that were not opened")
    }

    @Test("two members with one name get numbers, a link is told")
    func odd() throws {
        let folder = try ArchiveFolder()
        var link = ZipFixture.Entry("link", "/etc/passwd")
        link.mode = 0o120777
        let zip = ZipFixture([ZipFixture.Entry("a.csv", "1"), ZipFixture.Entry("a.csv", "2"), link])
        let inputs = try InputFiles([folder.file("e.zip", zip.bytes)])
        #expect(inputs.files.map(\.name) == ["e.zip/a.csv", "e.zip/a.csv (2)"])
        #expect(inputs.notes.map(\.id) == ["archive.same-name", "archive.link"])
    }

    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + ZipFixture.word(bytes.count, 2) + ZipFixture.word(~bytes.count, 2) + bytes
            + ZipFixture.word(Int(ZipFixture.crc(bytes)), 4) + ZipFixture.word(bytes.count, 4)
    }
}
