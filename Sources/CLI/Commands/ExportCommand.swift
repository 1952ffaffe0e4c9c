internal import ArgumentParser
internal import HubCatalog
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub export`: reports for facilitators and the collaborative.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes reports: judged now, from the submissions that count now.",
        discussion: "`measurehub plugins` lists the exporters. facilitator-report writes one HTML page a practice into a folder.")

    @Argument(help: "The exporter, such as facilitator-report.") var exporter: String
    @Option(help: "The file, or the folder for one file a practice.") var to: String
    @Option(help: "The reporting period.", transform: Ask.period) var period: Period
    @Option(help: "How many twelve-month periods, ending with the period's end and the ends of the months before.") var rolling: Int?
    @Option(help: "A measure; may be repeated. All when none is named.") var measure: [String] = []
    @Option(help: "A practice's code; may be repeated. All when none is named.") var practice: [String] = []
    @Option(help: "An option of the exporter, as name=value; may be repeated.") var option: [String] = []
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if let rolling, !(1...60).contains(rolling) { throw ValidationError("--rolling takes 1 to 60 periods") }
        if to.contains("://") {
            throw ValidationError("--to takes a file or folder; nothing is delivered over the network yet, so `\(to)` is refused")
        }
    }

    func run() async throws {
        guard let chosen = Catalog.exporters.first(where: { $0.about.id == exporter }) else {
            let ids = Catalog.exporters.map { $0.about.id }
            throw ValidationError(
                "there is no exporter `\(exporter)`" + Suggestion.words(for: exporter, among: ids) + " (\(ids.joined(separator: ", ")))")
        }
        var options: [String: String] = [:]
        for pair in option {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw ValidationError("`\(pair)` is not name=value") }
            options[parts[0]] = parts[1]
        }
        let folder = try ConfigFolder.find()
        let periods = rolling.map { period.rolling($0) } ?? [period]
        let reports = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let practices = try await JudgeRun.practices(Ask.once(practice), database)
            let reporting = try await Reporting(
                measures: measure, periods: periods, folder: folder, database: database, generatedAt: Clock.now)
            return try await reporting.reports(practices)
        }
        let files = try Exporting.export(reports, with: chosen, options: options, to: to)
        if json { return try Console.standard.print(json: ["files": files]) }
        for file in files { Console.standard.print(file.visible) }
    }
}
