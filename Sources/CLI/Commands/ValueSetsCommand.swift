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
            abstract: "Stores value sets out of CSV, VSAC's downloads and FHIR.",
            discussion: """
                Read are: CSV with system,code,display (the file's name is the OID); VSAC's download as text, with tabs or pipes and its block of
                lines above the codes, or with a column of OIDs; VSAC's SVS answer (XML); FHIR ValueSet JSON and bundles of them; zip and gzip of all these. Sets that are made
                of others take them from the same files or from the database.
                A set with fewer codes than its steward published is refused, and the reason told. Importing another version keeps the one before
                (`valuesets list --versions`); measures are judged with the one imported last.
                """)
        @Argument(help: "Files or folders.") var paths: [String]
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            var reading = try ValueSetBatch.read(paths, titles: try ConfigFolder.find().valueSetTitles())
            reading = try await Store.with(environment: Ask.environment) { [reading] (_, database) throws(HubError) in
                var reading = reading
                reading.resolve(stored: try await database.valueSets(oids: reading.wanted))
                try await database.store(reading.sets)
                return reading
            }
            try reading.show(json: json, verb: "stored")
            if reading.isWrong { throw ExitCode(1) }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what an import would store and refuse; without a file, what each measure lacks. Stores nothing.",
            discussion: "Exit status 1 when a file is wrong, or when a measure lacks codes.")
        @Argument(help: "Files or folders.") var paths: [String] = []
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            guard !paths.isEmpty else { return try await List.needs(json: json) }
            var reading = try ValueSetBatch.read(paths, titles: try ConfigFolder.find().valueSetTitles())
            reading.resolve(stored: [])
            try reading.show(json: json, verb: "usable")
            if reading.isWrong { throw ExitCode(1) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What each measure needs, has and lacks.")
        @Flag(help: "Print JSON.") var json = false
        @Flag(help: "Only the incomplete ones.") var lacking = false
        @Flag(help: "All versions that are stored, of every set.") var versions = false

        struct Line: Encodable {
            var oid, title, source, version: String
            var versions: Int
            var codes: Int
            var published: Int?
            var measures: [String]
            var isComplete: Bool
        }

        func run() async throws {
            if versions { return try await Self.showVersions(json: json) }
            let lines = try await Self.lines().filter { !lacking || !$0.isComplete }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(
                table: lines.map {
                    [
                        $0.oid, String($0.title.prefix(44)), "\($0.codes)", $0.published.map(String.init) ?? "?",
                        $0.isComplete ? "complete" : "incomplete", $0.version,
                        String($0.source.suffix(24)), $0.measures.joined(separator: " "),
                    ]
                }, header: ["oid", "title", "codes", "published", "state", "version", "source", "measures"])
        }

        static func lines() async throws -> [Line] {
            let folder = try ConfigFolder.find()
            let library = try folder.measures()
            let stored = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                try await database.valueSets()
            }
            let titles = try folder.valueSetTitles()
            let shipped = Dictionary(uniqueKeysWithValues: try folder.shippedValueSets().map { ($0.oid, $0) })
            return Set(library.measures.flatMap(\.valueSets)).sorted().map { oid -> Line in
                let mine = stored.first { $0.oid == oid }
                let codes = mine?.codes ?? shipped[oid]?.codes.count ?? 0
                let total = mine?.publishedTotal ?? titles[oid]?.publishedTotal
                return Line(
                    oid: oid, title: mine?.title ?? titles[oid]?.title ?? "", source: mine?.source ?? (codes > 0 ? "shipped" : "none"),
                    version: mine?.version ?? "", versions: mine?.versions ?? 0,
                    codes: codes, published: total,
                    measures: Array(Set(library.measures.filter { $0.valueSets.contains(oid) }.map(\.id))).sorted(),
                    isComplete: total.map { codes >= $0 } ?? (codes > 0))
            }
        }
    }
}
