import Foundation
import HubCore
import HubPipeline
import HubSamples
import HubStore
import Testing

/// What happens to a practice's data over several submissions.
@Suite("Submissions of samples", .hub, .serialized)
struct SubmissionStoryTests {
    @Test("the same files twice are once")
    func twice() async throws {
        let (hub, sample) = (try Hub.mine(), try SampleFolder(seed: 41, patients: 60, practices: [.oakStreet]))
        let request = Hub.request(sample.practices[0]).of("twice")
        let first = try await hub.take(request)
        let (facts, results) = (try await hub.rows("fact"), try await hub.judge("twice"))
        let again = try await hub.take(request)
        #expect(first.submission != nil && again.submission == nil)
        #expect(again.files.map(\.state) == [.seenBefore] && again.files.map(\.seenIn) == [first.submission])
        #expect(again.accepted == 0 && again.superseded.isEmpty)
        #expect(try await hub.rows("fact") == facts)
        #expect(try await hub.judge("twice") == results)
        #expect(results.contains { $0.counts.initialPopulation > 0 })
    }

    @Test("a full resubmission takes the place of the one before, and withdrawing it brings that back")
    func resubmission() async throws {
        let hub = try Hub.mine()
        let (old, new) = (
            try SampleFolder(seed: 42, patients: 60, practices: [.oakStreet]), try SampleFolder(seed: 43, patients: 80, practices: [.oakStreet])
        )
        let first = try await hub.take(Hub.request(old.practices[0]).of("again"))
        let before = try await hub.judge("again")
        let second = try await hub.take(Hub.request(new.practices[0]).of("again"))
        #expect(second.superseded == [try #require(first.submission)])
        let after = try await hub.judge("again")
        try expect(after, are: new.practices[0].truths)
        #expect(after != before)
        let back = try await hub.database.withdraw(submission: Int32(try #require(second.submission)))
        #expect(back.map(Int.init) == [try #require(first.submission)])
        #expect(try await hub.judge("again") == before)
        try expect(before, are: old.practices[0].truths)
    }

    private func expect(_ results: [MeasureResult], are truths: [SampleTruth]) throws {
        let year = truths.filter { $0.periodStart == "2026-01-01" }
        #expect(year.count == 5)
        for truth in year {
            let result = try #require(results.first { $0.measure == truth.measure && $0.group == truth.group && $0.stratum.isEmpty })
            #expect(result.counts == truth.counts, "\(truth.measure) group \(truth.group)")
        }
    }

    @Test("broken documents among good ones are told, and the good ones are kept")
    func brokenDocuments() async throws {
        let (hub, folder) = (try Hub.mine(), try SampleFolder(seed: 44, patients: 25, practices: [.harbor]))
        let sample = folder.practices[0]
        let paths = [sample.extract] + sample.badFiles.map(\.path)
        let receipt = try await hub.take(Hub.request(sample, paths: paths).of("broken-documents"))
        #expect(receipt.submission != nil && receipt.patients == 25)
        #expect(receipt.files.count { $0.state == .taken } == 25)
        #expect(receipt.files.filter { $0.state == .refused }.map(\.name) == ["truncated.xml", "doctype.xml"])
        for name in ["truncated.xml", "doctype.xml"] {
            #expect(receipt.causes.contains { $0.severity == "error" && $0.places.contains { $0.hasPrefix(name + ":") } }, "\(name)")
        }
        let results = try await hub.judge("broken-documents")
        _ = try await hub.take(Hub.request(sample).of("good-documents"))
        #expect(try await hub.judge("good-documents") == results)
        try expect(results, are: sample.truths)
    }

    @Test("a table that cannot be read to its end undoes the whole submission")
    func brokenTable() async throws {
        let (hub, folder) = (try Hub.mine(), try SampleFolder(seed: 45, patients: 25, practices: [.riverbend]))
        let sample = folder.practices[0]
        let tables = ["fact", "patient", "demographic", "submission", "source_file", "practice"]
        let before = try await hub.rows(of: tables)
        let receipt = try await hub.take(Hub.request(sample, paths: [sample.extract] + sample.badFiles.map(\.path)).of("broken-table"))
        #expect(receipt.submission == nil && receipt.accepted == 0 && receipt.facts.isEmpty)
        #expect(!receipt.files.contains { $0.state == .taken })
        #expect(receipt.files.contains { $0.state == .refused && $0.name == "observations-unclosed-quote.csv" })
        let place = try #require(sample.planted.first { $0.id == "unclosed-quote" }?.places.first)
        let cause = try #require(receipt.causes.first { $0.id.hasSuffix("csv.unclosed-quote") || $0.message.contains("quote") })
        #expect(cause.places.first?.hasPrefix("observations-unclosed-quote.csv:\(place.line):\(place.column)") == true, "\(cause.places)")
        #expect(try await hub.rows(of: tables) == before)
    }

    @Test("the order of rows and files changes no count, no finding's number and no result")
    func order() async throws {
        let (hub, folder) = (try Hub.mine(), try SampleFolder(seed: 46, patients: 60, practices: [.riverbend]))
        let sample = folder.practices[0]
        let straight = try await hub.take(Hub.request(sample).of("straight"))
        let line = try await hub.judged("straight", rolling: 3)
        let turned = try FileManager.default.contentsOfDirectory(atPath: sample.extract).sorted().reversed().map { name in
            let lines = try folder.lines(of: sample.code + "/extract/" + name)
            let path = folder.path + "/turned/" + name
            try FileManager.default.createDirectory(atPath: folder.path + "/turned", withIntermediateDirectories: true)
            try (([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        let other = try await hub.take(Hub.request(sample, paths: turned).of("turned"))
        #expect(other.submission != nil && other.patients == straight.patients && other.facts == straight.facts)
        #expect([other.read, other.accepted, other.rejected, other.skipped] == [straight.read, straight.accepted, straight.rejected, straight.skipped])
        func numbers(_ receipt: ImportReceipt) -> [String: Int] { receipt.causes.reduce(into: [:]) { $0[$1.id + " " + $1.message, default: 0] += $1.count } }
        #expect(numbers(other) == numbers(straight))
        let turnedLine = try await hub.judged("turned", rolling: 3)
        #expect(turnedLine.results == line.results && turnedLine.completeness == line.completeness)
        #expect(line.results.contains { $0.counts.numerator > 0 } && !line.completeness.isEmpty)
    }
}

extension SubmissionRequest {
    func of(_ practice: String) -> SubmissionRequest {
        var request = self
        request.practice = practice
        return request
    }
}

extension Hub {
    func rows(_ table: String) async throws -> Int {
        try await database.connected { connection throws(HubError) in try connection.query("SELECT count(*) FROM \(table)")[0].int(0) }
    }

    func rows(of tables: [String]) async throws -> [Int] {
        var counts: [Int] = []
        for table in tables { counts.append(try await rows(table)) }
        return counts
    }
}
