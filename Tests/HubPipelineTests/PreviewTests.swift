import Foundation
import HubArchive
import HubCatalog
import HubCore
import HubPipeline
import HubTesting
import Testing

/// What looks at files without reading them in earnest finds what a check finds: archives, workbooks, layouts of mappings, each file once.
@Suite("Previews, worklists and drafts read files as a check does")
struct PreviewTests {
    static let table = "MRN,VISIT DATE,TYPE\n1,2026-01-13,ZZQ\n2,2026-01-14,ZZQ\n"
    static let clinic = "\(Hub.sourceTree)/Cases/mappings/clinic/mapping.yaml"
    static let claims = "\(Hub.sourceTree)/Mappings/sources/cms-cclf/Cases/made-up-year"

    private func previews(_ paths: [String], source: String? = nil) throws -> [FilePreview] {
        var request = SubmissionRequest(paths: paths)
        request.source = source
        return try Previewing(folder: Hub.folder, importers: Catalog.entries).preview(request, showValues: false)
    }

    @Test("a preview opens archives, and tells those that cannot be opened")
    func archives() throws {
        let folder = try ArchiveFolder()
        let zip = try folder.file("extract.zip", ZipFixture([("visits.csv", Self.table)]).bytes)
        let other = try folder.file("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4])
        let found = try previews([zip, other], source: Self.clinic)
        #expect(found.map(\.file) == ["a.7z", "extract.zip/visits.csv"])
        #expect(found.last?.tables.map(\.mapping) == ["clinic"] && found.last?.tables.first?.rows == 2)
        #expect(found.first?.groups.map(\.first.id) == ["archive.other-kind"] && found.first?.hasErrors == true)
    }

    @Test("a preview reads workbooks by the mappings of tables, and claims by their layouts")
    func formats() throws {
        let folder = try ArchiveFolder()
        let rows = Self.table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let book = try folder.file("visits.xlsx", WorkbookFixture([("Visits", rows)]).bytes)
        #expect(try previews([book], source: Self.clinic).flatMap(\.tables).map(\.mapping) == ["clinic"])
        let claims = try previews(InputFile.collect([Self.claims]).map(\.path).filter { !$0.hasSuffix("expected.txt") })
        #expect(claims.contains { $0.tables.contains { $0.mapping == "cms-cclf" } }, "\(claims.map(\.format))")
    }

    @Test("one row that no mapping knows may be a patient: its cells are not shown as names of columns")
    func oneRow() throws {
        let folder = try ArchiveFolder()
        let found = try previews([folder.file("x.csv", Array("Realname,John,Female,Office Visit\n".utf8))])
        #expect(found.flatMap(\.tables).flatMap(\.columns).allSatisfy { !$0.name.contains("Realname") && !$0.name.contains("John") })
    }

    @Test("a worklist counts each file once, knows who is left out, and reads claims")
    func worklist() throws {
        let folder = try ArchiveFolder()
        _ = try folder.file("a-visits.csv", Array(Self.table.utf8))
        _ = try folder.file("b-visits.csv", Array(Self.table.utf8))
        _ = try folder.file("patients.csv", Array("MRN,LAST NAME,DOB,SEX\n1,ZZTEST,1970-03-25,F\n2,Ames,1971-03-25,F\n".utf8))
        var request = SubmissionRequest(paths: [folder.path])
        request.source = Self.clinic
        let (list, refused) = try CodeWorklist.of(request, folder: Hub.folder, importers: Catalog.entries)
        #expect(refused == [])
        #expect(list.lines.map(\.code) == ["ZZQ"] && list.lines.first?.rows == 1 && list.lines.first?.patients == 1)
        let claims = try InputFile.collect([Self.claims]).map(\.path).filter { !$0.hasSuffix("expected.txt") }
        let read = try CodeWorklist.of(SubmissionRequest(paths: claims), folder: Hub.folder, importers: Catalog.entries)
        #expect(read.refused == [])
    }

    @Test("a case of a mapping of tables may be a workbook")
    func cases() throws {
        let folder = try ArchiveFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/Cases/book", withIntermediateDirectories: true)
        let mapping = try folder.file("mapping.yaml", Array(Data(contentsOf: URL(filePath: Self.clinic))))
        let rows = Self.table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        _ = try folder.file("Cases/book/visits.xlsx", WorkbookFixture([("Visits", rows)]).bytes)
        _ = try MappingCheck(mapping, importers: Catalog.entries, config: Hub.folder, update: true)
        let expected = try String(contentsOfFile: folder.path + "/Cases/book/expected.txt", encoding: .utf8)
        #expect(expected.contains("2 units: 2 accepted, 0 rejected, 0 skipped"), "\(expected)")
    }
}
