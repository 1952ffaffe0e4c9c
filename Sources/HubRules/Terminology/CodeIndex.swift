/// For every code id, a short list of numbers (value sets, leaves): two flat arrays, no hashing.
struct CodeIndex: Sendable {
    private var starts: [Int32] = [0]
    private(set) var values: [Int32] = []

    /// - Parameter pairs: (code id, number); ids below 0 are ignored.
    init(_ pairs: [(code: Int32, value: Int32)]) {
        let sorted = pairs.filter { $0.code >= 0 }.sorted { ($0.code, $0.value) < ($1.code, $1.value) }
        guard let last = sorted.last else { return }
        starts.reserveCapacity(Int(last.code) + 2)
        var before: (code: Int32, value: Int32) = (-1, -1)
        for pair in sorted where pair != before {
            while starts.count <= Int(pair.code) { starts.append(Int32(values.count)) }
            values.append(pair.value)
            before = pair
        }
        starts.append(Int32(values.count))
    }

    /// Where in ``values`` the list of a code lies; empty for a code that has none.
    @inline(__always) func range(of code: Int32) -> Range<Int> {
        guard code >= 0, Int(code) + 1 < starts.count else { return 0..<0 }
        return Int(starts[Int(code)])..<Int(starts[Int(code) + 1])
    }

    @inline(__always) func contains(_ code: Int32, _ value: Int32) -> Bool {
        for at in range(of: code) where values[at] == value { return true }
        return false
    }
}
