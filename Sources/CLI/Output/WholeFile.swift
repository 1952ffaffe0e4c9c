internal import Foundation
internal import HubCore

/// A small file that is wanted at once.
enum WholeFile {
    static let limit = 64 << 20

    /// - Throws: ``HubError/Code/unreadable``, ``HubError/Code/tooLarge``.
    static func read(_ path: String) throws(HubError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.unreadable, "the file `\(path)` cannot be read", hint: "Check that it exists and that you may read it.")
        }
        guard data.count <= limit else { throw HubError(.tooLarge, "the file `\(path)` is larger than can be shown at once") }
        return [UInt8](data)
    }
}
