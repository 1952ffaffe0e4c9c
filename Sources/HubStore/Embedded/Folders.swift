internal import Glibc
internal import HubCore

/// The few things that the embedded server needs of the file system.
enum Folders {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// With all parents; those that are made let everybody through, the last one has `mode`.
    static func make(_ path: String, mode: mode_t, owner: ServerUser?) throws(HubError) {
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if !parent.isEmpty, !exists(parent) { try make(parent, mode: 0o755, owner: nil) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure("make the folder", path) }
        if let owner { try give(path, to: owner) }
        guard owner == nil || chmod(path, mode) == 0 else { throw failure("set the rights of", path) }
    }

    /// A new folder of the system's for temporary files (`TMPDIR`, else what the C library names), which others may pass through but not list.
    static func makeTemporary(environment: [String: String]) throws(HubError) -> String {
        let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? P_tmpdir
        var template = Array("\(parent)/measurehub-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw failure("make a folder in", parent) }
        let folder = String(cString: made)
        guard chmod(folder, 0o711) == 0 else { throw failure("set the rights of", folder) }
        return folder
    }

    static func give(_ path: String, to owner: ServerUser) throws(HubError) {
        guard geteuid() == 0 else { return }
        guard chown(path, owner.user, owner.group) == 0 else { throw failure("give to the server's user", path) }
    }

    static func write(_ text: String, to path: String, owner: ServerUser) throws(HubError) {
        let file = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("write", path) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                close(file)
                throw failure("write", path)
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0, close(file) == 0 else { throw failure("write", path) }
        try give(path + ".new", to: owner)
        guard rename(path + ".new", path) == 0 else { throw failure("write", path) }
    }

    /// The first 64 KiB as text; nil when there is no such file.
    static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
        return count >= 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// With everything in it. Links are removed, not followed.
    static func remove(_ path: String) {
        var about = stat()
        guard lstat(path, &about) == 0 else { return }
        if about.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    static func failure(_ what: String, _ path: String) -> HubError {
        let reason = String(cString: strerror(errno))
        return HubError(
            .unreadable, "Could not \(what) \(path): \(reason).", hint: "Set MEASUREHUB_HOME to a folder where this is allowed.")
    }
}
