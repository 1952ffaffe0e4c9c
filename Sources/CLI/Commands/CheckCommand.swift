internal import ArgumentParser
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
    @Flag(help: "Show what is understood of each file: encoding, delimiter, lines, columns and who reads them. Nothing is judged.")
    var explain = false
    @Option(help: "Write the file again, byte for byte, with a column more that says what was found in each row.") var annotate: String?

    func run() async throws {
        let folder = try ConfigFolder.find()
        try extract.checkCodeMap(folder)
        let importers = try Importers.all()
        let inputs = try InputFiles(extract.paths)
        let request = extract.request(inputs)
        if explain { return try printPreviews(request, inputs, folder, importers) }
        let annotating = Annotating(folder: folder, importers: importers)
        let annotated = try annotate.map { out throws(HubError) in try annotating.file(request, out: out) }
        let rows = annotated.map { _ in RowFindings() }
        let checking = Checking(folder: folder, importers: importers)
        let bar = ProgressBar(totalBytes: inputs.files.reduce(0) { $0 + $1.size })
        let receipt = try checking.check(request, rows: rows) { bar.advance(bytes: $0, file: $1) }
        bar.finish()
        if output.json {
            try Console.standard.print(json: receipt)
        } else {
            ReceiptPrinter(findings: FindingPrinter(showValues: output.showValues, path: inputs.path), details: extract.details).print(
                receipt)
        }
        if let annotated, let rows, let annotate {
            if receipt.isUnreadable {
                Console.standard.say("`\(annotate)` was not written: the file could not be read as rows, as is told above.".visible)
            } else {
                try annotating.write(annotated, rows, source: extract.source, to: annotate)
                Console.standard.say(
                    "`\(annotate)` is the file with the column \"MeasureHub findings\": correct it and send it again.".visible)
            }
        }
        if receipt.hasErrors { throw ExitCode(1) }
    }

    private func printPreviews(_ request: SubmissionRequest, _ inputs: InputFiles, _ folder: ConfigFolder, _ importers: [ImporterEntry])
        throws
    {
        let previews = try Previewing(folder: folder, importers: importers).preview(request, showValues: output.showValues)
        if output.json {
            try Console.standard.print(json: ["files": previews])
        } else {
            let printer = PreviewPrinter(findings: FindingPrinter(showValues: output.showValues, path: inputs.path))
            for preview in previews { printer.print(preview) }
        }
        if previews.contains(where: \.hasErrors) { throw ExitCode(1) }
    }
}
