internal import ArgumentParser
internal import HubCore
internal import HubMapping
internal import HubPipeline
internal import HubRules

/// `measurehub mappings`: the layouts the hub reads, and what is wrong with a mapping.
struct MappingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mappings", abstract: "The layouts that the hub reads, and what is wrong with a mapping file.",
        discussion: "Exit status 1 when a mapping has an error.")
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Encodable {
        struct Line: Encodable {
            var source, title, format: String
            var tables: [String]
        }
        var mappings: [Line]
        var causes: [ImportReceipt.Cause]
    }

    func run() async throws {
        let shelf = try ConfigFolder.find().mappings()
        var book = FindingBook()
        for finding in shelf.findings { book.add(finding) }
        let lines = shelf.mappings.map { Answer.Line(source: $0.source, title: $0.title, format: $0.format, tables: $0.tables.map(\.name)) }
        if json {
            try Console.standard.print(json: Answer(mappings: lines, causes: book.sorted.map(ImportReceipt.Cause.init)))
        } else {
            FindingPrinter().print(book.sorted)
            Console.standard.print(
                table: lines.map { [$0.source, $0.format, $0.title, $0.tables.joined(separator: " ")] },
                header: ["mapping", "format", "title", "tables"])
        }
        if book.counts[.error] ?? 0 > 0 { throw ExitCode(1) }
    }
}
