import Foundation
import HubCore
import HubSamples
import HubTesting
import Testing

/// Samples in a folder of their own, which goes when the last test lets go of it.
final class SampleFolder {
    let path: String
    let practices: [SamplePractice]
    private let keep: Bool

    init(
        seed: UInt64, patients: Int, practices: [SampleProfile] = SampleProfile.all, period: Period? = Period("2026"),
        hasErrors: Bool = true,
        keep: Bool = false
    ) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "samples-\(UUID())").path
        self.keep = keep
        var request = SampleRequest(seed: seed, practices: practices, patients: patients, period: try #require(period))
        request.hasErrors = hasErrors
        self.practices = try writeSamples(request, to: path)
    }

    deinit { if !keep { try? FileManager.default.removeItem(atPath: path) } }

    func practice(_ code: String) throws -> SamplePractice { try #require(practices.first { $0.code == code }) }

    /// Every file's bytes, by its path below the folder.
    func files() throws -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return try names.reduce(into: [:]) { found, name in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder), !isFolder.boolValue else { return }
            found[name] = try Data(contentsOf: URL(filePath: path + "/" + name))
        }
    }

    /// The cells of each line. The extracts have no line end within a cell; quotes are undone.
    func rows(of name: String) throws -> [[String]] { try lines(of: name).map(SampleCells.of) }

    func lines(of name: String) throws -> [String] {
        let data = try Data(contentsOf: URL(filePath: path + "/" + name))
        let text = try #require(String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252))
        var lines = text.replacing("\r\n", with: "\n").components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
