import Foundation
import Testing

/// The built program, run as a user runs it.
struct ProgramRun {
    var status: Int32
    var output: String
    var messages: String

    /// Beside the test bundle, where SwiftPM puts both.
    static var program: URL {
        var folder = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        while folder.path.count > 1 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("measurehub")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue { return candidate }
        }
        return URL(fileURLWithPath: "measurehub")
    }

    static func run(_ words: [String], home: String, environment: [String: String] = [:]) throws -> ProgramRun {
        let process = Process()
        process.executableURL = program
        process.arguments = words
        var all = ProcessInfo.processInfo.environment
        all["MEASUREHUB_HOME"] = home
        all["MEASUREHUB_DATABASE_URL"] = nil
        all["NO_COLOR"] = "1"
        for (name, value) in environment { all[name] = value }
        process.environment = all
        // Files and not pipes: a server that the program starts must not hold the test up.
        let (out, err) = (scratch("out"), scratch("err"))
        for path in [out, err] { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        defer {
            try? FileManager.default.removeItem(atPath: out)
            try? FileManager.default.removeItem(atPath: err)
        }
        return ProgramRun(
            status: process.terminationStatus, output: try String(contentsOfFile: out, encoding: .utf8),
            messages: try String(contentsOfFile: err, encoding: .utf8))
    }

    private static func scratch(_ name: String) -> String { NSTemporaryDirectory() + "measurehub-\(UUID().uuidString).\(name)" }

    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:] }
}

/// A throw-away installation and a folder for files, gone when it goes out of use.
final class Installation {
    let folder: String
    var home: String { folder + "/home" }

    init() throws {
        // Short: a Unix socket's path ends after 107 bytes.
        folder = FileManager.default.temporaryDirectory.path + "/measurehub-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func run(_ words: String..., environment: [String: String] = [:]) throws -> ProgramRun {
        try ProgramRun.run(words, home: home, environment: environment)
    }

    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let path = folder + "/files/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }

    /// How many rows a table holds, asked through the program itself.
    func rows(_ table: String) throws -> Int {
        let answer = try run("psql", "-c", "copy (select count(*) from \(table)) to stdout")
        return Int(answer.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }
}
