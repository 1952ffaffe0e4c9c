package import HubArchive
package import HubCore

/// The files that were named, those in folders, and those in archives: looked for and unpacked once, and kept for as long as this is.
package final class InputFiles: Sendable {
    /// What there is to read; an archive is replaced by what is in it.
    package let files: [InputFile]
    /// Archives that were not opened, and why. Nothing of them is among the files.
    package let refused: [(file: InputFile, finding: Finding)]
    /// What is odd about archives that were opened.
    package let notes: [Finding]
    private let folder: UnpackingFolder?

    /// - Throws: as ``InputFile/collect(_:)``, and ``HubError/Code/unreadable`` when there is no room to unpack.
    package init(_ paths: [String], limits: ArchiveLimits = ArchiveLimits()) throws(HubError) {
        var unpacker = Unpacker(limits)
        for file in try InputFile.collect(paths) { try unpacker.take(file) }
        (files, refused, notes, folder) = (unpacker.files, unpacker.refused, unpacker.notes, unpacker.folder)
    }

    /// Where the file is on disk that findings call by this name.
    package func path(of source: SourceFile) -> String? { files.first { $0.name == source.name }?.path }
}
