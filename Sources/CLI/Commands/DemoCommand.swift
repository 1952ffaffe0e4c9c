internal import ArgumentParser
internal import Foundation
internal import HubCatalog
internal import HubCore
internal import HubPipeline
internal import HubSamples
internal import HubStore

/// `measurehub demo`: the whole line on made-up practices, in an installation of its own.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Everything at once on made-up practices: extracts, import, checks, results, reports.")

    @Option(help: "The folder for everything; made anew. `demo` in the installation's home when none is named.") var folder: String?
    @Option(help: "Patients of each practice.") var patients = 400
    @Option(help: "A number; each gives other patients.") var seed: UInt64 = 1
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Encodable {
        struct Line: Encodable {
            var practice, name: String
            var patients, read, accepted, rejected, skipped, findings: Int
        }
        var folder: String
        var practices: [Line] = []
        var reports: [String] = []
    }
    private static let measures = ["CMS165", "CMS122", "CMS138"]

    func run() async throws {
        let isElsewhere = Ask.environment["MEASUREHUB_DATABASE_URL"].map { !$0.isEmpty } ?? false
        if isElsewhere {
            try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in try await Self.refuseData(database) }
        }
        let place = try Self.freshFolder(folder)
        let console = Console.standard
        let period = Self.lastTwelveMonths(before: Clock.today)
        console.say("1. Made-up extracts of three practices, three EMR styles, with known errors …")
        let samples = try writeSamples(SampleRequest(seed: seed, patients: patients, period: period), to: place + "/extracts")
        let config = try ConfigFolder.find()
        var environment = Ask.environment
        if !isElsewhere { environment["MEASUREHUB_HOME"] = place + "/home" }
        let answer = try await Store.with(environment: environment) { (_, database) throws(HubError) in
            var answer = Answer(folder: place)
            try await Self.refuseData(database)
            console.say("2. Import, checks and completeness …")
            for sample in samples { answer.practices.append(try await take(sample, period, config, database, console)) }
            console.say("3. Three measures over twelve rolling years, and the reports …")
            let reporting = try await Reporting(
                measures: Self.measures, periods: period.rolling(12), folder: config, database: database, generatedAt: Clock.now)
            let codes = samples.map(\.code)
            let reports = try await reporting.reports(try await JudgeRun.practices(codes, database))
            for exporter in Catalog.exporters {
                let isFolder = exporter.layout == .onePerPractice
                let path = place + "/reports" + (isFolder ? "" : "/results.csv")
                answer.reports += try Exporting.export(reports, with: exporter, options: [:], to: path)
            }
            return answer
        }
        if json { return try console.print(json: answer) }
        for file in answer.reports { console.print(file) }
        console.print("The extracts, with the list of planted errors, are in \(place)/extracts; the reports are in \(place)/reports.")
    }

    private func take(
        _ sample: SamplePractice, _ period: Period, _ config: ConfigFolder, _ database: Database, _ console: Console
    ) async throws(HubError) -> Answer.Line {
        var request = SubmissionRequest(paths: [sample.extract])
        (request.source, request.period, request.codeMap, request.measures) = (sample.source, period, sample.codeMap, Self.measures)
        (request.practice, request.practiceName, request.createPractice) = (sample.code, sample.name, true)
        request.receivedOn = Clock.today
        let receipt = try await Importing(folder: config, importers: try Importers.all(), database: database).run(request)
        let counts = "\(receipt.read) read = \(receipt.accepted) accepted + \(receipt.rejected) rejected + \(receipt.skipped) skipped"
        console.say("   \(sample.name): \(receipt.patients) patients, \(counts); \(receipt.groups.count) findings")
        for group in receipt.groups.prefix(3) {
            console.say("      \(group.first.severity.rawValue) \(group.first.id): \(group.first.message)".visible)
        }
        return Answer.Line(
            practice: sample.code, name: sample.name, patients: receipt.patients, read: receipt.read, accepted: receipt.accepted,
            rejected: receipt.rejected, skipped: receipt.skipped, findings: receipt.groups.count)
    }

    /// Made-up practices must never stand among real ones.
    private static func refuseData(_ database: Database) async throws(HubError) {
        guard try await database.practices().isEmpty else {
            throw HubError(
                .conflict, "this database holds practices, and a demo writes made-up patients",
                hint: "Unset MEASUREHUB_DATABASE_URL, and the demo makes a database of its own; or name an empty one.")
        }
    }

    /// The twelve months that ended with the last whole month: what a practice would report today.
    private static func lastTwelveMonths(before today: Day) -> Period {
        let end = today.adding(days: -today.parts.day)
        return Period(end.adding(days: 1).adding(years: -1), end)
    }

    /// In the installation's home, which a server's user can reach; only a folder that an earlier demo made is emptied.
    private static func freshFolder(_ asked: String?) throws(HubError) -> String {
        let path = asked ?? Home(environment: Ask.environment).path + "/demo"
        let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let mark = full + "/.measurehub-demo"
        if FileManager.default.fileExists(atPath: full) {
            guard FileManager.default.fileExists(atPath: mark) else {
                throw HubError(.conflict, "the folder `\(full)` is there and no demo made it", hint: "Name another with --folder.")
            }
            try NewFolder.remove(full)
        }
        try NewFolder.make(full)
        guard FileManager.default.createFile(atPath: mark, contents: nil) else {
            throw HubError(.unreadable, "nothing can be written in `\(full)`", hint: "Name another folder with --folder.")
        }
        return full
    }
}
