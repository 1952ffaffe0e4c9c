internal import Foundation
internal import HubCore

/// A private folder for what archives hold: numbered files that only this user can read, gone when it goes out of use, when the program is
/// interrupted, and, should it be killed, when the next one unpacks something.
final class UnpackingFolder: Sendable {
    let path: String
    private let lock: Int32
    private let interruption: Interruption

    private static let prefix = "measurehub-unpacked-"
    private static let gone = "-gone"
    /// An interruption is taking the folder away: whoever comes upon that, or ends because of it, has only to wait, or the program would be gone
    /// before the folder is.
    private static let isEnding = Guarded(false)
    private static let waitsAtExit: Void = {
        atexit { UnpackingFolder.waitIfEnding() }
    }()

    init() throws(HubError) {
        let given = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        let parent = given.hasPrefix("/") ? given : "/tmp"
        Self.removeAbandoned(in: parent)
        let place = Guarded<String?>(nil)
        _ = Self.waitsAtExit
        interruption = Interruption {
            Self.isEnding.value = true
            if let folder = place.value { Self.remove(folder) }
        }
        var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Self.failure() }
        let folder = String(cString: made)
        lock = open(folder + "/lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        flock(lock, LOCK_EX | LOCK_NB)
        path = folder
        place.value = folder
    }

    deinit {
        Self.waitIfEnding()
        interruption.cancel()
        Self.remove(path)
        close(lock)
    }

    /// The path of a file by its number; never of anything an archive says.
    func file(_ number: Int) -> String { "\(path)/\(number)" }

    /// A new file, for writing.
    func create(_ number: Int) throws(HubError) -> Int32 {
        let descriptor = open(file(number), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            Self.waitIfEnding()
            throw Self.failure()
        }
        return descriptor
    }

    private static func waitIfEnding() {
        while isEnding.value { sleep(1) }
    }

    static func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(HubError) {
        var at = 0
        while at < bytes.count {
            let count = bytes.withUnsafeBufferPointer { Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            at += count
        }
    }

    private static func failure() -> HubError {
        HubError(
            .unreadable, "there is no room to unpack an archive in the folder for temporary files: \(String(cString: strerror(errno)))",
            hint: "Free some room, or set TMPDIR to a folder on a larger disk.")
    }

    /// Renamed first: whoever is still unpacking into it finds it no longer there, and cannot add to what is being removed.
    private static func remove(_ folder: String) {
        let target = folder + gone
        try? FileManager.default.removeItem(atPath: rename(folder, target) == 0 ? target : folder)
    }

    /// Folders of programs that were killed: nobody holds their lock. Links, and folders of others, are left alone.
    private static func removeAbandoned(in parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let folder = parent + "/" + name
            var about = stat()
            guard lstat(folder, &about) == 0, about.st_mode & S_IFMT == S_IFDIR, about.st_uid == geteuid() else { continue }
            let lock = open(folder + "/lock", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else {
                // Renamed to be removed, and its lock went before the rest: whoever did that was killed, or is at it still.
                if errno == ENOENT, name.hasSuffix(gone) { try? FileManager.default.removeItem(atPath: folder) }
                continue
            }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(folder) }
            close(lock)
        }
    }
}
