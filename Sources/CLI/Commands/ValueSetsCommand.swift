internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubRules
internal import HubStore

/// `measurehub valuesets`: the code lists that measures ask for.
struct ValueSetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "valuesets", abstract: "The value sets that measures ask for: import, list, check.",
        subcommands: [Import.self, List.self, Check.self], defaultSubcommand: List.self)

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stores value sets: CSV (system,code,display; the file's name is the OID) or FHIR ValueSet JSON.",
            discussion: "A set with fewer codes than its steward published is refused, and the reason told.")
        @Argument(help: "Files or folders.") var paths: [String]
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let reading = try ValueSetFiles.read(paths, folder: try ConfigFolder.find())
            _ = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                try await database.store(reading.sets)
            }
            try reading.show(json: json, verb: "stored")
            if reading.isWrong { throw ExitCode(1) }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says what an import would store and refuse; stores nothing.")
        @Argument(help: "Files or folders.") var paths: [String]
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let reading = try ValueSetFiles.read(paths, folder: try ConfigFolder.find())
            try reading.show(json: json, verb: "usable")
            if reading.isWrong { throw ExitCode(1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What each measure needs, has and lacks.")
        @Flag(help: "Print JSON.") var json = false
        @Flag(help: "Only the incomplete ones.") var lacking = false

        private struct Line: Encodable {
            var oid, title, source: String
            var codes: Int
            var published: Int?
            var measures: [String]
            var isComplete: Bool
        }

        func run() async throws {
            let folder = try ConfigFolder.find()
            let library = try folder.measures()
            let stored = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                try await database.valueSets()
            }
            let titles = try folder.valueSetTitles()
            let shipped = Dictionary(uniqueKeysWithValues: try folder.shippedValueSets().map { ($0.oid, $0) })
            let lines = Set(library.measures.flatMap(\.valueSets)).sorted().map { oid -> Line in
                let mine = stored.first { $0.oid == oid }
                let codes = mine?.codes ?? shipped[oid]?.codes.count ?? 0
                let total = mine?.publishedTotal ?? titles[oid]?.publishedTotal
                return Line(
                    oid: oid, title: mine?.title ?? titles[oid]?.title ?? "", source: mine?.source ?? (codes > 0 ? "shipped" : "none"),
                    codes: codes, published: total, measures: library.measures.filter { $0.valueSets.contains(oid) }.map(\.id),
                    isComplete: total.map { codes >= $0 } ?? (codes > 0))
            }.filter { !lacking || !$0.isComplete }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(
                table: lines.map {
                    [
                        $0.oid, String($0.title.prefix(44)), "\($0.codes)", $0.published.map(String.init) ?? "?",
                        $0.isComplete ? "complete" : "incomplete",
                        String($0.source.suffix(24)), $0.measures.joined(separator: " "),
                    ]
                }, header: ["oid", "title", "codes", "published", "state", "source", "measures"])
        }
    }
}
