internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub codes approve`: a person says what codes mean.
struct CodesApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Adds what a file says to the practice's code map, with who approved it and when.",
        discussion: """
            Counts for all later imports; what was imported before keeps its meaning until it is imported again. Nothing is stored when a code would mean two
            things of one vocabulary (MAP-004). `practices code-map` replaces the whole map instead.
            """)
    @Argument(help: "A code map (YAML): the draft of `codes worklist`, or your own.") var file: String
    @Option(help: "The practice's code.") var practice: String
    @Option(help: "Who approves.") var by: String
    @Flag(help: "What the file says takes the place of other meanings of the same codes.") var replace = false
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if by.allSatisfy(\.isWhitespace) { throw ValidationError("--by needs a name") }
    }

    func run() async throws {
        let known = try ConfigFolder.find().knownValueSets()
        let answer = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let stored = Set(try await database.valueSets().map(\.oid))
            let (map, warnings) = try CodeMapFile.read(path: file, valueSets: known, stored: stored)
            for warning in warnings { Console.standard.say(warning.description.visible) }
            guard !map.isEmpty else {
                throw HubError(
                    .misconfigured, "no line of `\(file)` is approved yet", hint: "Take the `#` away from each line that is right.")
            }
            let found = try await JudgeRun.practices([practice], database)[0]
            return try await CodeApproval.approve(
                map, file: SourceFile(file), by: by, replacing: replace, practice: found, database: database)
        }
        if json {
            try Console.standard.print(json: answer)
        } else {
            FindingPrinter().print(answer.groups)
            Console.standard.print(
                answer.isStored ? "\(answer.approved) codes of \(practice) approved by \(by)".visible : "nothing was stored")
        }
        if !answer.isStored { throw ExitCode(1) }
        Console.standard.say("What was imported before keeps its old meaning: withdraw a submission and import it again to read it anew.")
    }
}
