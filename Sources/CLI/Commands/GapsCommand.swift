internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub gaps`: who of a practice is counted and not met, and what would close it.
struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "Each practice's gap list: who is counted and not met, what would close it, what is recorded already.",
        discussion: """
            Tells apart what is not done, what is done but recorded where the measure cannot see it, what is done and not at goal, and who is not eligible.
            On the screen and in JSON patients go by numbers of the list unless --show-values is given; the file of --csv holds their own.
            """)

    @Option(help: "A measure such as CMS165; may be repeated. All measures when none is named.") var measure: [String] = []
    @Option(help: "The reporting period: 2026-01-01..2026-12-31 or 2026.", transform: Ask.period) var period: Period
    @Option(help: "A practice's code; may be repeated. All practices when none is named.") var practice: [String] = []
    @Flag(help: "Closed gaps and patients who are not eligible too.") var all = false
    @Option(help: "Write the list to this CSV file (it holds the patients' numbers).") var csv: String?
    @OptionGroup var output: OutputOptions

    private struct Answer: Encodable {
        var summary: [GapSummary]
        var gaps: [GapLine]
        var incompleteValueSets: [ValueSetGap]
    }

    func run() async throws {
        let folder = try ConfigFolder.find()
        let (lines, incomplete) = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let practices = try await JudgeRun.practices(Ask.once(practice), database)
            let listing = try await GapListing(
                measures: Ask.once(measure), period: period, today: Clock.today, folder: folder, database: database)
            var lines: [GapLine] = []
            for practice in practices { lines += try await listing.lines(practice) }
            return (lines, listing.incompleteValueSets)
        }
        let summary = GapSummary.of(lines)
        let wanted = all ? lines : lines.filter { $0.status == .open || $0.status == .prospective }
        if let csv {
            let file = try CSVFile(csv, header: GapLine.header)
            for line in wanted { file.add(line.cells) }
            try file.close()
        }
        let shown = output.showValues ? wanted : Self.masked(wanted)
        if output.json {
            return try Console.standard.print(json: Answer(summary: summary, gaps: shown, incompleteValueSets: incomplete))
        }
        if csv == nil { show(shown) }
        show(summary, incomplete)
    }

    /// A number of the list for each patient, in place of the source's.
    private static func masked(_ lines: [GapLine]) -> [GapLine] {
        var numbers: [String: Int] = [:]
        return lines.map { line in
            var line = line
            let key = line.practice + "\u{0}" + line.patient
            let number = numbers[key] ?? numbers.count + 1
            numbers[key] = number
            line.patient = "#\(number)"
            return line
        }
    }

    private func show(_ lines: [GapLine]) {
        var measure = ""
        for line in lines {
            let title = "\(line.practice): \(line.version) \(line.title)" + (line.groupTitle.isEmpty ? "" : ", \(line.groupTitle)")
            if title != measure { Console.standard.print((measure.isEmpty ? "" : "\n") + "\(title), \(line.period)".visible) }
            measure = title
            let split = line.split.isEmpty ? line.status.rawValue : line.split.replacing("-", with: " ")
            var words = "  patient \(line.patient) [\(split)] \(line.toDo)"
            if !line.evidence.isEmpty { words += ": \(line.evidence)" }
            if !line.dueBy.isEmpty { words += "; due by \(line.dueBy)" + (line.isLate ? ", which is over" : "") }
            if !line.provider.isEmpty { words += "; provider \(line.provider)" }
            Console.standard.print(words.visible)
        }
        if !lines.isEmpty { Console.standard.print("") }
    }

    private func show(_ summary: [GapSummary], _ incomplete: [ValueSetGap]) {
        Console.standard.print(
            table: summary.map(\.cells),
            header: [
                "practice", "measure", "group", "counted", "met", "gaps", "not done", "done, not counted", "not at goal", "not eligible",
            ])
        for line in summary where !line.causes.isEmpty {
            let causes = line.causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            Console.standard.print(
                "\(line.practice), \(line.measure), group \(line.group): done, not counted: \(causes.joined(separator: "; "))".visible)
        }
        if !incomplete.isEmpty {
            Console.standard.say(
                "\(JudgePrinter.incomplete(incomplete)), so this list is provisional for them: `measurehub valuesets list` names them.")
        }
    }
}
