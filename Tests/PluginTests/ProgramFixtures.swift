import Foundation
import HubCore
import HubTesting
import ProgramPlugin

/// Programs for tests, in private folders: the hub runs nothing that others could have changed.
enum ProgramFixtures {
    static let example = (PluginContract.folder(from: #filePath) as NSString).deletingLastPathComponent + "/docs/examples/hl7-v2-results"

    /// Calls `body` with a folder that holds `plugin.json` and `importer.py`, and goes again.
    static func withProgram<R>(
        kind: String = "rows", limits: String = "{}", more: String = "", _ script: String, _ body: (ImporterEntry) throws -> R
    ) throws -> R {
        try withFolder { folder in
            let manifest = """
                {"hub": 1, "id": "made-up", "summary": "made up for a test", "kind": "\(kind)", "extensions": ["txt"], \(more)
                 "run": ["python3", "importer.py"], "limits": \(limits)}
                """
            try manifest.write(toFile: folder + "/plugin.json", atomically: true, encoding: .utf8)
            let whole = "import json, os, sys, time\ndef say(**m): print(json.dumps(m), flush=True)\n" + script
            try whole.write(toFile: folder + "/importer.py", atomically: true, encoding: .utf8)
            for name in ["plugin.json", "importer.py"] { chmod(folder + "/" + name, 0o644) }
            return try body(try ProgramFolder.entry(in: folder))
        }
    }

    static func withFolder<R>(_ body: (String) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    /// The example, copied to where nobody else may write.
    static func withExample<R>(_ body: (ImporterEntry, String) throws -> R) throws -> R {
        try withFolder { folder in
            let copy = folder + "/example"
            try FileManager.default.copyItem(atPath: example, toPath: copy)
            for name in ["", "/plugin.json", "/importer.py"] { chmod(copy + name, name.isEmpty ? 0o755 : 0o644) }
            return try body(try ProgramFolder.entry(in: copy), copy)
        }
    }

    static func read(_ entry: ImporterEntry, _ text: String, piece: Int = 65_536) -> String {
        ImporterContract.transcript(entry, file: SourceFile("input.txt"), bytes: Array(text.utf8), pieceSize: piece)
    }
}
