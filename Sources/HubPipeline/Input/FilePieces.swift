internal import Foundation
package import HubCore

/// Reads a file piece by piece, in flat memory.
package enum FilePieces {
    package static let length = 256 * 1024

    /// - Throws: ``HubError/Code/unreadable``, and whatever `body` throws.
    package static func forEach(of path: String, _ body: (Span<UInt8>) throws(HubError) -> Void) throws(HubError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: length)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { return }
            try body(buffer.span.extracting(0..<count))
        }
    }

    /// The first bytes, at most 64 KiB: what importers recognise a file by.
    package static func head(of path: String) throws(HubError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        var filled = 0
        while filled < buffer.count {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { break }
            filled += count
        }
        return Array(buffer[..<filled])
    }

    private static func unreadable(_ path: String) -> HubError {
        HubError(
            .unreadable, "the file `\((path as NSString).lastPathComponent)` cannot be read: \(String(cString: strerror(errno)))",
            hint: "Check that it exists and that you may read it.")
    }
}
