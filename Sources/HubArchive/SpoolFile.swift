internal import Glibc
package import HubCore

/// A file without a name for bytes that come piece by piece and must be read at any place afterwards: only this process can reach it, and the
/// system takes it back when the process ends, however it ends.
package final class SpoolFile {
    let descriptor: Int32
    package private(set) var count = 0

    package init() throws(HubError) {
        let given = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var template = Array("\(given.hasPrefix("/") ? given : "/tmp")/measurehub-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.full() }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { close(descriptor) }

    package func append(_ bytes: Span<UInt8>) throws(HubError) {
        var at = 0
        while at < bytes.count {
            let written = bytes.withUnsafeBufferPointer { write(descriptor, $0.baseAddress! + at, bytes.count - at) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.full() }
            at += written
        }
        count += bytes.count
    }

    /// At most `most` bytes from `start` on.
    package func bytes(from start: Int, most: Int) -> [UInt8] {
        FileBytes.read(descriptor, from: start, count: max(0, min(most, count - start))) ?? []
    }

    private static func full() -> HubError {
        HubError(
            .unreadable, "there is no room in the folder for temporary files: \(String(cString: strerror(errno)))",
            hint: "Free some room, or set TMPDIR to a folder on a larger disk.")
    }
}
