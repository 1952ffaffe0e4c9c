internal import Glibc
internal import HubCore

/// What a zip archive says about its members, read and measured before libarchive sees it.
///
/// libarchive passes over entries it cannot make sense of and over a second entry at one place, turns names by the process's locale, and knows
/// nothing of entries that lie over each other. Here the count must be what the end record says, each entry must lie inside of the file and behind
/// the one before it, and the sizes must be within the limits.
struct ZipDirectory {
    private(set) var members: [ZipMember] = []

    /// - Throws: why the archive is not opened at all; nothing was unpacked then.
    init(_ descriptor: Int32, limits: ArchiveLimits) throws(HubError) {
        let end = try ZipEnd(descriptor)
        guard end.count <= limits.members else { throw ArchiveTrouble.tooMany }
        guard end.size <= limits.directoryBytes else { throw ArchiveTrouble.tooMany }
        guard let list = FileBytes.read(descriptor, from: end.start, count: end.size) else { throw ArchiveTrouble.truncated }
        var at = 0
        for _ in 0..<end.count {
            guard let (member, length) = Self.entry(list, at) else { throw ArchiveTrouble.damaged }
            members.append(member)
            at += length
        }
        members.sort { $0.offset < $1.offset }
        var free = 0
        for index in members.indices {
            members[index].number = index
            let member = members[index]
            guard member.offset >= free else { throw ArchiveTrouble.overlap }
            free = member.offset + 30 + member.packedSize
            guard free <= end.start - end.shift else { throw ArchiveTrouble.damaged }
            try Self.check(member, limits)
        }
        guard members.reduce(0, { $0 + $1.size }) <= limits.totalBytes else { throw ArchiveTrouble.tooLarge }
    }

    private static func check(_ member: ZipMember, _ limits: ArchiveLimits) throws(HubError) {
        guard member.name.utf8.count <= limits.nameBytes else { throw ArchiveTrouble.longName }
        guard !member.isUnsafe else { throw ArchiveTrouble.unsafeName }
        guard member.size <= limits.memberBytes else { throw ArchiveTrouble.tooLarge }
        guard member.size <= max(limits.ratioFrom, limits.ratio * member.packedSize) else { throw ArchiveTrouble.bomb }
    }

    /// One entry of the central directory (APPNOTE 4.3.12), and how long it is. Nil when there is none.
    private static func entry(_ list: [UInt8], _ at: Int) -> (ZipMember, Int)? {
        guard at + 46 <= list.count, list.number(at, 4) == 0x0201_4B50 else { return nil }
        let (flags, nameLength, extraLength) = (list.number(at + 8, 2), list.number(at + 28, 2), list.number(at + 30, 2))
        let length = 46 + nameLength + extraLength + list.number(at + 32, 2)
        guard at + length <= list.count else { return nil }
        let name = list[(at + 46)..<(at + 46 + nameLength)]
        var (size, packed, offset) = (list.number(at + 24, 4), list.number(at + 20, 4), list.number(at + 42, 4))
        var unicode: ArraySlice<UInt8>?
        // Extra fields: 1 has the sizes that do not fit into 32 bits, in this order; 0x7075 the name in UTF-8.
        var field = at + 46 + nameLength
        let end = field + extraLength
        while field + 4 <= end {
            let (kind, count) = (list.number(field, 2), list.number(field + 2, 2))
            var (value, last) = (field + 4, field + 4 + count)
            guard last <= end else { break }
            if kind == 1 {
                func wide(_ number: inout Int) {
                    guard number == 0xFFFF_FFFF, value + 8 <= last else { return }
                    number = list.number(value, 8)
                    value += 8
                }
                wide(&size)
                wide(&packed)
                wide(&offset)
            } else if kind == 0x7075, count > 5 {
                unicode = list[(value + 5)..<last]
            }
            last = max(last, field + 4)
            field = last
        }
        guard size >= 0, packed >= 0, offset >= 0, size < 1 << 50, packed < 1 << 50, offset < 1 << 50 else { return nil }
        let label = MemberName.decode(name, unicode: unicode)
        // The upper half of the attributes is a Unix mode where a Unix program made the entry.
        let mode = list.number(at + 5, 1) == 3 ? UInt32(list.number(at + 38, 4) >> 16) & S_IFMT : 0
        let kind: ZipMember.Kind =
            label.hasSuffix("/") || mode == S_IFDIR ? .folder : mode == 0 || mode == S_IFREG ? .file : .link
        let member = ZipMember(
            name: label, kind: kind, size: size, packedSize: packed, isLocked: flags & 0x2041 != 0 || list.number(at + 10, 2) == 99,
            method: list.number(at + 10, 2), offset: offset)
        return (member, length)
    }
}
