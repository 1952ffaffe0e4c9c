internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub practices`: who sends data.
struct PracticesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practices", abstract: "Who sends data.", subcommands: [List.self, Add.self, SetCodeMap.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All practices.")
        @Flag(help: "Print JSON.") var json = false

        private struct Line: Encodable { var code, name, blindedCode: String }

        func run() async throws {
            let practices = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                try await database.practices()
            }
            let lines = practices.map { Line(code: $0.code, name: $0.name, blindedCode: $0.blindedCode ?? "") }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(table: lines.map { [$0.code, $0.name, $0.blindedCode] }, header: ["code", "name", "blinded code"])
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a practice; one that is there keeps its name.")
        @Argument(help: "A short code, such as riverbend.") var code: String
        @Option(help: "Its name.") var name: String?
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let made = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                try await database.makePractice(code: code, name: name ?? code)
            }
            if json { return try Console.standard.print(json: ["code": made.code, "name": made.name]) }
            Console.standard.print("\(made.code): \(made.name)".visible)
        }
    }

    struct SetCodeMap: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "code-map", abstract: "Keeps what a practice's own codes mean, for all later imports.",
            discussion:
                "The file takes the place of the practice's map. It tells each code's value set or its standard code: see Mappings/README.md."
        )
        @Argument(help: "The practice's code.") var practice: String
        @Argument(help: "A YAML file.") var file: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let known = try ConfigFolder.find().knownValueSets()
            let map = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                let (map, warnings) = try CodeMapFile.read(
                    path: file, valueSets: known, stored: Set(try await database.valueSets().map(\.oid)))
                for warning in warnings { Console.standard.say(warning.description.visible) }
                let found = try await JudgeRun.practices([practice], database)
                for practice in found { try await database.store(map, practice: practice.id) }
                return map
            }
            if json { return try Console.standard.print(json: ["codes": map.targets.count]) }
            Console.standard.print("\(map.targets.count) codes of \(practice) are known now")
            Console.standard.say(
                "What was imported before keeps its old meaning: withdraw a submission and import it again to read it anew.")
        }
    }
}
