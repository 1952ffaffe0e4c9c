internal import ArgumentParser
internal import HubCatalog
internal import HubCore

/// `measurehub plugins`: what this build can read and write.
struct PluginsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "plugins", abstract: "What this build can read and write.")

    @Flag(help: "Print JSON.") var json = false

    private struct Line: Encodable {
        var kind, id, summary: String
        var extensions: [String]
    }

    func run() async throws {
        let lines =
            Catalog.importers.map { Line(kind: "importer", id: $0.about.id, summary: $0.about.summary, extensions: $0.about.extensions) }
            + Catalog.exporters.map { Line(kind: "exporter", id: $0.about.id, summary: $0.about.summary, extensions: $0.about.extensions) }
        if json { return try Console.standard.print(json: lines) }
        Console.standard.print(table: lines.map { [$0.kind, $0.id, $0.summary] }, header: ["kind", "id", "what it does"])
    }
}
