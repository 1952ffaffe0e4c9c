internal import ArgumentParser
internal import HubCatalog
internal import HubCore
internal import HubPipeline

/// `measurehub check`: looks at files, needs no database, stores nothing.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks at files without storing anything: what are they, are they complete, for which measures are they enough?",
        discussion: "Exit status 0 when nothing is wrong, 1 when there are findings of severity error.")

    @OptionGroup var extract: ExtractOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = try ConfigFolder.find()
        try extract.checkCodeMap(folder)
        let checking = Checking(folder: folder, importers: try Importers.all())
        let inputs = try InputFiles(extract.paths)
        let bar = ProgressBar(totalBytes: inputs.files.reduce(0) { $0 + $1.size })
        let receipt = try checking.check(extract.request(inputs)) { bar.advance(bytes: $0, file: $1) }
        bar.finish()
        if output.json {
            try Console.standard.print(json: receipt)
        } else {
            ReceiptPrinter(findings: FindingPrinter(showValues: output.showValues, path: inputs.path), details: extract.details).print(
                receipt)
        }
        if receipt.hasErrors { throw ExitCode(1) }
    }
}
