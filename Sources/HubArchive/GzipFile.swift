internal import CZlib
internal import Glibc
package import HubCore

/// One file packed with gzip, streamed and counted; zlib itself, because libarchive does not look at gzip's check value.
package enum GzipFile {
    /// - Throws: ``ArchiveTrouble`` and what `piece` throws. What was handed on before that must not be kept.
    package static func read(
        path: String, limits: ArchiveLimits = ArchiveLimits(), _ piece: (Span<UInt8>) throws(HubError) -> Void
    ) throws(HubError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw HubError(.unreadable, "the archive cannot be opened", hint: "Check that it exists and that you may read it.")
        }
        defer { close(descriptor) }
        var stream = z_stream()
        guard hub_gunzipInit(&stream) == Z_OK else { throw HubError(.tooLarge, "there is no memory for an archive") }
        defer { inflateEnd(&stream) }
        var input = [UInt8](repeating: 0, count: 65_536), output = [UInt8](repeating: 0, count: 65_536)
        var (packed, unpacked, isBetween) = (0, 0, true)
        reading: while true {
            let count = input.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            packed += count
            var rest = 0..<count
            while !rest.isEmpty {
                // Several gzip files one after another are one; zeros behind the last are padding of a tape.
                if isBetween, unpacked > 0, input[rest.lowerBound] == 0 { break reading }
                let (status, made) = step(&stream, &input, &rest, &output)
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw ArchiveTrouble.checksum }
                isBetween = status == Z_STREAM_END
                if isBetween { inflateReset(&stream) }
                unpacked += made
                guard unpacked <= limits.memberBytes else { throw ArchiveTrouble.tooLarge }
                guard unpacked <= max(limits.ratioFrom, limits.ratio * packed) else { throw ArchiveTrouble.bomb }
                if made > 0 { try piece(output.span.extracting(0..<made)) }
            }
        }
        guard isBetween, packed > 0 else { throw ArchiveTrouble.truncated }
    }

    /// Unpacks until the output is full or the input used up.
    private static func step(_ stream: inout z_stream, _ input: inout [UInt8], _ rest: inout Range<Int>, _ output: inout [UInt8]) -> (
        Int32, Int
    ) {
        let (from, space) = (rest, output.count)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress! + from.lowerBound
                stream.avail_in = UInt32(from.count)
                stream.next_out = target.baseAddress!
                stream.avail_out = UInt32(space)
                return inflate(&stream, Z_NO_FLUSH)
            }
        }
        rest = (from.upperBound - Int(stream.avail_in))..<from.upperBound
        return (status, space - Int(stream.avail_out))
    }
}
