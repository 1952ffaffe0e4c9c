internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubRules
internal import HubStore

/// `measurehub requirements`: what an export has to hold, out of the same definitions that judge it.
struct RequirementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requirements",
        abstract: "What the measures need of an EMR's export: a table for its analyst, or a letter to its vendor.",
        discussion:
            "The letter asks for everything; with --practice and --period only for what that practice's data lack, with counts and no patient data."
    )

    @Option(help: "A measure such as CMS165; may be repeated. All measures when none is named.") var measure: [String] = []
    @Option(help: "The reporting period; it chooses the versions of the measures.", transform: Ask.period) var period: Period?
    @Flag(help: "Write the letter, in Markdown, in place of the table.") var letter = false
    @Option(help: "For the letter: the practice whose data are looked at (with --period).") var practice: String?
    @Option(help: "Write the table to this CSV file.") var csv: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if practice != nil, !letter || period == nil { throw ValidationError("--practice goes with --letter and --period") }
        if letter, json || csv != nil { throw ValidationError("--letter is Markdown: leave --json and --csv out") }
    }

    func run() async throws {
        let folder = try ConfigFolder.find()
        let year = Clock.today.parts.year
        guard let period = self.period ?? Period("\(year)") else { return }
        let (elements, text) = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let requiring = try await Requiring(measures: Ask.once(measure), period: period, folder: folder, database: database)
            guard letter else { return (requiring.elements, "") }
            var named: Practice?
            if let practice { named = try await JudgeRun.practices([practice], database).first }
            return (requiring.elements, try await requiring.letter(named, isPeriodNamed: self.period != nil))
        }
        if letter {
            return Console.standard.print(
                text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n"))
        }
        if let csv {
            let file = try CSVFile(csv, header: DataElement.header)
            for element in elements { file.add(element.cells) }
            try file.close()
        }
        if json { return try Console.standard.print(json: elements) }
        if csv == nil { show(elements) }
    }

    private func show(_ elements: [DataElement]) {
        var measure = ""
        for element in elements {
            if element.version != measure { Console.standard.print((measure.isEmpty ? "" : "\n") + element.version) }
            measure = element.version
            var lines = ["  \(element.element) (\(element.kind)), for \(element.populations.joined(separator: ", "))"]
            for set in element.valueSets {
                lines.append("      value set \(set.oid) \(set.title): \(set.codes) codes here" + (set.published.map { " of \($0)" } ?? ""))
            }
            let facts = [
                ("codes", element.codes.joined(separator: ", ")), ("code systems", element.systems.joined(separator: ", ")),
                ("date", element.date), ("status", element.statuses), ("value", element.value), ("window", element.window),
                ("how old", element.lookBack), ("export", element.export),
            ]
            for (name, text) in facts where !text.isEmpty { lines.append("      \(name): \(text)") }
            for line in lines { Console.standard.print(line.visible) }
        }
    }
}
