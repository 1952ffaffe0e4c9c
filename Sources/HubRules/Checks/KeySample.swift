/// A table of hashed keys that never grows past ``most``: beyond that it keeps every second key, then every fourth, … chosen by
/// the key itself, so that all records of one key stay or go together and the order they come in changes nothing.
///
/// Counts made on it times ``weight`` estimate the whole; while `weight` is 1 they are exact. Keys must be well mixed in their lowest
/// bits, which choose; they are kept in open addressing by their highest.
struct KeySample<Value> {
    private(set) var weight = 1
    private(set) var count = 0
    let most: Int
    private let nothing: Value
    private var keys: [UInt64]
    private var values: [Value]
    /// The key 0 stands for an empty place, so that key itself lives here.
    private var zero: Value?

    init(_ nothing: Value, most: Int = 131_072) {
        (self.nothing, self.most) = (nothing, most)
        keys = [UInt64](repeating: 0, count: 1024)
        values = [Value](repeating: nothing, count: 1024)
    }

    @inline(__always) func keeps(_ key: UInt64) -> Bool { key & UInt64(truncatingIfNeeded: weight - 1) == 0 }

    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var at = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 24) & mask
        while keys[at] != 0, keys[at] != key { at = (at + 1) & mask }
        return at
    }

    @inline(__always) mutating func update(_ key: UInt64, change: (inout Value) -> Void) {
        guard keeps(key) else { return }
        guard key != 0 else {
            var value = zero ?? nothing
            change(&value)
            zero = value
            return
        }
        let at = place(of: key)
        if keys[at] == 0 {
            keys[at] = key
            count += 1
        }
        change(&values[at])
        if count * 2 > keys.count { tidy() }
    }

    func contains(_ key: UInt64) -> Bool { key == 0 ? zero != nil : keys[place(of: key)] == key }

    /// In no order.
    var entries: [(key: UInt64, value: Value)] {
        var all: [(key: UInt64, value: Value)] = []
        if let zero { all.append((key: 0, value: zero)) }
        for (at, key) in keys.enumerated() where key != 0 { all.append((key: key, value: values[at])) }
        return all
    }

    /// More room, or fewer keys.
    private mutating func tidy() {
        if count <= most { return rebuild(room: keys.count * 2) }
        thin(to: weight * 2)
    }

    /// Leaves only what a sample of that weight keeps, so that two samples can be compared.
    mutating func thin(to other: Int) {
        guard other > weight else { return }
        weight = other
        rebuild(room: keys.count)
    }

    private mutating func rebuild(room: Int) {
        let (oldKeys, oldValues) = (keys, values)
        keys = [UInt64](repeating: 0, count: room)
        values = [Value](repeating: nothing, count: room)
        count = 0
        for (at, key) in oldKeys.enumerated() where key != 0 && keeps(key) {
            let new = place(of: key)
            keys[new] = key
            values[new] = oldValues[at]
            count += 1
        }
    }
}
