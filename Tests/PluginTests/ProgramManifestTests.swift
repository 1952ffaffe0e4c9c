import Foundation
import HubCatalog
import HubCore
import ProgramPlugin
import Testing

@Suite struct ProgramManifestTests {
    private static let right =
        #"{"hub": 1, "id": "acme", "summary": "Acme", "kind": "rows", "extensions": ["AC"], "begins": ["ACME"], "run": ["cat"]}"#

    private func trouble(_ manifest: String, mode: mode_t = 0o644) throws -> String {
        try ProgramFixtures.withFolder { folder in
            try manifest.write(toFile: folder + "/plugin.json", atomically: true, encoding: .utf8)
            chmod(folder + "/plugin.json", mode)
            do throws(HubError) {
                _ = try ProgramFolder.entry(in: folder)
                return ""
            } catch { return error.description }
        }
    }

    @Test(
        "a manifest that is wrong is told in words",
        arguments: [
            (right.replacing("acme", with: "Acme Lab"), "`id` must be a name"),
            (right.replacing("\"hub\": 1", with: "\"hub\": 2"), "`hub` must be 1"),
            (right.replacing("\"kind\"", with: "\"kinds\""), "`kinds` is not a key of a manifest; did you mean `kind`?"),
            (right.replacing("rows", with: "lines"), "`kind` must be `rows` or `documents`"),
            (right.replacing("[\"cat\"]", with: "[]"), "`run` must list the program"),
            (right.dropLast() + ", \"limits\": {\"cpu-seconds\": 0}}", "`limits.cpu-seconds` must be a whole number from 1 to 86400"),
            (right.dropLast() + ", \"limits\": {\"threads\": 4}}", "`threads` is not a limit"),
            ("{\"hub\": 1,", "the manifest is no JSON"),
        ])
    func wrong(_ manifest: String, _ words: String) throws {
        let told = try trouble(manifest)
        #expect(told.contains(words), "\(told)")
    }

    @Test("a manifest that others may change is refused")
    func rights() throws {
        #expect(try trouble(Self.right) == "")
        #expect(try trouble(Self.right, mode: 0o666).contains("others may change the program"))
    }

    @Test("a file is the program's by its first bytes, or by its ending where the manifest names no bytes")
    func recognition() throws {
        try ProgramFixtures.withProgram(more: #""begins": ["ACME|"],"#, "pass") { entry in
            func asked(_ text: String, _ name: String) -> Recognition {
                let head = Array(text.utf8)
                return entry.recognizes(SourceFile(name), head: head.span)
            }
            #expect(asked("ACME|1", "x.dat") == .surely)
            #expect(asked("\u{FEFF}ACME|1", "x.dat") == .surely)
            #expect(asked("ACM", "x.txt") == .no)
        }
        try ProgramFixtures.withProgram("pass") { entry in
            let head: [UInt8] = [65]
            #expect(entry.recognizes(SourceFile("a/b.TXT"), head: head.span) == .maybe)
            #expect(entry.recognizes(SourceFile("b.csv"), head: head.span) == .no)
        }
    }

    @Test("programs of a folder come before what is compiled in, and take nobody's id")
    func catalog() throws {
        try ProgramFixtures.withFolder { folder in
            #expect(try Catalog.entries(programs: folder + "/none").count == Catalog.entries.count)
            try FileManager.default.createDirectory(atPath: folder + "/a", withIntermediateDirectories: false)
            chmod(folder + "/a", 0o755)
            try Self.right.write(toFile: folder + "/a/plugin.json", atomically: true, encoding: .utf8)
            chmod(folder + "/a/plugin.json", 0o644)
            #expect(try Catalog.entries(programs: folder).first?.about.id == "acme")
            try Self.right.replacing("acme", with: "csv").write(toFile: folder + "/a/plugin.json", atomically: true, encoding: .utf8)
            chmod(folder + "/a/plugin.json", 0o644)
            #expect(throws: HubError.self) { try Catalog.entries(programs: folder) }
        }
    }
}
