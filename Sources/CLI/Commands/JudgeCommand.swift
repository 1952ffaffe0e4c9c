internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubRules
internal import HubStore

/// `measurehub judge`: measures over periods, for each practice in one pass over its facts.
struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Computes measures for practices and stores the results.",
        discussion: """
            Only what changed is judged: while the data, the measure's file, its value sets and the method of attribution are the same, the stored
            number is current and is shown as it is; --again judges everything. A period is judged by the version of the year in which it
            ends, or by the one that --frozen names (CMS165v14, or 2026 for all measures).
            --level provider adds a line for each provider, --level site one for each site; Mappings/attribution/methods.yaml says how patients
            find theirs.
            """)

    @Option(help: "A measure such as CMS165; may be repeated. All measures when none is named.") var measure: [String] = []
    @Option(help: "The reporting period: 2026-01-01..2026-12-31, 2026 or 2026Q1.", transform: Ask.period) var period: Period
    @Option(help: "How many twelve-month periods, ending with the period's end and the ends of the months before.") var rolling: Int?
    @Option(help: "A practice's code; may be repeated. All practices when none is named.") var practice: [String] = []
    @Option(help: "Write each patient's populations to this CSV file (for --period; it holds the patients' numbers).") var patients: String?
    @Flag(help: "Judge also what is current.") var again = false
    @Option(help: "A version that judges every period, such as CMS165v14, or a year; may be repeated.") var frozen: [String] = []
    @Flag(help: "Judge periods that are not twelve months. Such a number is no official one.") var allowShort = false
    @Option(help: "practice; provider or site for a line for each of them too.") var level: Level = .practice
    @Option(help: "How patients find their provider or site: plurality, any-visit, roster; for providers pcp, pcp-then-plurality.")
    var attribution: String?
    @Option(help: "For pcp and roster: a CSV file with the columns patient,provider (or site), and practice if of several.") var roster:
        String?
    @OptionGroup var output: OutputOptions

    enum Level: String, ExpressibleByArgument, CaseIterable { case practice, provider, site }

    func validate() throws {
        if level == .practice, attribution != nil || roster != nil {
            throw ValidationError("--attribution and --roster are for --level provider and --level site")
        }
        if let rolling, !(1...60).contains(rolling) { throw ValidationError("--rolling takes 1 to 60 periods") }
    }

    struct Answer: Encodable {
        var practices: [JudgeRun.Line]
        var incompleteValueSets: [ValueSetGap]
        /// Measure versions that judge periods of other years than they were made for.
        var outsideTheirYear: [String]
        /// Measures × periods × practices.
        var judged: Int
        var current: Int
        /// How patients found their provider or site; nil when only practices were judged.
        var attribution: String?
        /// Periods that are not twelve months: no official numbers.
        var shortPeriods: [String]
    }

    func run() async throws {
        let folder = try ConfigFolder.find()
        let periods = rolling.map { period.rolling($0) } ?? [period]
        let answer = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let part = try partLevel(folder)
            let run = try await JudgeRun(
                measures: measure, periods: periods, folder: folder, database: database, frozen: frozen, anyLength: allowShort,
                level: part)
            let practices = try await JudgeRun.practices(Ask.once(practice), database)
            let lines = try await lines(run, practices, wanted: periods.count - 1)
            return Answer(
                practices: lines, incompleteValueSets: run.judging.gaps, outsideTheirYear: run.judging.choice.outsideTheirYear,
                judged: lines.reduce(0) { $0 + $1.judged }, current: lines.reduce(0) { $0 + $1.current },
                attribution: part?.method.title, shortPeriods: periods.filter { !$0.isTwelveMonths }.map(\.description))
        }
        if output.json { return try Console.standard.print(json: answer) }
        JudgePrinter.show(answer)
    }

    private func partLevel(_ folder: ConfigFolder) throws(HubError) -> PartLevel? {
        guard let part = MeasureResult.Level(rawValue: level.rawValue) else { return nil }
        let book = try folder.attribution()
        return try PartLevel(
            try book.method(attribution, for: part), by: part, book,
            roster: try roster.map { (path) throws(HubError) in try RosterFile.read(path, of: part) })
    }

    /// Judges, and writes the patients' rows of one period when they were asked for.
    private func lines(_ run: JudgeRun, _ practices: [Practice], wanted: Int) async throws(HubError) -> [JudgeRun.Line] {
        guard let patients else {
            let cores = ProcessInfo.processInfo.activeProcessorCount
            return try await run.run(practices, again: again, workers: min(4, cores))
        }
        let file = try PatientRowsFile(patients)
        do throws(HubError) {
            let lines = try await run.run(practices) { (key, row) throws(HubError) in
                if row.period == wanted { try file.write(key, row) }
            }
            try file.close()
            if practices.count > 1 {
                Console.standard.say(
                    "`\(patients.visible)` holds patients of \(practices.count) practices and does not tell which: two practices may use the same "
                        + "number. Name one with --practice to keep them apart.")
            }
            return lines
        } catch {
            file.discard()
            throw error
        }
    }
}
