internal import HubCore

/// What a column's cells mean, worked out once for each text and then remembered: most rows repeat what a row before them said.
///
/// A direct-mapped table of `slotCount` entries by FNV hash; the last entry is tried first. Memory is bounded whatever the file holds.
/// A value and no class, like all that a row passes through: a class's properties are checked at each access, which doubles the time.
struct CachedCell<Value> {
    private struct Slot {
        var key: [UInt8] = []
        var value: Value?
    }

    private let columns: [Int]
    private let column: Int
    private let compute: (borrowing Record) -> Value
    private var slots: [Slot]
    private var last = 0
    private var scratch: [UInt8] = []

    /// - Parameter columns: those whose cells decide the value; with none of them the value is one and the same for the whole table.
    init(_ columns: [Int], slotCount: Int = 512, _ compute: @escaping (borrowing Record) -> Value) {
        self.columns = columns
        self.compute = compute
        column = columns.count == 1 ? columns[0] : -1
        slots = Array(repeating: Slot(), count: columns.isEmpty ? 1 : slotCount)
    }

    mutating func read(_ record: borrowing Record) -> Value {
        let known: Value?
        if column >= 0, column < record.count {
            known = record.withField(column) { find($0) }
        } else {
            scratch.removeAll(keepingCapacity: true)
            for column in columns {
                if column < record.count { record.withField(column) { $0.withUnsafeBufferPointer { scratch.append(contentsOf: $0) } } }
                scratch.append(0x1F)
            }
            let joined = scratch
            known = find(joined.span)
        }
        if let known { return known }
        let value = compute(record)
        slots[last].value = value
        return value
    }

    /// What this text means; nil after making `last` the slot that its value goes to.
    private mutating func find(_ bytes: Span<UInt8>) -> Value? {
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

    /// From the end: the numbers of neighbours differ there.
    static func same(_ key: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard key.count == bytes.count else { return false }
        for at in bytes.indices.reversed() where key[at] != bytes[at] { return false }
        return true
    }
}
