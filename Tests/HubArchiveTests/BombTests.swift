import HubArchive
import HubCore
import HubTesting
import Testing

@Suite struct BombTests {
    /// Small, so that a small archive is already too much.
    static var tight: ArchiveLimits {
        var limits = ArchiveLimits()
        (limits.ratio, limits.ratioFrom, limits.memberBytes, limits.totalBytes, limits.members) = (50, 1000, 1_000_000, 2_000_000, 10)
        return limits
    }

    private func zeros(_ count: Int) -> ZipFixture.Entry {
        let zeros = ZipFixture.deflatedZeros(count)
        var entry = ZipFixture.Entry("zeros", "")
        (entry.packed, entry.size, entry.method) = (zeros.packed, zeros.size, 8)
        entry.crc = ZipFixture.crc(Array(repeating: 0, count: zeros.size))
        return entry
    }

    @Test("stops a member that grows too much, also when its size is a lie")
    func ratio() throws {
        let honest = try trouble(ZipFixture([zeros(20_000)]).bytes)
        #expect(honest == "opened")
        #expect(try trouble(ZipFixture([zeros(20_000)]).bytes, limits: Self.tight) == "archive.bomb")
        var lying = zeros(200_000)
        lying.size = 900
        #expect(try ["archive.bomb", "archive.damaged"].contains(trouble(ZipFixture([lying]).bytes, limits: Self.tight)))
    }

    @Test("hands on no more of a lying member than the limits allow")
    func handedOn() throws {
        var lying = zeros(3_000_000)
        lying.size = 900
        try withFile(ZipFixture([lying]).bytes) { path in
            var seen = 0
            #expect(throws: HubError.self) {
                try ZipArchive(path: path, limits: Self.tight).read({ (_) throws(HubError) in true }) { (_, piece) throws(HubError) in
                    seen += piece.count
                }
            }
            #expect(seen <= 1_000_000)
        }
    }

    @Test("refuses members that lie over each other")
    func overlap() throws {
        var fixture = ZipFixture([("a", "11111111"), ("b", "2"), ("c", "3")])
        fixture.entries[1].offset = 0
        fixture.entries[2].offset = 0
        #expect(try trouble(fixture.bytes) == "archive.bomb")
    }

    @Test("refuses too many members, too large ones, and too much of them together, before anything is unpacked")
    func limits() throws {
        let many = (0..<11).map { (name: "\($0)", text: "") }
        #expect(try trouble(ZipFixture(many).bytes, limits: Self.tight) == "archive.too-large")
        var large = ZipFixture.Entry("large", "x")
        large.size = 1_000_001
        #expect(try trouble(ZipFixture([large]).bytes, limits: Self.tight) == "archive.too-large")
        var roomy = Self.tight
        (roomy.ratioFrom, roomy.totalBytes) = (1_000_000, 1_500_000)
        large.size = 900_000
        #expect(try trouble(ZipFixture([large, large]).bytes, limits: roomy) == "archive.too-large")
    }

    @Test("every cut and every flipped bit ends in the same bytes or in a reason, and never otherwise")
    func damage() throws {
        let bytes = ZipFixture([zeros(600), ZipFixture.Entry("a", "id\n1\n")]).bytes
        let whole = try contents(bytes).get()
        for end in 0..<bytes.count {
            guard case .failure(let error) = try contents(Array(bytes[..<end])) else {
                Issue.record("an archive cut at byte \(end) was opened")
                continue
            }
            #expect(error.code.description.hasPrefix("archive."))
        }
        for bit in 0..<(bytes.count * 8) {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            switch try contents(damaged, limits: Self.tight) {
            case .failure(let error): #expect(error.code.description.hasPrefix("archive."))
            // Names, dates and attributes have no check value: they may differ; what the members hold may not.
            case .success(let found): #expect(Set(found.values).isSubset(of: Set(whole.values)), "bit \(bit)")
            }
        }
    }
}
