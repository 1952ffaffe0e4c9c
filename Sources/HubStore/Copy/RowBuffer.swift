internal import Glibc
internal import HubCore

/// Rows in PostgreSQL's binary COPY format, as they are appended: a field count, then each field's length and bytes, big-endian.
///
/// https://www.postgresql.org/docs/15/sql-copy.html#id-1.9.3.55.9.4. Memory of its own that only grows for a row that needs it:
/// appending to an array byte by byte costs more than the server's work on the row.
final class RowBuffer {
    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int = 320 * 1024) { memory = .allocate(byteCount: capacity, alignment: 16) }
    deinit { memory.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    func clear() { count = 0 }
    /// Forgets what was appended since `mark`.
    func cut(to mark: Int) { count = min(mark, count) }

    private func reserve(_ extra: Int) {
        guard memory.count - count < extra else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(memory.count * 2, count + extra), alignment: 16)
        larger.copyMemory(from: bytes)
        memory.deallocate()
        memory = larger
    }

    private func put<I: FixedWidthInteger>(_ number: I) {
        memory.storeBytes(of: number.bigEndian, toByteOffset: count, as: I.self)
        count += MemoryLayout<I>.size
    }

    /// Room for the fixed part of a row is made here once: at most 16 bytes a field.
    func beginRow(fields: Int) {
        reserve(2 + fields * 16)
        put(Int16(truncatingIfNeeded: fields))
    }

    func null() { put(Int32(-1)) }

    func append(_ number: Int16) {
        put(Int32(2))
        put(number)
    }
    func append(_ number: Int32) {
        put(Int32(4))
        put(number)
    }
    func append(_ number: Int64) {
        put(Int32(8))
        put(number)
    }
    func append(_ truth: Bool) {
        put(Int32(1))
        put(UInt8(truth ? 1 : 0))
    }
    func append(_ number: Double) {
        put(Int32(8))
        put(number.bitPattern)
    }
    func append(_ number: Int16?) { if let number { append(number) } else { null() } }
    func append(_ number: Int32?) { if let number { append(number) } else { null() } }
    func append(_ number: Int64?) { if let number { append(number) } else { null() } }
    func append(_ text: String?) { if let text { append(text) } else { null() } }

    /// Days from 2000-01-01. The years 1 to 9999 only, which is all that ``Day`` can be made from.
    func append(_ day: Day?) throws(HubError) {
        guard let day else { return null() }
        guard day.number >= -719_162, day.number <= 2_932_896 else {
            throw HubError(.malformed, "A day outside the years 1 to 9999 cannot be stored.")
        }
        append(day.number - 10_957)
    }

    /// UTF-8. PostgreSQL's text has no NUL: it becomes U+FFFD.
    func append(_ text: String) {
        var text = text
        let before = count
        text.withUTF8 { utf8 in
            // The rest of the row keeps its room: whoever reserves here reserves for it too.
            reserve(4 + utf8.count + 1024)
            put(Int32(truncatingIfNeeded: utf8.count))
            UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: UnsafeRawBufferPointer(utf8))
            count += utf8.count
        }
        if let base = memory.baseAddress, memchr(base + before + 4, 0, count - before - 4) != nil {
            count = before
            append(text.withoutNUL)
        }
    }

    /// `jsonb` has a version byte before its text.
    func append(json text: String) {
        reserve(5 + text.utf8.count + 1024)
        put(Int32(truncatingIfNeeded: text.utf8.count + 1))
        put(UInt8(1))
        for byte in text.utf8 { put(byte) }
    }

    func append(_ numbers: [Int32]) {
        reserve(28 + numbers.count * 8 + 1024)
        put(Int32(truncatingIfNeeded: 20 + numbers.count * 8))
        // Dimensions, no NULLs, int4's OID, length, lower bound.
        for word in [1, 0, 23, Int32(truncatingIfNeeded: numbers.count), 1] as [Int32] { put(word) }
        for number in numbers { append(number) }
    }

    func append(_ texts: [String]) {
        let start = count
        reserve(28 + 1024)
        put(Int32(0))
        for word in [1, 0, 25, Int32(truncatingIfNeeded: texts.count), 1] as [Int32] { put(word) }
        for text in texts { append(text) }
        memory.storeBytes(of: Int32(truncatingIfNeeded: count - start - 4).bigEndian, toByteOffset: start, as: Int32.self)
    }

    func append(_ other: RowBuffer) {
        reserve(other.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: other.bytes)
        count += other.count
    }
}
