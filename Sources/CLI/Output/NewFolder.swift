internal import Foundation
internal import HubCore

/// Folders that a command makes for what it writes.
enum NewFolder {
    static func make(_ path: String) throws(HubError) {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw HubError(
                .unreadable, "the folder `\(path)` cannot be made",
                hint: "Is there a file of that name, is the disk full, may you write there? Or name another folder.")
        }
    }

    static func remove(_ path: String) throws(HubError) {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw HubError(.unreadable, "the folder `\(path)` cannot be emptied", hint: "Remove it yourself, or name another folder.")
        }
    }
}
