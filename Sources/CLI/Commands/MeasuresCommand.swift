internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubRules

/// `measurehub measures`: what can be computed, and what is wrong with a measure file.
struct MeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measures", abstract: "The measures that the hub computes, and what is wrong with a measure's file.",
        subcommands: [List.self, Check.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The measures that the hub computes.",
            discussion: "Exit status 1 when a measure file has an error.")
        @Flag(help: "Print JSON.") var json = false

        private struct Answer: Encodable {
            struct Line: Encodable {
                var id, version, title, steward, direction, licence, derivedFrom: String
                var year, valueSets: Int
                var groups: [String]
            }
            var measures: [Line]
            var causes: [ImportReceipt.Cause]
        }

        func run() async throws {
            let library = try ConfigFolder.find().measures()
            var book = FindingBook()
            for finding in library.findings { book.add(finding) }
            let lines = library.measures.map {
                Answer.Line(
                    id: $0.id, version: $0.version, title: $0.title, steward: $0.steward, direction: $0.lowerIsBetter ? "lower" : "higher",
                    licence: $0.licence, derivedFrom: $0.derivedFrom, year: $0.year, valueSets: $0.valueSets.count,
                    groups: $0.groups.map(\.id))
            }
            if json {
                try Console.standard.print(json: Answer(measures: lines, causes: book.sorted.map(ImportReceipt.Cause.init)))
            } else {
                FindingPrinter().print(book.sorted)
                Console.standard.print(
                    table: lines.map {
                        [$0.id, $0.version, "\($0.year)", $0.steward, $0.direction, "\($0.groups.count)", "\($0.valueSets)", $0.title]
                    },
                    header: ["measure", "version", "year", "steward", "better", "groups", "value sets", "title"])
            }
            if book.counts[.error] ?? 0 > 0 { throw ExitCode(1) }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Says what is wrong with measures' files, with line and column.",
            discussion: """
                Looks at names, types, units, windows and codes, at value sets that nobody published or that are incomplete here, and at the made-up
                patients in cases.yaml without which a measure cannot land. PATH is a measure's file or a folder; the hub's own when none is named.
                Exit status 1 when there is an error.
                """)
        @Argument(help: "A measure's file, or a folder with measures.") var path: String?
        @Flag(help: "Also tell value sets that are incomplete here.") var valueSets = false
        @Flag(help: "Print JSON.") var json = false

        private struct Answer: Encodable {
            var measures: [String]
            var causes: [ImportReceipt.Cause]
        }

        func run() async throws {
            let check = try MeasureCheck(path, folder: try ConfigFolder.find(), tellsIncomplete: valueSets)
            var book = FindingBook()
            for finding in check.findings { book.add(finding) }
            if json {
                try Console.standard.print(json: Answer(measures: check.versions, causes: book.sorted.map(ImportReceipt.Cause.init)))
            } else {
                FindingPrinter().print(book.sorted)
                let words = check.versions.count == 1 ? "measure" : "measures"
                Console.standard.print("\(check.versions.count) \(words) can be judged: \(check.versions.joined(separator: " "))")
            }
            if book.counts[.error] ?? 0 > 0 { throw ExitCode(1) }
        }
    }
}
