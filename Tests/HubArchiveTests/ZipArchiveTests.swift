import HubArchive
import HubCore
import HubTesting
import Testing

@Suite struct ZipArchiveTests {
    @Test("gives each member's bytes by its name")
    func members() throws {
        let found = try contents(ZipFixture([("a.csv", "id\n1\n"), ("folder/b.xml", "<b/>"), ("empty.txt", "")]).bytes).get()
        #expect(found.mapValues { String(decoding: $0, as: UTF8.self) } == ["a.csv": "id\n1\n", "folder/b.xml": "<b/>", "empty.txt": ""])
    }

    @Test("inflates, and finds the list behind a program that unpacks itself and before a comment")
    func deflated() throws {
        let zeros = ZipFixture.deflatedZeros(5000)
        var entry = ZipFixture.Entry("zeros", "")
        (entry.packed, entry.size, entry.method) = (zeros.packed, zeros.size, 8)
        entry.crc = ZipFixture.crc(Array(repeating: 0, count: zeros.size))
        let bytes = ZipFixture([entry]).bytes
        #expect(try contents(bytes).get()["zeros"] == Array(repeating: 0, count: zeros.size))
        #expect(try contents(Array("#!/bin/sh\nexit\n".utf8) + bytes).get()["zeros"]?.count == zeros.size)
        var commented = bytes
        commented[commented.count - 2] = 3
        #expect(try contents(commented + Array("abc".utf8)).get()["zeros"]?.count == zeros.size)
    }

    @Test("reads names in UTF-8 and in code page 437, backslashes as folders, and names that differ in case only")
    func names() throws {
        let old = ZipFixture.Entry([0x52, 0x82, 0x73, 0x75, 0x6D, 0x82], [1])
        let entries = [old, ZipFixture.Entry("Zoë\\b.csv", "2"), ZipFixture.Entry("A.csv", "3"), ZipFixture.Entry("a.csv", "4")]
        #expect(
            try Set(contents(ZipFixture(entries).bytes).get().keys) == ["Résumé".replacing("R", with: "R"), "Zoë/b.csv", "A.csv", "a.csv"])
    }

    @Test(
        "does not open an archive with a name that leads elsewhere",
        arguments: [
            "../a.csv", "a/../../b.csv", "..\\a.csv", "/etc/passwd", "\\\\server\\a.csv", "C:\\a.csv", "c:a.csv", "a.csv\0.xml", "a\nb.csv",
            "..", "\u{1B}[2Ja.csv",
        ])
    func unsafeNames(_ name: String) throws {
        #expect(try trouble(ZipFixture([("ok.csv", "1"), (name, "x")]).bytes) == "archive.unsafe-name")
    }

    @Test("does not open an archive with a name longer than any file's")
    func longName() throws {
        #expect(try trouble(ZipFixture([(String(repeating: "a", count: 2000), "x")]).bytes) == "archive.unsafe-name")
    }

    @Test("passes links and devices by")
    func links() throws {
        for mode in [0o120777, 0o020666, 0o060666, 0o010644, 0o140755] {
            var link = ZipFixture.Entry("link", "/etc/passwd")
            link.mode = mode
            let file = ZipFixture.Entry("file", "1")
            #expect(try contents(ZipFixture([link, file]).bytes).get() == ["file": [49]])
        }
    }

    @Test("says that an archive is locked, packed in another way, or one of several parts")
    func kinds() throws {
        var entry = ZipFixture.Entry("a.csv", "secret")
        entry.flags = 1
        #expect(try trouble(ZipFixture([entry]).bytes) == "archive.locked")
        (entry.flags, entry.method) = (0, 99)
        #expect(try trouble(ZipFixture([entry]).bytes) == "archive.locked")
        for method in [9, 12, 14, 93, 98] {
            entry.method = method
            #expect(try trouble(ZipFixture([entry]).bytes) == "archive.method")
        }
        var part = ZipFixture([("a", "b")]).bytes
        part[part.count - 18] = 1
        #expect(try trouble(part) == "archive.volumes")
    }

    @Test("tells what does not hold: check values, sizes, counts, places")
    func lies() throws {
        var entry = ZipFixture.Entry("a.csv", "1,2,3")
        entry.crc ^= 1
        #expect(try trouble(ZipFixture([entry]).bytes) == "archive.damaged")
        entry = ZipFixture.Entry("a.csv", "1,2,3")
        entry.size = 4
        #expect(try trouble(ZipFixture([entry]).bytes) == "archive.damaged")
        var fixture = ZipFixture([("a", "1"), ("b", "2")])
        fixture.count = 3
        #expect(try trouble(fixture.bytes) == "archive.damaged")
        fixture = ZipFixture([("a", "1"), ("b", "2")])
        fixture.entries[1].offset = 100_000
        #expect(try trouble(fixture.bytes) == "archive.damaged")
        #expect(try trouble([]) == "archive.truncated")
        #expect(try trouble(Array(repeating: 0x50, count: 100)) == "archive.truncated")
    }
}
