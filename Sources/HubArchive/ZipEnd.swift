internal import HubCore

/// The record at a zip archive's end that says where the list of its members is and how many there are (APPNOTE 4.3.14 to 4.3.16).
struct ZipEnd {
    /// Where the list begins in the file, and its bytes.
    private(set) var start = 0, size = 0
    private(set) var count = 0
    /// Bytes in front of the archive (a program that unpacks itself): places in the list do not count them.
    private(set) var shift = 0

    init(_ descriptor: Int32) throws(HubError) {
        let length = FileBytes.length(descriptor)
        let tailStart = max(0, length - 65_557)
        guard let tail = FileBytes.read(descriptor, from: tailStart, count: length - tailStart), tail.count >= 22 else {
            throw ArchiveTrouble.truncated
        }
        if length >= 4, tailStart == 0, tail.number(0, 4) == 0x0807_4B50 { throw ArchiveTrouble.volumes }
        // The last one whose comment ends with the file; a comment may hold what looks like one.
        let places = stride(from: tail.count - 22, through: 0, by: -1).filter { tail.number($0, 4) == 0x0605_4B50 }
        guard let at = places.first(where: { $0 + 22 + tail.number($0 + 20, 2) == tail.count }) ?? places.first else {
            throw ArchiveTrouble.truncated
        }
        let (disk, firstDisk) = (tail.number(at + 4, 2), tail.number(at + 6, 2))
        guard [0, 0xFFFF].contains(disk), [0, 0xFFFF].contains(firstDisk) else { throw ArchiveTrouble.volumes }
        (count, size) = (tail.number(at + 10, 2), tail.number(at + 12, 4))
        var (offset, end) = (tail.number(at + 16, 4), tailStart + at)
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, at >= 20, tail.number(at - 20, 4) == 0x0706_4B50 {
            // The wide record stands right before its locator, unless something was put between them.
            let place = [end - 20 - 56, tail.number(at - 12, 8)].first {
                FileBytes.read(descriptor, from: $0, count: 4)?.number(0, 4) == 0x0606_4B50
            }
            guard let place, let wide = FileBytes.read(descriptor, from: place, count: 56) else { throw ArchiveTrouble.damaged }
            guard wide.number(16, 4) == 0, wide.number(20, 4) == 0 else { throw ArchiveTrouble.volumes }
            (count, size, offset, end) = (wide.number(32, 8), wide.number(40, 8), wide.number(48, 8), place)
        }
        guard count >= 0, size >= 0, offset >= 0, size <= end, count <= size / 46 else { throw ArchiveTrouble.damaged }
        start = end - size
        shift = start - offset
        guard shift >= 0 else { throw ArchiveTrouble.damaged }
    }
}
