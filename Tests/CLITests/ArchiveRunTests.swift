import Foundation
import HubTesting
import Testing

/// Archives and workbooks as a practice sends them, through the program itself.
@Suite("Archives and workbooks", .serialized)
struct ArchiveRunTests {
    private func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .windowsCP1252).split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }).map {
            SampleCells.of(String($0))
        }
    }

    private func counts(_ run: ProgramRun) -> [String: Int] {
        let facts = run.json["facts"] as? [String: Int] ?? [:]
        return facts.merging(["patients": run.json["patients"] as? Int ?? -1]) { $1 }
    }

    @Test("documents in a zip give what they give in a folder, and the same zip twice is once, as are its members")
    func documents() throws {
        let installation = try Installation()
        let sample = try installation.sample("harbor-internal", patients: 12)
        let names = try FileManager.default.subpathsOfDirectory(atPath: sample.extract).filter { $0.hasSuffix(".xml") }.sorted()
        try #require(!names.isEmpty)
        var entries = try names.map { name in
            ZipFixture.Entry(Array("export/\(name)".utf8), [UInt8](try Data(contentsOf: URL(fileURLWithPath: sample.extract + "/" + name))))
        }
        entries.append(ZipFixture.Entry("export/CDA.xsl", "<xsl:stylesheet/>"))
        let zip = try installation.file("all.zip", ZipFixture(entries).bytes)
        let map = ["--code-map", sample.codeMap, "--json"]
        let plain = try installation.run(["import", "--practice", "a", "--create-practice", sample.extract] + map)
        let packed = try installation.run(["import", "--practice", "b", "--create-practice", zip] + map)
        #expect(packed.json["submission"] is Int, "\(packed.messages)")
        #expect(counts(plain) == counts(packed) && counts(packed)["patients"] ?? 0 > 0)
        let files = packed.json["files"] as? [[String: Any]] ?? []
        #expect(files.contains { $0["name"] as? String == "all.zip/export/\(names[0])" && $0["state"] as? String == "taken" })
        #expect(files.contains { $0["name"] as? String == "all.zip/export/CDA.xsl" && $0["state"] as? String == "left-out" })
        let again = try installation.run(["import", "--practice", "b", zip] + map)
        #expect(again.status == 0 && again.json["submission"] is NSNull, "\(again.output)")
        let member = try installation.run(["import", "--practice", "b", sample.extract + "/" + names[0]] + map)
        #expect((member.json["files"] as? [[String: Any]])?.first?["state"] as? String == "seen-before")
        #expect(try installation.rows("source_file where name like 'all.zip/export/%.xml'") == names.count)
    }

    @Test("an archive that cannot be opened undoes the submission, and what is stored stays")
    func damaged() throws {
        let installation = try Installation()
        let document = try installation.file("one.xml", BadInputTests.document)
        #expect(try installation.run("import", "--practice", "a", "--create-practice", document).status == 0)
        var entry = ZipFixture.Entry("two.xml", BadInputTests.document + "\n")
        entry.crc ^= 1
        let zip = try installation.file("bad.zip", ZipFixture([entry]).bytes)
        let other = try installation.file("three.xml", BadInputTests.document + "\n\n")
        let run = try installation.run("import", "--practice", "a", other, zip, "--json")
        #expect(run.status == 1 && run.json["submission"] is NSNull)
        #expect((run.json["causes"] as? [[String: Any]])?.contains { $0["id"] as? String == "archive.damaged" } == true)
        #expect(try installation.rows("submission where state = 'current'") == 1)
    }

    @Test("a workbook, plain and in a zip, says what its CSV says; a sheet that nobody knows is told and left out")
    func workbook() throws {
        let installation = try Installation()
        let sample = try installation.sample("oak-street", patients: 15)
        let all = try rows(sample.extract)
        // A row with a field too many or too few exists in text only: a sheet has a cell there.
        let width = try #require(all.first { $0.count > 3 }).count
        let table = all.filter { $0.count == width || $0.count <= 3 }
        let book = WorkbookFixture([
            ("Parameters", [["parameter", "said"], ["report", "abcs"]]), ("Extract", table),
        ]).bytes
        let plain = try installation.file("extract.xlsx", book)
        let zip = try installation.file("book.zip", ZipFixture([ZipFixture.Entry(Array("a/extract.xlsx".utf8), book)]).bytes)
        let map = ["--code-map", sample.codeMap, "--json"]
        let truth = try installation.run(["check", sample.extract] + map)
        for path in [plain, zip] {
            let run = try installation.run(["check", path] + map)
            #expect(counts(run) == counts(truth) && counts(run)["patients"] ?? 0 > 0, "\(run.messages)")
            #expect((run.json["causes"] as? [[String: Any]])?.contains { $0["id"] as? String == "table.not-known" } == true)
        }
    }

    @Test("nothing unpacked is left when the program is interrupted")
    func interrupted() async throws {
        let installation = try Installation()
        let temporary = installation.folder + "/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        // Enough documents that reading them takes longer than finding the folder.
        let entries = (0..<4000).map { ZipFixture.Entry("\($0).xml", BadInputTests.document + String(repeating: "\n", count: $0)) }
        let zip = try installation.file("many.zip", ZipFixture(entries).bytes)
        let process = Process()
        process.executableURL = ProgramRun.program
        process.arguments = ["check", zip]
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var seen = false
        while process.isRunning, !seen {
            seen = try FileManager.default.contentsOfDirectory(atPath: temporary).contains { $0.hasPrefix("measurehub-unpacked-") }
            try await Task.sleep(for: .milliseconds(5))
        }
        process.interrupt()
        process.waitUntilExit()
        #expect(seen)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }
}
