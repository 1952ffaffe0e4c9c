import Foundation
import HubArchive
import HubCore
import HubTesting
import Testing

@Suite struct GzipTests {
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        // One stored block.
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + ZipFixture.word(bytes.count, 2) + ZipFixture.word(~bytes.count, 2) + bytes
            + ZipFixture.word(Int(ZipFixture.crc(bytes)), 4) + ZipFixture.word(bytes.count, 4)
    }

    private func unpack(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> Result<[UInt8], HubError> {
        try withFile(bytes) { path in
            do throws(HubError) {
                var all: [UInt8] = []
                try GzipFile.read(path: path, limits: limits) { (piece) throws(HubError) in
                    all += piece.withUnsafeBufferPointer { Array($0) }
                }
                return .success(all)
            } catch { return .failure(error) }
        }
    }

    @Test("unpacks one file, several one after another, and padding behind them")
    func unpacks() throws {
        let (a, b) = (Array("id,born\n".utf8), Array("1,1970\n".utf8))
        #expect(try unpack(Self.gzip(a)).get() == a)
        #expect(try unpack(Self.gzip(a) + Self.gzip(b)).get() == a + b)
        #expect(try unpack(Self.gzip(a) + [0, 0, 0]).get() == a)
    }

    @Test("every cut and every flipped bit ends in the same bytes or in a reason")
    func damage() throws {
        let text = Array("id,born\n1,1970-01-01\n".utf8)
        let bytes = Self.gzip(text)
        for end in 0..<bytes.count { #expect(throws: HubError.self) { try unpack(Array(bytes[..<end])).get() } }
        for bit in 0..<(bytes.count * 8) {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << (bit % 8)
            if case .success(let found) = try unpack(damaged) { #expect(found == text, "bit \(bit)") }
        }
    }

    @Test("stops a bomb")
    func bomb() throws {
        let zeros = ZipFixture.deflatedZeros(200_000)
        let bytes = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + zeros.packed + ZipFixture.word(0, 8)
        guard case .failure(let error) = try unpack(bytes, limits: BombTests.tight) else { return #expect(Bool(false)) }
        #expect(error.code.description == "archive.bomb")
    }

    @Test(
        "tells containers apart by their bytes",
        arguments: [
            ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], "a bzip2 archive"),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "an xz archive"), (Array("Rar!\u{1A}\u{07}\u{00}".utf8), "a RAR archive"),
            (Array(repeating: 97, count: 257) + Array("ustar".utf8), "a tar archive"),
        ] as [([UInt8], String)])
    func kinds(_ bytes: [UInt8], _ name: String) { #expect(ArchiveKind(bytes.span) == .other(name)) }
}
