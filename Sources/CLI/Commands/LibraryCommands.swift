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

/// `measurehub measures`: what can be computed, and what is wrong with a measure file.
struct MeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measures", abstract: "The measures that the hub computes.",
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
                licence: $0.licence, derivedFrom: $0.derivedFrom, year: $0.year, valueSets: $0.valueSets.count, groups: $0.groups.map(\.id))
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
