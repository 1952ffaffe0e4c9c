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

    @Option(help: "The folder for everything; made anew.") var folder: String?
    @Option(help: "Patients of each practice.") var patients = 400
    @Option(help: "A number; each gives other patients.") var seed: UInt64 = 1

    private static let measures = ["CMS165", "CMS122", "CMS138"]

    func run() async throws {
        let place = try Self.freshFolder(folder)
        let console = Console.standard
        let period = Self.lastTwelveMonths(before: Clock.today)
        console.say("1. Made-up extracts of three practices, three EMR styles, with known errors …")
        let samples = try writeSamples(SampleRequest(seed: seed, patients: patients, period: period), to: place + "/extracts")
        let config = try ConfigFolder.find()
        var environment = Ask.environment
        if environment["MEASUREHUB_DATABASE_URL"] == nil { environment["MEASUREHUB_HOME"] = place + "/home" }
        try await Store.with(environment: environment) { (_, database) throws(HubError) in
            console.say("2. Import, checks and completeness …")
            for sample in samples { try await take(sample, period, config, database, console) }
            console.say("3. Three measures over twelve rolling years, and the reports …")
            let reporting = try await Reporting(
                measures: Self.measures, periods: period.rolling(12), folder: config, database: database, generatedAt: Clock.now)
            let codes = samples.map(\.code)
            let reports = try await reporting.reports(try await JudgeRun.practices(codes, database))
            for exporter in Catalog.exporters {
                let isFolder = exporter.layout == .onePerPractice
                let path = place + "/reports" + (isFolder ? "" : "/results.csv")
                for file in try Exporting.export(reports, with: exporter, options: [:], to: path) { console.print(file) }
            }
        }
        console.print("The extracts, with the list of planted errors, are in \(place)/extracts; the reports are in \(place)/reports.")
    }

    private func take(
        _ sample: SamplePractice, _ period: Period, _ config: ConfigFolder, _ database: Database, _ console: Console
    ) async throws(HubError) {
        var request = SubmissionRequest(paths: [sample.extract])
        (request.source, request.period, request.codeMap, request.measures) = (sample.source, period, sample.codeMap, Self.measures)
        (request.practice, request.practiceName, request.createPractice) = (sample.code, sample.name, true)
        request.receivedOn = Clock.today
        let receipt = try await Importing(folder: config, importers: Catalog.importers, database: database).run(request)
        let counts = "\(receipt.read) read = \(receipt.accepted) accepted + \(receipt.rejected) rejected + \(receipt.skipped) skipped"
        console.say("   \(sample.name): \(receipt.patients) patients, \(counts); \(receipt.groups.count) findings")
        for group in receipt.groups.prefix(3) {
            console.say("      \(group.first.severity.rawValue) \(group.first.id): \(group.first.message)")
        }
    }

    /// The twelve months that ended with the last whole month: what a practice would report today.
    private static func lastTwelveMonths(before today: Day) -> Period {
        let end = today.adding(days: -today.parts.day)
        return Period(end.adding(days: 1).adding(years: -1), end)
    }

    /// Beside the installation's home, or a place that a server's user can reach; only a folder that an earlier demo made is emptied.
    private static func freshFolder(_ asked: String?) throws -> String {
        let path = asked ?? Home(environment: Ask.environment).path + "-demo"
        let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        let mark = full + "/.measurehub-demo"
        if FileManager.default.fileExists(atPath: full) {
            guard FileManager.default.fileExists(atPath: mark) else {
                throw HubError(.conflict, "the folder `\(full)` is there and no demo made it", hint: "Name another with --folder.")
            }
            try FileManager.default.removeItem(atPath: full)
        }
        try FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: mark, contents: nil) else {
            throw HubError(.unreadable, "nothing can be written in `\(full)`")
        }
        return full
    }
}
