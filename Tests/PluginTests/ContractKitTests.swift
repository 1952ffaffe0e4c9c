import Foundation
import HubCore
import HubTesting
import Testing

/// The contract kit itself: it must find what is broken.
@Suite struct ContractKitTests {
    /// Makes one record of each piece it is fed: depends on how the bytes are cut.
    struct Careless: RecordImporter {
        static let about = PluginInfo(id: "careless", summary: "one record a piece", extensions: [])
        init(options: [String: String]) {}
        static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition { .no }
        func makeReader() -> any RecordReader { Reader() }

        struct Reader: RecordReader {
            func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError) {
                records.begin(at: .start)
                records.beginField(at: .start)
                records.append(bytes)
                records.endField()
                try records.end()
            }
            func finish(into records: inout RecordBuilder) {}
        }
    }

    private func withCase(_ body: (ImporterCase, String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/Cases/one", withIntermediateDirectories: true)
        try "a,b\nc\n".write(toFile: folder + "/Cases/one/input.txt", atomically: true, encoding: .utf8)
        try "1:1  a,b\\nc\\n  @ 1:1\n1 accepted, 0 rejected, 0 skipped\n"
            .write(toFile: folder + "/Cases/one/expected.txt", atomically: true, encoding: .utf8)
        let cases = try ImporterCase.all(in: folder)
        try #require(cases.count == 1)
        try body(cases[0], folder)
    }

    @Test("finds an importer whose records depend on how the bytes are cut", .enabled(if: !Golden.isUpdating))
    func pieces() throws {
        try withCase { one, _ in
            let broken = try ImporterContract.check(Careless.self, one)
            // The file has six bytes: in pieces of 7 it comes whole.
            #expect(broken.count == 2)
            #expect(broken.allSatisfy { $0.contains("in pieces of") })
        }
    }

    @Test("finds a transcript that is not the expected one", .enabled(if: !Golden.isUpdating))
    func golden() throws {
        try withCase { one, folder in
            try "something else\n".write(toFile: one.expected, atomically: true, encoding: .utf8)
            #expect(try ImporterContract.check(Careless.self, one).contains { $0.contains("line 1 differs") })
            try FileManager.default.removeItem(atPath: one.expected)
            #expect(try ImporterContract.check(Careless.self, one).contains { $0.contains("UPDATE_EXPECTED=1") })
            #expect(PluginContract.checkCatalog([Careless.self], in: folder) == ["there is no plugin in \(folder)"])
        }
    }

    @Test("finds silence about an empty file, and an id given twice")
    func silence() {
        #expect(ImporterContract.checkEmpty(Careless.self) == ["careless: nothing is said about an empty file"])
        #expect(PluginContract.checkNames([Careless.self, Careless.self]) == ["the id `careless` is given twice"])
    }

    @Test("writes a fact on one line, with all that is set")
    func factLine() {
        var fact = Fact(.observation, patient: PatientKey("P1", namespace: "1.2"), at: Position(line: 3, column: 9))
        fact.code = Coding(.loinc, "4548-4")
        fact.start = Day(iso: "2026-02-01")
        fact.end = fact.start
        fact.status = .final
        fact.comparator = .greater
        fact.value = .quantity(14, unit: "%")
        fact.sentValue = ">14"
        #expect(FactLine.of(fact) == "observation of P1^1.2: LOINC|4548-4 on 2026-02-01 final > 14.0 % (sent >14) @ 3:9")
    }
}
