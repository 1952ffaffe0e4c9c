import HubCatalog
import HubCore
import HubTesting
import Testing

/// Every importer of the catalog is run through the contract with its own cases; nothing here knows any of them.
@Suite struct ImporterContractTests {
    static let plugins = PluginContract.folder(from: #filePath)

    struct Subject: Sendable, CustomTestStringConvertible {
        var importer: any Importer.Type
        var testDescription: String { importer.about.id }
    }
    static let subjects = Catalog.importers.map { Subject(importer: $0) }

    @Test("says what its cases say, however the bytes are cut", arguments: subjects)
    func cases(_ subject: Subject) throws {
        for one in try ImporterCase.all(in: PluginContract.folder(of: subject.importer, in: Self.plugins)) {
            for broken in try ImporterContract.check(subject.importer, one) { Issue.record("\(broken)") }
        }
    }

    @Test("has at least one case", arguments: subjects)
    func hasCases(_ subject: Subject) throws {
        #expect(try !ImporterCase.all(in: PluginContract.folder(of: subject.importer, in: Self.plugins)).isEmpty)
    }

    @Test("reads a truncated file to an end", arguments: subjects)
    func truncated(_ subject: Subject) throws {
        for one in try ImporterCase.all(in: PluginContract.folder(of: subject.importer, in: Self.plugins)) {
            for broken in try ImporterContract.checkTruncated(subject.importer, one) { Issue.record("\(broken)") }
        }
    }

    @Test("says something about an empty file", arguments: subjects)
    func empty(_ subject: Subject) {
        #expect(ImporterContract.checkEmpty(subject.importer) == [])
    }
}
