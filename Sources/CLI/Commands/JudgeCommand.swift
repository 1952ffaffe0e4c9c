internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubRules
internal import HubStore

/// `measurehub judge`: measures over periods, for each practice in one pass over its facts.
struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Computes measures for practices and stores the results.")

    @Option(help: "A measure such as CMS165; may be repeated. All measures when none is named.") var measure: [String] = []
    @Option(help: "The reporting period: 2026-01-01..2026-12-31 or 2026.", transform: Ask.period) var period: Period
    @Option(help: "How many twelve-month periods, ending with the period's end and the ends of the months before.") var rolling: Int?
    @Option(help: "A practice's code; may be repeated. All practices when none is named.") var practice: [String] = []
    @Option(help: "Write each patient's populations to this CSV file (for --period; it holds the patients' numbers).") var patients: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let rolling, !(1...60).contains(rolling) { throw ValidationError("--rolling takes 1 to 60 periods") }
    }

    private struct Answer: Encodable {
        var practices: [JudgeRun.Line]
        var incompleteValueSets: [ValueSetGap]
        /// Measure versions that judge periods of other years than they were made for.
        var outsideTheirYear: [String]
    }

    func run() async throws {
        let folder = try ConfigFolder.find()
        let periods = rolling.map { period.rolling($0) } ?? [period]
        let answer = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let run = try await JudgeRun(measures: measure, periods: periods, folder: folder, database: database)
            let practices = try await JudgeRun.practices(Ask.once(practice), database)
            return Answer(
                practices: try await lines(run, practices, wanted: periods.count - 1), incompleteValueSets: run.judging.gaps,
                outsideTheirYear: run.judging.choice.outsideTheirYear)
        }
        if output.json { return try Console.standard.print(json: answer) }
        show(answer)
    }

    /// Judges, and writes the patients' rows of one period when they were asked for.
    private func lines(_ run: JudgeRun, _ practices: [Practice], wanted: Int) async throws(HubError) -> [JudgeRun.Line] {
        guard let patients else { return try await run.run(practices) }
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

    private func show(_ answer: Answer) {
        let console = Console.standard
        let rows = answer.practices.flatMap { line in
            line.results.map { result -> [String] in
                let counts = result.counts
                return [
                    line.practice, "\(result.periodStart)..\(result.periodEnd)", result.version, result.group, result.stratum,
                    "\(counts.initialPopulation)", "\(counts.denominator)", "\(counts.denominatorExclusion)",
                    "\(counts.denominatorException)",
                    "\(counts.numerator)", counts.rate.map { String(format: "%.1f %%", $0 * 100) } ?? "not applicable",
                ]
            }
        }
        console.print(
            table: rows, header: ["practice", "period", "measure", "group", "stratum", "IP", "DEN", "DENEX", "DENEXCEP", "NUM", "rate"])
        if !answer.outsideTheirYear.isEmpty {
            console.say(
                "There is no version for the period's year, so another year's judged: " + answer.outsideTheirYear.joined(separator: ", ")
                    + ".")
        }
        if !answer.incompleteValueSets.isEmpty {
            console.say(
                "\(answer.incompleteValueSets.count) value sets are incomplete here, so these numbers are provisional: "
                    + "`measurehub valuesets list` names them, `measurehub valuesets import` adds your licensed expansions.")
        }
    }
}
