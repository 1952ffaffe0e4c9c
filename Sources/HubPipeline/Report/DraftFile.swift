internal import Foundation
package import HubCore

/// A file that is there whole or not at all, and that only its owner may read: written beside its place, renamed when it is whole.
///
/// A link, device or pipe in its place is neither followed nor replaced.
package final class DraftFile: Sendable {
    private let path: String
    private let draft: String
    private let handle: FileHandle
    private let isDone = Guarded(false)

    package init(_ path: String) throws(HubError) {
        var about = stat()
        if lstat(path, &about) == 0, about.st_mode & S_IFMT != S_IFREG {
            throw HubError(
                .conflict, "`\(path)` is there and is no regular file; it stays as it is", hint: "Name a new file or a regular one.")
        }
        // Not blocking, for what waits in the draft's place may be a pipe that nobody reads.
        let descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG, fchmod(descriptor, 0o600) == 0 else {
            close(descriptor)
            throw HubError(
                .conflict, "`\(path).part` is there and is not a file of your own", hint: "Remove it, or write to another place.")
        }
        (self.path, draft) = (path, path + ".part")
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit { discard() }

    package func write(_ data: [UInt8]) throws(HubError) {
        do { try handle.write(contentsOf: Data(data)) } catch { throw Self.failure(path, Self.number(error)) }
    }

    /// Puts the file in its place.
    package func commit() throws(HubError) {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Self.failure(path, Self.number(error))
        }
        guard rename(draft, path) == 0 else { throw Self.failure(path, errno) }
        isDone.value = true
    }

    /// Takes the draft away; what was in the file's place before is untouched.
    package func discard() {
        guard !isDone.value else { return }
        isDone.value = true
        try? handle.close()
        unlink(draft)
    }

    private static func number(_ error: any Error) -> Int32 {
        let cocoa = error as NSError
        let below = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        return Int32(truncatingIfNeeded: (below ?? cocoa).code)
    }

    private static func failure(_ path: String, _ number: Int32) -> HubError {
        HubError(
            .unreadable, "the file `\(path)` cannot be written: \(String(cString: strerror(number)))",
            hint: "Does its folder exist, may you write there, and is the disk full?")
    }
}
