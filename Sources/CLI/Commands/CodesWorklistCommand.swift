internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub codes worklist`: local codes by how often they are used, with what they may mean.
struct CodesWorklistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worklist", abstract: "Codes that nothing says the meaning of, the most frequent first, with what they may mean.",
        discussion: """
            Of what counts for a practice, or of files without a database. A meaning is suggested only where the words are exactly those of a known code or
            value set, or a known word for one (Mappings/aliases/codes.yaml). --draft writes a code map in which every line is a comment until a person takes
            the `#` away; `measurehub codes approve` stores it. Words that one patient alone has are left out unless --show-values is given.
            """)
    @Argument(help: "Files or folders; without them, what counts for the practice.") var paths: [String] = []
    @Option(help: "The practice's code.") var practice: String?
    @Option(help: "The mapping that reads the rows of files.") var source: String?
    @Option(help: "A YAML file with what codes mean already, for files.") var codeMap: String?
    @Option(help: "Write a draft of a code map to this file; one that is there is not overwritten.") var draft: String?
    @Flag(help: "Print CSV.") var csv = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard paths.isEmpty == (practice != nil) else { throw ValidationError("name --practice, or files") }
    }

    func run() async throws {
        if let draft, FileManager.default.fileExists(atPath: draft) {
            throw HubError(.conflict, "`\(draft)` is there already", hint: "Name another file, or remove it.")
        }
        let folder = try ConfigFolder.find()
        let list: CodeWorklist
        var refused: [String] = []
        if let practice {
            list = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                let found = try await JudgeRun.practices([practice], database)[0]
                return try await CodeWorklist.of(practice: found, folder: folder, database: database)
            }
        } else {
            var request = SubmissionRequest(paths: paths)
            (request.source, request.codeMap) = (source, codeMap)
            (list, refused) = try CodeWorklist.of(request, folder: folder, importers: Importers.all())
        }
        for line in refused { Console.standard.say("not read: \(line.visible)") }
        try write(list, folder)
        if !refused.isEmpty { throw ExitCode(1) }
    }

    private func write(_ list: CodeWorklist, _ folder: ConfigFolder) throws {
        let console = Console.standard
        if let draft {
            guard
                FileManager.default.createFile(atPath: draft, contents: Data(list.draft(showAll: output.showValues, schemas: folder).utf8))
            else {
                throw HubError(.unreadable, "`\(draft)` cannot be written", hint: "Is the folder there, and may you write in it?")
            }
        }
        let shown = list.lines.filter { output.showValues || !$0.mayIdentify }
        let header = ["kind", "system", "code", "display", "rows", "patients", "maybe", "why"]
        let rows = shown.map { line -> [String] in
            let first = line.suggestions.first
            let maybe = first.map { "\($0.target) \($0.title)" } ?? ""
            return [line.kind, line.system, line.code, line.display, "\(line.rows)", "\(line.patients)", maybe, first?.evidence ?? ""]
        }
        if output.json {
            try console.print(json: ["codes": shown])
        } else if csv {
            for row in [header] + rows { console.print(CSVText.line(row, end: "")) }
        } else {
            console.print(table: rows, header: header)
        }
        let hidden = list.lines.count - shown.count
        if hidden > 0 { console.say("\(hidden) more whose words one patient alone has; --show-values lists them") }
        if let draft { console.say("Draft written to \(draft): take the `#` away from what is right, then `measurehub codes approve`.") }
    }
}
