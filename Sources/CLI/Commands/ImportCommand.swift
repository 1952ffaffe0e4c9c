internal import ArgumentParser
internal import HubCatalog
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub import`: one submission of one practice, all or nothing.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Stores the files of one practice as one submission.",
        discussion: """
            A submission takes the place of the practice's earlier ones for the same period (or of all, when no period is named); --add puts it on top of them.
            The same file twice is once. `measurehub submissions withdraw N` takes one back and restores what it replaced.
            """)

    @OptionGroup var extract: ExtractOptions
    @Option(help: "The code of the practice.") var practice: String
    @Option(help: "The name of the practice, when it is new.") var practiceName: String?
    @Flag(help: "Make the practice if it is new.") var createPractice = false
    @Flag(help: "The files come on top of what is there, and do not take its place.") var add = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let inputs = try InputFiles(extract.paths)
        var request = extract.request(inputs)
        (request.practice, request.practiceName, request.createPractice, request.isDelta) = (practice, practiceName, createPractice, add)
        let asked = request
        let bar = Guarded(ProgressBar(totalBytes: inputs.files.reduce(0) { $0 + $1.size }))
        let folder = try ConfigFolder.find()
        let receipt = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            if extract.codeMap != nil { try extract.checkCodeMap(folder, stored: Set(try await database.valueSets().map(\.oid))) }
            return try await Importing(folder: folder, importers: try Importers.all(), database: database).run(asked) { count, name in
                bar.with { $0.advance(bytes: count, file: name) }
            }
        }
        bar.with { $0.finish() }
        try show(receipt, inputs)
    }

    private func show(_ receipt: ImportReceipt, _ inputs: InputFiles) throws {
        let console = Console.standard
        if output.json {
            try console.print(json: receipt)
        } else {
            ReceiptPrinter(findings: FindingPrinter(showValues: output.showValues, path: inputs.path), details: extract.details).print(
                receipt)
            if let submission = receipt.submission {
                console.print("stored as submission \(submission) of \(practice)")
            } else if receipt.files.contains(where: { $0.state == .seenBefore }) {
                console.print("nothing new: every file had been imported before; withdraw that submission first to read them anew")
            } else {
                console.print("nothing was stored")
            }
            if !receipt.superseded.isEmpty {
                console.print("it takes the place of " + receipt.superseded.map { "submission \($0)" }.joined(separator: ", "))
            }
            if receipt.reportedStanding > 0 {
                console.print(
                    "\(receipt.reportedStanding) reported counts of what it takes the place of still count, since it tells them not anew; "
                        + "`submissions withdraw` takes a submission back with its counts")
            }
        }
        if receipt.hasErrors { throw ExitCode(1) }
    }
}
