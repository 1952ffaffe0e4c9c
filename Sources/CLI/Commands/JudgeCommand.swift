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
    }

    func run() async throws {
        let folder = try ConfigFolder.find()
        let periods = rolling.map { period.rolling($0) } ?? [period]
        let file = try patients.map(PatientRowsFile.init)
        let answer = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let run = try await JudgeRun(measures: measure, periods: periods, folder: folder, database: database)
            let practices = try await JudgeRun.practices(practice, database)
            let wanted = periods.count - 1
            let lines: [JudgeRun.Line]
            if let file {
                lines = try await run.run(practices) { (key, row) throws(HubError) in
                    if row.period == wanted { try file.write(key, row) }
                }
            } else {
                lines = try await run.run(practices)
            }
            return Answer(practices: lines, incompleteValueSets: run.judging.gaps)
        }
        try file?.close()
        if output.json { return try Console.standard.print(json: answer) }
        show(answer)
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
        if !answer.incompleteValueSets.isEmpty {
            console.say(
                "\(answer.incompleteValueSets.count) value sets are incomplete here, so these numbers are provisional: "
                    + "`measurehub valuesets list` names them, `measurehub valuesets import` adds your licensed expansions.")
        }
    }
}

/// `measure,patient,group,stratum,population,count`: one line for each population that a patient is in.
final class PatientRowsFile: Sendable {
    private let handle: FileHandle
    private let lines = Guarded("measure,patient,group,stratum,population,count\n")

    init(_ path: String) throws(HubError) {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw HubError(.unreadable, "the file `\(path)` cannot be written") }
        self.handle = handle
    }

    func write(_ key: PatientKey, _ row: PatientRow) throws(HubError) {
        let quoted = key.value.contains { ",\"\n\r".contains($0) } ? "\"" + key.value.replacing("\"", with: "\"\"") + "\"" : key.value
        lines.with { text in
            text += "\(row.measure),\(quoted),\(row.group),\(row.stratum),\(row.population),1\n"
            if text.utf8.count > 1 << 16 {
                handle.write(Data(text.utf8))
                text = ""
            }
        }
    }

    func close() throws {
        lines.with { handle.write(Data($0.utf8)) }
        try handle.close()
    }
}
