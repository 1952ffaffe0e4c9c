import HubCore
import Testing

@Suite struct SourceKeyTests {
    /// FNV-1a and fmix64 written from their papers, in arithmetic of whole numbers without any trick: 128 bits by hand.
    private func reference(_ bytes: [UInt8]) -> Int64 {
        func times(_ a: UInt64, _ b: UInt64) -> UInt64 { a.multipliedFullWidth(by: b).low }
        var h: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { h = times(h ^ UInt64(byte), 1_099_511_628_211) }
        h ^= h >> 33
        h = times(h, 0xff51_afd7_ed55_8ccd)
        h ^= h >> 33
        h = times(h, 0xc4ce_b9fe_1a85_ec53)
        h ^= h >> 33
        return Int64(bitPattern: h)
    }

    @Test("never changes: these keys are stored") func frozen() {
        #expect(SourceKey.hash("") == reference([]))
        #expect(SourceKey.hash("visit-1") == reference(Array("visit-1".utf8)))
        #expect(SourceKey.hash("") == -1166397803181037274)
        #expect(SourceKey.hash("visit-1") == -960375106178205826)
    }

    @Test("is the same for text, bytes, substring and span") func forms() {
        var dice = Dice(seed: 6)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 32...126, using: &dice) }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(SourceKey.hash(bytes: bytes) == reference(bytes))
            #expect(SourceKey.hash(text) == reference(bytes) && SourceKey.hash("x\(text)".dropFirst()) == reference(bytes))
            #expect(SourceKey.hash(bytes.span) == reference(bytes))
        }
    }

    @Test("fifty thousand keys in a row never meet, and use all bits") func spread() {
        let keys = (0..<50_000).map { SourceKey.hash("E\($0)") }
        #expect(Set(keys).count == keys.count)
        for bit in 0..<64 {
            let ones = keys.count { $0 >> bit & 1 == 1 }
            #expect((24_000...26_000).contains(ones), "bit \(bit) is set in \(ones)")
        }
    }
}
