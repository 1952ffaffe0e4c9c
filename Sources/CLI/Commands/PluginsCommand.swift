internal import ArgumentParser
internal import HubCatalog
internal import HubCore

/// `measurehub plugins`: what can be read and written here.
struct PluginsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins", abstract: "What can be read and written here, programs in any language included.",
        subcommands: [List.self, PluginsTry.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Every importer and exporter; programs are found in $MEASUREHUB_PLUGINS, or `plugins` in the hub's folder.")

        @Flag(help: "Print JSON.") var json = false

        private struct Line: Encodable {
            var kind, id, summary: String
            var extensions: [String]
        }

        func run() async throws {
            let own = Catalog.entries.map(\.about.id)
            let lines =
                try Importers.all().map {
                    Line(
                        kind: own.contains($0.about.id) ? "importer" : "program", id: $0.about.id, summary: $0.about.summary,
                        extensions: $0.about.extensions)
                }
                + Catalog.exporters.map {
                    Line(kind: "exporter", id: $0.about.id, summary: $0.about.summary, extensions: $0.about.extensions)
                }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(table: lines.map { [$0.kind, $0.id, $0.summary] }, header: ["kind", "id", "what it does"])
        }
    }
}
