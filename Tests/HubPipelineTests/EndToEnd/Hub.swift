import Foundation
import HubCatalog
import HubCore
import HubPipeline
import HubRules
import HubSamples
import HubStore
import Testing

/// A hub for one suite: a server of its own that goes away with the suite, and the folder `Mappings/` of the source tree.
struct Hub: Sendable {
    @TaskLocal static var current: Hub?

    /// The day on which everything comes in: after the samples' period.
    static let received = Day(year: 2027, month: 1, day: 15)
    static let folder = ConfigFolder(path: sourceTree + "/Mappings")
    static let sourceTree = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()

    let database: Database

    static func mine() throws -> Hub { try #require(current) }

    /// What a sample practice would say on the command line.
    static func request(_ sample: SamplePractice, paths: [String]? = nil, period: String? = "2026", measures: [String] = SampleHub.measures)
        -> SubmissionRequest
    {
        var request = SubmissionRequest(paths: paths ?? [sample.extract])
        (request.source, request.codeMap, request.measures) = (sample.source, sample.codeMap, measures)
        (request.practice, request.createPractice) = (sample.code, true)
        request.period = period.flatMap { Period($0) }
        request.receivedOn = received
        return request
    }

    func take(_ request: SubmissionRequest) async throws -> ImportReceipt {
        try await Importing(folder: Hub.folder, importers: Catalog.entries, database: database).run(request)
    }

    static func check(_ request: SubmissionRequest) throws -> ImportReceipt {
        try Checking(folder: folder, importers: Catalog.entries).check(request)
    }

    /// The results of the samples' measures over 2026 and the rolling years before its end, and how complete the data are for them.
    func judged(_ practice: String, measures: [String] = SampleHub.measures, rolling: Int = 1) async throws -> JudgeRun.Line {
        let period = try #require(Period("2026"))
        let run = try await JudgeRun(measures: measures, periods: period.rolling(rolling), folder: Hub.folder, database: database)
        return try #require(try await run.run(try await JudgeRun.practices([practice], database)).first)
    }

    func judge(_ practice: String, measures: [String] = SampleHub.measures, rolling: Int = 1) async throws -> [MeasureResult] {
        try await judged(practice, measures: measures, rolling: rolling).results
    }
}

enum SampleHub {
    /// The measures whose true counts the samples know.
    static let measures = ["CMS165", "CMS122", "CMS138"]
}

/// Gives a suite its ``Hub``.
struct HubOfTheSuite: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let store = try await Store.openThrowAway(environment: ProcessInfo.processInfo.environment)
        let result: Result<Void, any Error>
        do {
            let database = try store.database()
            try await database.migrate()
            result = .success(try await Hub.$current.withValue(Hub(database: database), operation: function))
        } catch { result = .failure(error) }
        try await store.close()
        try result.get()
    }
}

extension Trait where Self == HubOfTheSuite {
    static var hub: Self { HubOfTheSuite() }
}

extension ImportReceipt {
    /// Rows or entries read, accepted, rejected and skipped.
    var totals: [Int] { [read, accepted, rejected, skipped] }
}
