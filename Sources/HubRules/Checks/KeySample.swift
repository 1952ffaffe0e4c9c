/// A dictionary of hashed keys that never grows past ``most``: beyond that it keeps every second key, then every fourth, … chosen by
/// the key itself, so that all records of one key stay or go together and the order they come in changes nothing.
///
/// Counts made on it times ``weight`` estimate the whole; while `weight` is 1 they are exact.
struct KeySample<Value> {
    private(set) var values: [UInt64: Value] = [:]
    private(set) var weight = 1
    let most: Int

    init(most: Int = 200_000) { self.most = most }

    @inline(__always) func keeps(_ key: UInt64) -> Bool { key & UInt64(truncatingIfNeeded: weight - 1) == 0 }

    mutating func update(_ key: UInt64, new: Value, change: (inout Value) -> Void) {
        guard keeps(key) else { return }
        change(&values[key, default: new])
        if values.count > most { thin() }
    }

    func contains(_ key: UInt64) -> Bool { values[key] != nil }

    private mutating func thin() {
        while values.count > most {
            weight *= 2
            let mask = UInt64(truncatingIfNeeded: weight - 1)
            values = values.filter { $0.key & mask == 0 }
        }
    }

    /// Leaves only what a sample of that weight keeps, so that two samples can be compared.
    mutating func thin(to other: Int) {
        guard other > weight else { return }
        weight = other
        let mask = UInt64(truncatingIfNeeded: weight - 1)
        values = values.filter { $0.key & mask == 0 }
    }
}
