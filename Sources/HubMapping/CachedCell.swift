internal import HubCore

/// What a column's cells mean, worked out once for each text and then remembered: most rows repeat what a row before them said.
///
/// A direct-mapped table of ``slotCount`` entries by FNV hash; the last entry is tried first. Memory is bounded whatever the file holds.
final class CachedCell<Value> {
    private let columns: [Int]
    private let compute: (borrowing Record) -> Value
    private var keys: [[UInt8]]
    private var values: [Value?]
    private var last = 0
    private var scratch: [UInt8] = []

    /// - Parameter columns: those whose cells decide the value; with none of them the value is one and the same for the whole table.
    init(_ columns: [Int], slotCount: Int = 512, _ compute: @escaping (borrowing Record) -> Value) {
        self.columns = columns
        self.compute = compute
        let count = columns.isEmpty ? 1 : slotCount
        keys = Array(repeating: [], count: count)
        values = Array(repeating: nil, count: count)
    }

    func read(_ record: borrowing Record) -> Value {
        let found: Int
        switch columns.count {
        case 0: found = values[0] == nil ? -1 : 0
        case 1 where columns[0] < record.count: found = record.withField(columns[0]) { find($0) }
        default:
            scratch.removeAll(keepingCapacity: true)
            for column in columns {
                if column < record.count { record.withField(column) { append($0) } }
                scratch.append(0x1F)
            }
            let key = scratch
            found = find(key.span)
        }
        if found >= 0, let value = values[found] { return value }
        let value = compute(record)
        values[last] = value
        return value
    }

    private func append(_ bytes: Span<UInt8>) {
        for at in bytes.indices { scratch.append(bytes[at]) }
    }

    /// The slot that holds this text, or -1 after making `last` the slot to put it in.
    private func find(_ bytes: Span<UInt8>) -> Int {
        if Self.same(keys[last], bytes), values[last] != nil { return last }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for at in bytes.indices { hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3 }
        last = Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF) % keys.count
        if Self.same(keys[last], bytes), values[last] != nil { return last }
        keys[last].removeAll(keepingCapacity: true)
        for at in bytes.indices { keys[last].append(bytes[at]) }
        values[last] = nil
        return -1
    }

    private static func same(_ key: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard key.count == bytes.count else { return false }
        for at in bytes.indices where key[at] != bytes[at] { return false }
        return true
    }
}
