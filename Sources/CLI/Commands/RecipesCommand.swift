internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub recipes`: how each practice's reports are read.
struct RecipesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipes", abstract: "How each practice's reports were read, so that the next ones are read alike: list, forget.",
        discussion: """
            A report is known by its format, the names of its columns in their order, and what is printed above them. After a successful import the mapping
            that read it is remembered; the next file of the very same layout needs no --source. When columns have changed, FIL-003 says which.
            """,
        subcommands: [List.self, Forget.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is remembered.")
        @Option(help: "The practice's code; may be repeated. All when none is named.") var practice: [String] = []
        @Flag(help: "Print JSON.") var json = false

        private struct Line: Encodable {
            var practice, recipe, format, report, mapping, mappingVersion: String
            var options: [String: String]
            var columns: [String]
            var lastUsed: String?
            var submission, uses: Int
        }

        func run() async throws {
            let lines = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                var lines: [Line] = []
                for found in try await JudgeRun.practices(Ask.once(practice), database) {
                    for recipe in try await database.recipes(practice: found.id) {
                        lines.append(
                            Line(
                                practice: found.code, recipe: String(recipe.fingerprint.prefix(12)), format: recipe.format,
                                report: recipe.filePattern, mapping: recipe.mapping, mappingVersion: recipe.mappingVersion,
                                options: recipe.options, columns: recipe.columns, lastUsed: recipe.lastUsed?.description,
                                submission: Int(recipe.submission), uses: recipe.uses))
                    }
                }
                return lines
            }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(
                table: lines.map { line -> [String] in
                    let numbers = [line.columns.count, line.submission, line.uses].map(String.init)
                    return [line.practice, line.recipe, line.report, line.mapping, line.lastUsed ?? ""] + numbers
                }, header: ["practice", "recipe", "report", "mapping", "last used", "columns", "submission", "uses"])
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forgets how a report is read; what was imported stays.",
            discussion: "The next file of that layout finds its mapping by the mapping's own words, or needs --source.")
        @Argument(help: "The recipe, as the list shows it; its first six letters or more are enough.") var recipe: String
        @Option(help: "The practice's code.") var practice: String
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            if recipe.count < 6 { throw ValidationError("name at least six letters of the recipe") }
        }

        func run() async throws {
            let count = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                var count = 0
                for found in try await JudgeRun.practices([practice], database) {
                    count += try await database.forgetRecipes(practice: found.id, fingerprint: recipe.lowercased())
                }
                guard count > 0 else {
                    throw HubError(.notFound, "there is no recipe `\(recipe)` of \(practice)", hint: "`measurehub recipes` lists them.")
                }
                return count
            }
            if json { return try Console.standard.print(json: ["forgotten": count]) }
            Console.standard.print("\(count) recipe\(count == 1 ? "" : "s") of \(practice) forgotten")
        }
    }
}
