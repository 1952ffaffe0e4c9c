internal import Glibc
internal import HubCore

/// A lock that the kernel gives back when its process ends, however it ends (flock(2)).
final class FileLock: Sendable {
    private let file: Int32

    init(_ path: String) throws(HubError) {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Folders.failure("open", path) }
    }

    deinit { close(file) }

    func tryExclusive() -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }
    func tryShared() -> Bool { flock(file, LOCK_SH | LOCK_NB) == 0 }
    func unlock() { flock(file, LOCK_UN) }

    /// Waits without holding up a thread.
    func waitExclusive(seconds: Int, _ what: String) async throws(HubError) {
        let end = ContinuousClock.now + .seconds(seconds)
        while !tryExclusive() {
            guard ContinuousClock.now < end else {
                throw HubError(
                    .conflict, "Another measurehub has been \(what) for more than \(seconds) s.",
                    hint: "Look for one that hangs, and end it.")
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}
