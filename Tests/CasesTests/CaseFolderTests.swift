import Foundation
import HubCatalog
import HubCore
import HubPipeline
import HubTesting
import Testing

/// Files as practices send them, through the whole line of `measurehub check`: reader, mapping, code map, rules.
@Suite("Files as they really are")
struct CaseFolderTests {
    @Test("what comes of the files is what a person found right", arguments: CaseFolder.all.filter { $0.steps == nil })
    func comesOut(_ one: CaseFolder) throws {
        let facts = FactList()
        let folder = ConfigFolder(path: CaseFolder.root.appending(path: "Mappings").path)
        let receipt = try Checking(folder: folder, importers: Catalog.entries).check(one.request(one.sent), into: facts)
        var report = CaseReport()
        report.add(receipt)
        if one.options["measures"] != nil { report.add(results: receipt) }
        report.add(facts)
        for file in receipt.files { #expect(file.read == file.accepted + file.rejected + file.skipped, "\(file.name)") }
        if let difference = Golden.difference(of: report.text, from: one.expected) { Issue.record("\(difference)") }
    }

    @Test("every case says which line it stands for, and holds a file", arguments: CaseFolder.all)
    func says(_ one: CaseFolder) {
        #expect(!one.why.isEmpty, "why.txt is missing")
        #expect(!one.sent.isEmpty, "there is no file of a practice")
    }
}
