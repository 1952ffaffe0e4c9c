internal import HubCore

/// What a column's cells mean, worked out once for each text and then remembered: most rows repeat what a row before them said.
///
/// A direct-mapped table of `slotCount` entries by FNV hash; the last entry is tried first. Memory is bounded whatever the file holds.
final class CachedCell<Value> {
    private let columns: [Int]
    private let column: Int
    private let compute: (borrowing Record) -> Value
    private var slots: Slots<Value>
    private var scratch: [UInt8] = []

    /// - Parameter columns: those whose cells decide the value; with none of them the value is one and the same for the whole table.
    init(_ columns: [Int], slotCount: Int = 512, _ compute: @escaping (borrowing Record) -> Value) {
        self.columns = columns
        self.compute = compute
        column = columns.count == 1 ? columns[0] : -1
        slots = Slots(columns.isEmpty ? 1 : slotCount)
    }

    func read(_ record: borrowing Record) -> Value {
        let known: Value?
        if column >= 0, column < record.count {
            known = record.withField(column) { slots.find($0) }
        } else {
            scratch.removeAll(keepingCapacity: true)
            for column in columns {
                if column < record.count { record.withField(column) { $0.withUnsafeBufferPointer { scratch.append(contentsOf: $0) } } }
                scratch.append(0x1F)
            }
            known = slots.find(scratch.span)
        }
        if let known { return known }
        let value = compute(record)
        slots.fill(value)
        return value
    }
}

/// The table of a ``CachedCell``.
private struct Slots<Value> {
    private struct Slot {
        var key: [UInt8] = []
        var value: Value?
    }
    private var slots: [Slot]
    private var last = 0

    init(_ count: Int) { slots = Array(repeating: Slot(), count: count) }

    /// What this text means; nil after making ready the slot that ``fill(_:)`` will take.
    mutating func find(_ bytes: Span<UInt8>) -> Value? {
        if let value = slots[last].value, Self.same(slots[last].key, bytes) { return value }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for at in bytes.indices { hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3 }
        last = Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF) % slots.count
        if let value = slots[last].value, Self.same(slots[last].key, bytes) { return value }
        slots[last].key.removeAll(keepingCapacity: true)
        for at in bytes.indices { slots[last].key.append(bytes[at]) }
        slots[last].value = nil
        return nil
    }

    mutating func fill(_ value: Value) { slots[last].value = value }

    private static func same(_ key: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard key.count == bytes.count else { return false }
        // From the end: the numbers of neighbours differ there.
        for at in bytes.indices.reversed() where key[at] != bytes[at] { return false }
        return true
    }
}
