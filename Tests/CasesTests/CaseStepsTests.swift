import Foundation
import HubCore
import HubPipeline
import HubStore
import HubTesting
import Testing

/// What people do one after another, against a real database:
///
///     import FILE… [--add] [--period P]     one submission
///     together FILE FILE                    two people at the same moment
///     withdraw N
@Suite("What people do with submissions", ServerOfTheCases(), .serialized)
struct CaseStepsTests {
    @Test("what counts after each step is what a person found right", arguments: CaseFolder.all.filter { $0.steps != nil })
    func steps(_ one: CaseFolder) async throws {
        let hub = try await CaseHub()
        var report = CaseReport()
        for line in (one.steps ?? "").split(separator: "\n") where !line.hasPrefix("#") {
            report.text += "> \(line)\n"
            let words = line.split(separator: " ").map(String.init)
            switch words[0] {
            case "import":
                let receipt = try await hub.take(Self.request(one, Array(words.dropFirst())))
                report.add(receipt)
                report.add(stored: receipt)
                report.add(results: receipt)
            case "together":
                async let first = hub.take(Self.request(one, [words[1]]))
                async let second = hub.take(Self.request(one, [words[2]]))
                let receipts = try await [first, second]
                // Who comes first is chance; that one of them counts, and only one, is not.
                report.text += "stored \(receipts.count { $0.submission != nil }), seen before \(receipts.count { $0.submission == nil }), "
                report.text += "taking the place of others \(receipts.reduce(0) { $0 + $1.superseded.count })\n"
            case "withdraw":
                let back = try await hub.database.withdraw(submission: try #require(Int32(words[1])))
                report.text += "back again: \(back.isEmpty ? "none" : back.map(String.init).joined(separator: ", "))\n"
            default: Issue.record("`\(words[0])` is not a step")
            }
            report.text += words[0] == "together" ? try await hub.counted() : try await hub.now()
        }
        if let difference = Golden.difference(of: report.text, from: one.expected) { Issue.record("\(difference)") }
    }

    private static func request(_ one: CaseFolder, _ words: [String]) -> SubmissionRequest {
        let files = words.prefix { !$0.hasPrefix("--") }.map { one.url.appending(path: $0).path }
        var request = one.request(files)
        (request.practice, request.createPractice, request.isDelta) = ("the-practice", true, words.contains("--add"))
        if let at = words.firstIndex(of: "--period") { request.period = Period(words[at + 1]) }
        if let at = words.firstIndex(of: "--mapping") {
            request.source = CaseFolder.root.appending(path: "Cases/mappings/\(words[at + 1])/mapping.yaml").path
        }
        return request
    }
}

extension CaseHub {
    /// How much counts now, where names and numbers are left to chance.
    func counted() async throws -> String {
        let states = try await database.submissions().map(\.state).sorted().joined(separator: ", ")
        let rows = try await now().split(separator: "\n").dropFirst()
        let files = Set(rows.compactMap { $0.split(separator: "(").last })
        return "now: \(states); \(rows.count) statements out of \(files.count) file\n"
    }
}
