internal import Glibc

/// Bytes of an open file at a place.
enum FileBytes {
    static func length(_ descriptor: Int32) -> Int {
        var about = stat()
        return fstat(descriptor, &about) == 0 ? Int(about.st_size) : 0
    }

    /// Nil when the file does not have them.
    static func read(_ descriptor: Int32, from start: Int, count: Int) -> [UInt8]? {
        guard start >= 0, count >= 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + filled, count - filled, off_t(start + filled)) }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }
}

extension [UInt8] {
    /// A number of that many bytes, the lowest first; negative when it is larger than any file.
    func number(_ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(truncatingIfNeeded: UInt64(self[at + $1]) << UInt64(8 * $1)) }
    }
}
