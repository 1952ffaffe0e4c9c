import Foundation
import HubCatalog
import HubCore
import HubPipeline
import HubStore
import Testing

/// A folder of two mappings that read the same columns, so that only memory can tell which is meant.
private struct TwoMappings {
    let path: String
    var folder: ConfigFolder { ConfigFolder(path: path + "/Mappings") }

    init() throws {
        let files = FileManager.default
        path = files.temporaryDirectory.path + "/recipes-" + UUID().uuidString.prefix(8)
        try files.createDirectory(atPath: path + "/Mappings/sources", withIntermediateDirectories: true)
        for part in ["measures", "rules", "valuesets", "aliases", "names"] {
            try files.createSymbolicLink(
                atPath: path + "/Mappings/\(part)",
                withDestinationPath: Hub.sourceTree.first == "/"
                    ? "\(Hub.sourceTree)/Mappings/\(part)" : "/\(Hub.sourceTree)/Mappings/\(part)")
        }
        try mapping("one", "finished")
        try mapping("two", "planned")
    }

    func mapping(_ source: String, _ status: String, more: String = "") throws {
        let folder = path + "/Mappings/sources/\(source)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let yaml = """
            source: \(source)
            format: csv
            \(more)
            tables:
              - table: visits
                has: [MRN]
                patient: MRN
                facts:
                  - kind: encounter
                    start: { column: Visit Date, required: true }
                    status: { constant: \(status) }
                    provider: { column: Doctor, optional: true }
                    qualifier: Left To
            """
        try yaml.write(toFile: folder + "/mapping.yaml", atomically: true, encoding: .utf8)
    }

    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
        return path + "/" + name
    }

    func take(_ file: String, source: String? = nil, day: Int) async throws -> ImportReceipt {
        var request = SubmissionRequest(paths: [file])
        (request.practice, request.createPractice, request.source) = ("riverbend", true, source)
        request.receivedOn = Day(year: 2026, month: 3, day: day)
        return try await Importing(folder: folder, importers: Catalog.entries, database: try Hub.mine().database).run(request)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("Recipes", .hub, .serialized)
struct RecipeTests {
    private static let rows = "1,2026-01-03,Ann,home,x\n2,2026-01-04,Bo,home,y\n3,2026-01-05,Bo,home,z\n"
    private static let header = "MRN,Visit Date,Doctor,Left To,Note\n"

    @Test("a report is read as it was read before, a changed one is told column by column, and nothing that only looks alike is applied")
    func story() async throws {
        let two = try TwoMappings()
        defer { two.remove() }
        // Two mappings fit: somebody must say which.
        let first = try await two.take(try two.file("visits_jan.csv", Self.header + Self.rows), day: 2)
        #expect(first.submission == nil && first.causes.contains { $0.message.contains("more than one mapping") })
        let named = try await two.take(try two.file("visits_jan.csv", Self.header + Self.rows), source: "two", day: 2)
        #expect(named.submission != nil && named.files.first?.mapping == "two")
        #expect(!named.causes.contains { $0.id == "FIL-003" })

        // The next month of the same layout needs no name, whatever the file is called.
        let next = try await two.take(try two.file("other.csv", Self.header + "4,2026-02-03,Ann,home,x\n5,2026-02-04,Bo,home,y\n"), day: 3)
        #expect(next.submission != nil && next.files.first?.mapping == "two")
        #expect(next.causes.allSatisfy { $0.id != "FIL-003" && $0.id != "recipe.mapping-changed" })

        // A needed column has another name: supposed, told as an error, not applied.
        let renamed = try two.file(
            "visits_mar.csv", "MRN,Date of Visit,Doctor,Room,Note\n1,2026-03-03,Ann,12,x\n2,2026-03-04,Bo,14,y\n3,2026-03-05,Bo,14,z\n")
        let drifted = try await two.take(renamed, source: "two", day: 4)
        #expect(drifted.submission == nil)
        let told = try #require(drifted.causes.first { $0.id == "FIL-003" })
        #expect(told.severity == "error")
        let words =
            "1 column perhaps renamed, 1 new, 1 gone since the submission of 2026-03-03: perhaps `Visit Date` is `Date of Visit` now "
            + "(same place, both days); new: `Room`; gone: `Left To`. Needed and not there: `Left To`, `Visit Date`"
        #expect(told.message == words)
    }

    @Test("what no mapping reads may change: that is a note; what is read and not required is a warning")
    func severity() async throws {
        let two = try TwoMappings()
        defer { two.remove() }
        func take(_ name: String, _ header: String, _ rows: String) async throws -> ImportReceipt {
            var request = SubmissionRequest(paths: [try two.file(name, header + rows)])
            (request.practice, request.createPractice, request.source) = ("lakeside", true, "one")
            request.receivedOn = Day(year: 2026, month: 4, day: 1)
            return try await Importing(folder: two.folder, importers: Catalog.entries, database: try Hub.mine().database).run(request)
        }
        #expect(try await take("a.csv", Self.header, Self.rows).submission != nil)
        let note = try await take("b.csv", "MRN,Visit Date,Doctor,Left To\n", "1,2026-05-03,Ann,home\n2,2026-05-04,Bo,home\n")
        let first = try #require(note.causes.first { $0.id == "FIL-003" })
        #expect(first.severity == "note" && first.message == "1 column gone since the submission of 2026-04-01: gone: `Note`")
        #expect(note.submission != nil)
        let warning = try await take("c.csv", "MRN,Visit Date,Left To,Note,Fax\n", "1,2026-06-03,home,a,1\n2,2026-06-04,home,b,2\n")
        let second = try #require(warning.causes.first { $0.id == "FIL-003" })
        #expect(second.severity == "warning" && second.message.hasSuffix("Needed and not there: `Doctor`") && warning.submission != nil)
    }

    @Test("a mapping that has changed since is told, and a recipe can be forgotten")
    func changed() async throws {
        let (two, database) = (try TwoMappings(), try Hub.mine().database)
        defer { two.remove() }
        func take(_ rows: String, source: String? = nil) async throws -> ImportReceipt {
            var request = SubmissionRequest(paths: [try two.file("r\(rows.count).csv", Self.header + rows)])
            (request.practice, request.createPractice, request.source) = ("hilltop", true, source)
            return try await Importing(folder: two.folder, importers: Catalog.entries, database: database).run(request)
        }
        #expect(try await take(Self.rows, source: "one").submission != nil)
        try two.mapping("one", "finished", more: "title: changed")
        let again = try await take(Self.rows + "9,2026-01-09,Bo,home,z\n")
        #expect(again.submission != nil && again.causes.contains { $0.id == "recipe.mapping-changed" && $0.severity == "note" })
        let practice = try #require(try await database.practice(code: "hilltop"))
        let recipe = try #require(try await database.recipes(practice: practice.id).first)
        #expect(recipe.uses == 2 && recipe.mapping == "one" && recipe.columns.first == "MRN" && recipe.shapes[1] == "days")
        #expect(try await database.forgetRecipes(practice: practice.id, fingerprint: String(recipe.fingerprint.prefix(8))) == 1)
        #expect(try await take(Self.rows + "8,2026-01-08,Bo,home,z\n").submission == nil)
    }
}
