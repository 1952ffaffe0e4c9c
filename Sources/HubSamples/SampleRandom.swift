/// Random numbers that are the same on every machine and in every run: SplitMix64 (Steele, Lea and Flood 2014).
///
/// Nothing here uses the C library's mathematics, whose last digit may differ from one platform to the next.
struct SampleRandom: RandomNumberGenerator {
    private var state: UInt64

    /// Each stream (a practice, a patient) has its own sequence, so one patient never shifts the next.
    init(seed: UInt64, stream: UInt64 = 0, member: Int = 0) {
        state = seed
        for part in [stream, UInt64(truncatingIfNeeded: member)] {
            state = next() ^ (part &* 0x9e37_79b9_7f4a_7c15)
        }
        state = next()
    }

    mutating func next() -> UInt64 {
        state = state &+ 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// 0 up to, and without, `bound`; 0 when there is no room.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func int(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.upperBound - range.lowerBound + 1) }

    /// True in `probability` of the cases.
    mutating func chance(_ probability: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < probability }

    /// About normal: twelve uniform numbers, added up (Irwin–Hall).
    mutating func normal(mean: Double, sd: Double) -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += Double(next() >> 11) * 0x1p-53 }
        return mean + sd * sum
    }

    mutating func rounded(mean: Double, sd: Double, in range: ClosedRange<Int>) -> Int {
        min(max(Int(normal(mean: mean, sd: sd).rounded()), range.lowerBound), range.upperBound)
    }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// The index of a weight, in proportion to it.
    mutating func weighted(_ weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (at, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return at }
        }
        return 0
    }
}

/// FNV-1a, to make a stream number out of a practice's code.
func streamNumber(_ text: String) -> UInt64 {
    var h: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { h = (h ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return h
}
