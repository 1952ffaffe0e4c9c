internal import ArgumentParser
internal import HubCore
internal import HubPipeline

/// `measurehub mapping check`: is a mapping right, and does it still do what its cases say?
struct MappingCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Compiles mappings, tells all their mistakes with line and column, and runs their cases.",
        discussion: """
            A case is a folder Cases/NAME beside mapping.yaml with made-up files and expected.txt. Exit status 0 when all is right, 1 when a case comes out
            differently, 2 when a mapping has a mistake. Needs no database.
            """)
    @Argument(help: "mapping.yaml, its folder, or a folder of many; sources/ of the mappings folder when none is named.") var paths:
        [String] = []
    @Flag(help: "Write what comes out as what is expected; read the difference before you keep it.") var update = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let config = try ConfigFolder.find()
        let asked = paths.isEmpty ? [config.path + "/sources"] : paths
        let importers = try Importers.all()
        var checks: [MappingCheck] = []
        for file in try MappingCheck.files(asked) {
            checks.append(try MappingCheck(file, importers: importers, config: config, update: update))
        }
        if json { try Console.standard.print(json: ["mappings": checks]) } else { checks.forEach(show) }
        if checks.contains(where: { !$0.isSound }) { throw ExitCode(2) }
        if checks.contains(where: { !$0.isRight }) { throw ExitCode(1) }
    }

    private func show(_ check: MappingCheck) {
        let console = Console.standard
        FindingPrinter().print(check.groups)
        guard let source = check.source else { return console.print("✗ \(check.file): it has mistakes".visible) }
        let cases = check.cases.isEmpty ? "no case yet" : "\(check.cases.count) case\(check.cases.count == 1 ? "" : "s")"
        console.print("\(check.isRight ? "✓" : "✗") \(source): \(check.tables) table\(check.tables == 1 ? "" : "s"), \(cases)".visible)
        for one in check.cases where one.state != .right {
            console.print("  \(one.name): \(one.state.rawValue)".visible)
            for line in (one.difference ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
                console.print("  \(line)".visible)
            }
        }
    }
}
