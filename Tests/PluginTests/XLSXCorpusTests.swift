import CSVImporter
import Foundation
import HubCore
import HubTesting
import Testing
import XLSXImporter

/// Real workbooks that the project may not carry, beside what another program made of them.
@Suite struct XLSXCorpusTests {
    static func transcript(_ name: String, options: [String: String] = [:]) throws -> String {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: CSVCorpusTests.corpus! + "/csvkit/" + name)))
        return ImporterContract.transcript(XLSXImporter.self, options: options, file: SourceFile(name), bytes: bytes, pieceSize: 65_536)
    }

    @Test("debug", .enabled(if: CSVCorpusTests.corpus != nil))
    func debug() throws {
        for name in CSVCorpusTests.files("csvkit", ".xlsx") { print("=====", name, try Self.transcript(name).prefix(3500)) }
    }
}
