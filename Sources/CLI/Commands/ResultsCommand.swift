internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub results`: the numbers that are stored, those of practices' own reports beside those that the hub computed.
struct ResultsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "The numbers that count now: reported by practices, and computed by the hub.",
        discussion: """
            Computed numbers are those of the last `judge`; one marked stale rests on data that have changed since.
            Without --all only numbers of whole practices are listed, not those of providers, sites or parts of the population.
            """)

    @Option(help: "A practice's code; may be repeated. All when none is named.") var practice: [String] = []
    @Option(help: "A measure, such as CMS165; may be repeated. All when none is named.") var measure: [String] = []
    @Option(help: "Only periods that end in this one.", transform: Ask.period) var period: Period?
    @Flag(help: "Numbers of providers, sites and parts of the population too.") var all = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let lines = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            var lines: [ReportedLine] = []
            for practice in try await JudgeRun.practices(Ask.once(practice), database) {
                lines += try await ReportedLine.all(of: practice, database)
            }
            return lines
        }
        let wanted = Set(measure.map { $0.uppercased() })
        let shown = lines.filter { line in
            (all || line.isPractice)
                && (wanted.isEmpty || wanted.contains(line.measure.uppercased()) || wanted.contains(line.version.uppercased()))
                && (period.map { period in Day(iso: line.periodEnd).map(period.contains) ?? false } ?? true)
        }
        if json { return try Console.standard.print(json: shown) }
        guard !shown.isEmpty else {
            return Console.standard.say("There are no numbers yet: import a report, or run `measurehub judge`.")
        }
        let hasLevels = shown.contains { !$0.isPractice }
        Console.standard.print(
            table: shown.map { line in
                let who =
                    hasLevels ? [line.isPractice ? "" : [line.level, line.levelKey, line.supplement ?? ""].joined(separator: " ")] : []
                let rate = line.group == "1" ? "" : line.group == "0" ? "all" : line.group
                return [line.practice ?? "", line.measure, line.version, rate, line.stratum] + who + [
                    line.period, line.source, line.numerator.words, line.eligible.map(String.init) ?? "?", line.percent,
                    line.denominator.words, line.isStale == true ? "stale" : "",
                ]
            },
            header: ["practice", "measure", "version", "rate", "stratum"] + (hasLevels ? ["who"] : []) + [
                "period", "source", "numerator", "eligible", "share", "gross denominator", "",
            ])
    }
}
