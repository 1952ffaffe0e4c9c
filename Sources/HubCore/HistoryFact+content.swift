extension HistoryFact {
    /// The same number for statements that say the same, whatever key they have and whichever of their codes stands first. All that a measure can ask
    /// about is in it: a diagnosis that one document confirms and another refutes is told twice, and not the same. Who did it is not, for one
    /// document may leave it out; nor is the panel: in many files it is nothing but the row's place.
    package static func content(of rows: ArraySlice<HistoryFact>) -> UInt64 {
        let fact = rows[rows.startIndex]
        var hash: UInt64 = rows.reduce(0) { $0 &+ mix(word($1.code, $1.valueCode), 1) }
        hash = mix(hash, word(fact.start, fact.startSecond))
        hash = mix(hash, word(fact.end, fact.authored))
        hash = mix(hash, fact.value.bitPattern)
        hash = mix(hash, word(fact.unit, fact.qualifier))
        // Two prescriptions of one day that last 1 and 209 days are two.
        hash = mix(hash, word(fact.supplyDays, fact.reason))
        hash = mix(hash, UInt64(bitPattern: fact.encounterKey))
        hash = mix(hash, words(fact.kind.rawValue, fact.status?.rawValue, fact.category?.rawValue, fact.intent?.rawValue))
        hash = mix(hash, words(fact.negated ? 1 : 0, fact.hasTextValue ? 1 : 0, fact.comparator?.rawValue, fact.verification?.rawValue))
        return hash
    }

    private static func word(_ high: Int32, _ low: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }

    private static func words(_ a: Int16?, _ b: Int16?, _ c: Int16?, _ d: Int16?) -> UInt64 {
        [a, b, c, d].reduce(0) { $0 << 16 | UInt64(UInt16(bitPattern: $1 ?? -1)) }
    }

    /// MurmurHash3's fmix64 over a running value. With ten thousand facts of one patient the chance that any two meet is 3 in 10¹².
    private static func mix(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        var h = (hash ^ next) &* 0x9e37_79b9_7f4a_7c15 &+ hash
        h = (h ^ (h >> 33)) &* 0xff51_afd7_ed55_8ccd
        h = (h ^ (h >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return h ^ (h >> 33)
    }
}
