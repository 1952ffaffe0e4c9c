import Foundation
import HubCatalog
import HubCore
import HubPipeline
import HubTesting
import Testing

@Suite struct NoDataTests {
    private func check(_ paths: [String]) throws -> ImportReceipt {
        try Checking(folder: ConfigFolder.find(), importers: Catalog.entries).check(SubmissionRequest(paths: paths))
    }

    @Test("what comes with documents and holds no data is left out with a reason that is counted")
    func leftOut() throws {
        let folder = try ArchiveFolder()
        let zip = ZipFixture([
            ("IHE_XDM/SUB/METADATA.XML", "<?xml version=\"1.0\"?><lcm:SubmitObjectsRequest/>"), ("INDEX.HTM", "<html></html>"),
            ("README.TXT", "Read me"), ("CDA.xsl", "<xsl:stylesheet/>"), ("style.css", "p {}"), ("__MACOSX/._a.xml", "x"),
            (".DS_Store", "x"), ("scan.pdf", "%PDF-1.4"), ("logo.png", "\u{1}"),
            ("extra.xml", "<?xml version=\"1.0\"?>\n<xsl:stylesheet version=\"1.0\"/>"),
        ])
        let receipt = try check([folder.file("x.zip", zip.bytes)])
        let counts = Dictionary(receipt.causes.map { ($0.id, $0.count) }) { $0 + $1 }
        #expect(
            counts == [
                "file.exchange-metadata": 1, "file.cover-page": 2, "file.stylesheet": 3, "file.system": 2, "file.pdf": 1,
                "file.not-recognized": 1, "file.none": 1,
            ])
        #expect(receipt.files.count { $0.state == .leftOut } == 9)
        #expect(receipt.hasErrors)
    }

    @Test("a PDF that is named as the extract is an error that says what to send")
    func named() throws {
        let folder = try ArchiveFolder()
        let receipt = try check([folder.file("report.pdf", Array("%PDF-1.4".utf8))])
        #expect(receipt.causes.map(\.id) == ["file.pdf"])
        #expect(receipt.causes.first?.severity == "error")
    }
}
