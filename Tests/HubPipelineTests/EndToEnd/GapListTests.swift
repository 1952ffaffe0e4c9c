import Foundation
import HubCore
import HubPipeline
import HubRules
import HubSamples
import HubStore
import Testing

/// The gap list, the table of what is required and the letter, out of one made-up practice.
@Suite("From numbers to what is to be done", .hub, .serialized)
struct GapListTests {
    @Test("the gap list adds up to the counts, and its lines stand at a place in a file") func gaps() async throws {
        let profile = try #require(SampleProfile.all.first)
        let folder = try SampleFolder(seed: 5, patients: 120, practices: [profile])
        let hub = try Hub.mine()
        _ = try await hub.take(Hub.request(folder.practices[0]))
        let period = try #require(Period("2026"))
        let results = try await hub.judge(profile.code)
        let practice = try #require(try await JudgeRun.practices([profile.code], hub.database).first)
        let today = try #require(Hub.received)
        let listing = try await GapListing(
            measures: SampleHub.measures, period: period, today: today, folder: Hub.folder, database: hub.database)
        let lines = try await listing.lines(practice)
        #expect(!lines.isEmpty)
        for result in results where result.stratum.isEmpty {
            let mine = lines.filter { $0.measure == result.measure && $0.group == result.group }
            func patients(_ status: GapLine.Status) -> Int { Set(mine.filter { $0.status == status }.map(\.patient)).count }
            let counts = result.counts
            let met = result.lowerIsBetter ? counts.eligible - counts.numerator : counts.numerator
            #expect(patients(.closed) == met, "\(result.measure) \(result.group)")
            #expect(patients(.notApplicable) == counts.denominatorExclusion + counts.denominatorException)
            #expect(patients(.open) == counts.eligible - met)
            #expect(patients(.prospective) == 0)
        }
        let open = lines.filter { $0.status == .open }
        #expect(open.allSatisfy { !$0.toDo.isEmpty && !$0.evidence.isEmpty && !$0.split.isEmpty && !$0.dueBy.isEmpty })
        #expect(open.contains { $0.place.contains(":") })
        let early = try await GapListing(
            measures: ["CMS165"], period: period, today: period.start, folder: Hub.folder, database: hub.database)
        #expect(try await early.lines(practice).contains { $0.status == .prospective })
    }

    @Test("nobody who died is to be invited, and the list still adds up") func died() async throws {
        let hub = try Hub.mine()
        let folder = FileManager.default.temporaryDirectory.appending(path: "died-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let entries = ["a", "b"].flatMap { id in
            let death = id == "a" ? #","deceasedDateTime":"2026-02-20""# : ""
            return [
                #"{"resource":{"resourceType":"Patient","id":"\#(id)","gender":"female","birthDate":"2018-05-01"\#(death)}}"#,
                #"{"resource":{"resourceType":"Encounter","id":"v\#(id)","status":"finished","class":{"code":"AMB"}"#
                    + #","subject":{"reference":"Patient/\#(id)"},"period":{"start":"2026-01-10","end":"2026-01-10"}}}"#,
            ]
        }
        let path = folder.appending(path: "bundle.json").path
        try #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries.joined(separator: ","))]}"#
            .write(toFile: path, atomically: true, encoding: .utf8)
        var request = SubmissionRequest(paths: [path])
        (request.practice, request.createPractice, request.period) = ("mourning", true, Period("2026"))
        #expect(try await hub.take(request).submission != nil)
        let practice = try #require(try await JudgeRun.practices(["mourning"], hub.database).first)
        let listing = try await GapListing(
            measures: ["WCV-EHR"], period: try #require(Period("2026")), today: try #require(Day(iso: "2026-06-01")), folder: Hub.folder,
            database: hub.database)
        let lines = try await listing.lines(practice)
        #expect(lines.map(\.status) == [.prospective, .prospective], "both are counted and not met")
        let dead = try #require(lines.first { $0.patient == "a" })
        #expect(dead.toDo == "Nothing: the patient died on 2026-02-20" && dead.dueBy.isEmpty && !dead.isLate)
        #expect(lines.first { $0.patient == "b" }?.toDo.contains("well visit") == true)
    }

    @Test("the table names every element with its window, and the letter nobody's data") func letter() async throws {
        let profile = try #require(SampleProfile.all.first)
        let folder = try SampleFolder(seed: 5, patients: 120, practices: [profile])
        let hub = try Hub.mine()
        _ = try await hub.take(Hub.request(folder.practices[0]))
        let period = try #require(Period("2026"))
        let all = try await Requiring(measures: [], period: period, folder: Hub.folder, database: hub.database)
        for measure in all.measures {
            let mine = all.elements.filter { $0.measure == measure.id }
            #expect(mine.contains { $0.element == "Birth date" }, "\(measure.id)")
            for element in mine where element.kind != "patient" {
                #expect(!element.window.isEmpty && !element.lookBack.isEmpty && !element.export.isEmpty && !element.date.isEmpty)
            }
        }
        let requiring = try await Requiring(measures: SampleHub.measures, period: period, folder: Hub.folder, database: hub.database)
        let whole = try await requiring.letter(nil, isPeriodNamed: false)
        #expect(whole.contains("Blood pressure (for CMS165)") && whole.contains("LOINC 8480-6") && whole.contains("mm[Hg]"))
        let practice = try #require(try await JudgeRun.practices([profile.code], hub.database).first)
        let letter = try await requiring.letter(practice, isPeriodNamed: true)
        #expect(letter.contains("2026-01-01 to 2026-12-31"))
        for key in try await hub.database.patientKeys(practice: practice.id).values where key.value.count > 4 {
            #expect(!letter.contains(key.value))
        }
    }
}
