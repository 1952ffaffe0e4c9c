internal import CLibArchive
internal import Glibc
package import HubCore

/// A zip archive in a file: its members, and their bytes, streamed and counted.
///
/// Only libarchive's reader of zip archives is ever switched on; nothing is written and no name is ever made a path here.
package final class ZipArchive {
    package let members: [ZipMember]
    private let descriptor: Int32
    private let limits: ArchiveLimits

    /// - Throws: ``ArchiveTrouble``, before anything is unpacked.
    package convenience init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(HubError) {
        try self.init(owning: open(path, O_RDONLY | O_CLOEXEC), limits)
    }

    package convenience init(_ spool: SpoolFile, limits: ArchiveLimits = ArchiveLimits()) throws(HubError) {
        try self.init(owning: dup(spool.descriptor), limits)
    }

    private init(owning descriptor: Int32, _ limits: ArchiveLimits) throws(HubError) {
        self.descriptor = descriptor
        self.limits = limits
        guard descriptor >= 0 else {
            throw HubError(.unreadable, "the archive cannot be opened", hint: "Check that it exists and that you may read it.")
        }
        do throws(HubError) { members = try ZipDirectory(descriptor, limits: limits).members } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Goes through the archive once, in the order in which the members lie in it.
    ///
    /// - Parameter wanted: asked for each member; those it declines are passed over without being unpacked.
    /// - Parameter piece: gets the bytes of the members that are wanted, piece by piece. An empty piece is a member's end.
    /// - Throws: ``ArchiveTrouble`` and what the closures throw. What was handed on before that must not be kept.
    package func read(
        _ wanted: (ZipMember) throws(HubError) -> Bool, _ piece: (ZipMember, Span<UInt8>) throws(HubError) -> Void
    ) throws(HubError) {
        guard let archive = archive_read_new() else { throw HubError(.tooLarge, "there is no memory for an archive") }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip_seekable(archive)
        lseek(descriptor, 0, SEEK_SET)
        guard archive_read_open_fd(archive, descriptor, 65_536) == ARCHIVE_OK else { throw ArchiveTrouble.damaged }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        for member in members {
            var entry: OpaquePointer?
            // A warning is about the name in this process's locale, which is not used.
            let status = archive_read_next_header(archive, &entry)
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw ArchiveTrouble.damaged }
            guard member.kind == .file, try wanted(member) else { continue }
            guard !member.isLocked else { throw ArchiveTrouble.locked }
            guard member.isOpenable else { throw ArchiveTrouble.method }
            var size = 0
            while true {
                let count = buffer.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
                // Also a mere warning: it says that the check value or the size is wrong.
                guard count >= 0 else { throw ArchiveTrouble.checksum }
                if count == 0 { break }
                size += count
                guard size <= limits.memberBytes else { throw ArchiveTrouble.tooLarge }
                guard size <= max(limits.ratioFrom, limits.ratio * member.packedSize) else { throw ArchiveTrouble.bomb }
                try piece(member, buffer.span.extracting(0..<count))
            }
            guard size == member.size else { throw ArchiveTrouble.damaged }
            try piece(member, buffer.span.extracting(0..<0))
        }
    }
}
