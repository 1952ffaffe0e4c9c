import Foundation
import HubArchive
import HubCore
import HubTesting

/// A file of these bytes, gone when the body is done.
func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    let path = NSTemporaryDirectory() + "archive-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

/// What is in the archive, by name, or the id of the reason why it was not opened.
func contents(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> Result<[String: [UInt8]], HubError> {
    try withFile(bytes) { path in
        do throws(HubError) {
            var found: [String: [UInt8]] = [:]
            let archive = try ZipArchive(path: path, limits: limits)
            try archive.read({ (_) throws(HubError) in true }) { (member, piece) throws(HubError) in
                found[member.name, default: []] += piece.withUnsafeBufferPointer { Array($0) }
            }
            return .success(found)
        } catch { return .failure(error) }
    }
}

func trouble(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> String {
    switch try contents(bytes, limits: limits) {
    case .success: "opened"
    case .failure(let error): error.code.description
    }
}
