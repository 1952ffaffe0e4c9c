/// One member of a zip archive, as the archive's own list of members says.
package struct ZipMember: Sendable {
    package enum Kind: Sendable { case file, folder, link }

    /// Its number, in the order in which the members lie in the archive.
    package internal(set) var number = 0
    /// Decoded, with `/` between folders. Only ever a label.
    package var name: String
    package var kind: Kind
    package var size: Int
    package var packedSize: Int
    package var isLocked: Bool
    var method: Int
    var offset: Int

    /// Stored or deflated: all that real exports use. Everything else is a decoder more that a hostile file could reach.
    var isOpenable: Bool { method == 0 || method == 8 }

    /// A name that would mean a place outside of the archive's own folder, or cannot be shown.
    var isUnsafe: Bool {
        let bytes = Array(name.utf8)
        if bytes.contains(where: { $0 < 32 || $0 == 127 }) || name.hasPrefix("/") { return true }
        if bytes.count >= 2, bytes[1] == 58, (65...90).contains(bytes[0] & 0xDF) { return true }
        return name.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." }
    }
}
