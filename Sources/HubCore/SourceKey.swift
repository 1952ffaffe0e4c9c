/// Turns a source's own key (a visit number, a UUID) into 64 bits, the same on every machine and in every run.
///
/// FNV-1a with a final avalanche (MurmurHash3's fmix64). With ten million keys in a practice the chance of any two meeting is 3 in a million.
public enum SourceKey {
    public static func hash(_ text: some StringProtocol) -> Int64 { hash(bytes: text.utf8) }

    public static func hash(bytes: some Sequence<UInt8>) -> Int64 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { h = (h ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return finish(h)
    }

    public static func hash(_ bytes: Span<UInt8>) -> Int64 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for at in bytes.indices { h = (h ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3 }
        return finish(h)
    }

    private static func finish(_ start: UInt64) -> Int64 {
        var h = start
        h = (h ^ (h >> 33)) &* 0xff51_afd7_ed55_8ccd
        h = (h ^ (h >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return Int64(bitPattern: h ^ (h >> 33))
    }
}
