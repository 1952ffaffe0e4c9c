import Foundation
import HubCore
import HubPipeline
import HubRules
import HubStore
import Synchronization
import Testing

/// The official test decks as a user runs them: imported by the FHIR importer, judged, and compared patient by patient with what the cases expect.
@Suite("The official decks", .hub, .serialized)
struct OfficialDeckTests {
    /// Cases in which the deck is wrong, each with how.
    static let errors = [
        "4e4e6417-2724-4dd2-8b94-1e8a8b0c0eb5":
            "CMS138: its text says that the status is “completed”, which does not count; its file says “final”",
        "1f16120b-56c9-4d72-8dd4-01d8a0175d77": "CMS69: a case of CMS22 (a blood pressure, and a declined referral) filed under CMS69",
        "c1df0273-aad8-41a8-859c-edd204bb4f16": "CMS69: its text calls a BMI of 24.9 low; it is normal, so nothing needs a follow-up",
    ]

    /// One count: measure, patient, group, stratum, population.
    typealias Key = [String]

    @Test("every case of every measure comes out as its deck expects, except those that are the deck's own errors")
    func decks() async throws {
        guard let corpus = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"] else {
            print("skipped: the official decks (set MEASUREHUB_CORPUS)")
            return
        }
        let decks = DeckFolder(corpus + "/ecqm/decks")
        #expect(decks.cases.count > 100)
        let hub = try Hub.mine()
        try await hub.database.store(try ValueSetBatch.read([corpus + "/ecqm/valuesets"], titles: try Hub.folder.valueSetTitles()).sets)
        var request = SubmissionRequest(paths: [decks.path])
        (request.practice, request.createPractice, request.period) = ("decks", true, Period("2026"))
        request.receivedOn = Hub.received
        #expect(try await hub.take(request).submission != nil)

        let got = Mutex<Set<Key>>([])
        let run = try await JudgeRunTests.run(Array(Set(decks.cases.map(\.measure))).sorted(), [try #require(Period("2026"))])
        let practices = try await JudgeRun.practices(["decks"], hub.database)
        _ = try await run.run(practices) { key, row throws(HubError) in
            _ = got.withLock { $0.insert([row.measure, key.value, row.group, row.stratum, row.population]) }
        }
        let found = got.withLock { $0 }
        var right: [String: (right: Int, of: Int)] = [:]
        var strata = (right: 0, wrong: 0, deck: 0)
        for one in decks.cases {
            let wrong = one.expected.filter { found.contains([one.measure, one.patient] + $0.key) != $0.value }.map(\.key)
            if Self.errors[one.patient] == nil {
                #expect(wrong.isEmpty, "\(one.measure) \(one.patient): \(wrong)")
            } else {
                #expect(!wrong.isEmpty, "\(one.patient) is listed as an error of the deck and agrees")
            }
            right[one.measure, default: (0, 0)].of += 1
            right[one.measure, default: (0, 0)].right += wrong.isEmpty ? 1 : 0
            for (key, isIn) in one.strata {
                if found.contains([one.measure, one.patient] + key) == isIn {
                    strata.right += 1
                } else if one.isInOneStratum {
                    strata.wrong += 1
                } else {
                    strata.deck += 1
                }
            }
        }
        for (measure, score) in right.sorted(by: { $0.key < $1.key }) { print("\(measure): \(score.right) of \(score.of) cases") }
        print("strata: \(strata.right) agree, \(strata.deck) of cases that the deck puts into two age bands at once or into none")
        #expect(strata.wrong == 0)
    }
}
