internal import ArgumentParser
internal import HubCore
internal import HubTesting
internal import ProgramPlugin

/// `measurehub plugins try FOLDER`: the contract of every importer, run over a program and its cases.
struct PluginsTry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try", abstract: "Runs a program plugin through the contract that compiled importers keep.",
        discussion: """
            Reads every case in FOLDER/Cases (`input.*` and `expected.txt`) whole, in pieces and cut off, and tells what differs. A case without
            `expected.txt` gets one with UPDATE_EXPECTED=1: read it before you keep it. With --file it prints what the program says of one file.
            Exit status: 0 it keeps the contract, 1 it does not, 2 its manifest is wrong.
            """)

    @Argument(help: "The folder with plugin.json.") var folder: String
    @Option(help: "Print what comes of this file; it shows what the file holds.") var file: String?

    func run() async throws {
        let entry = try ProgramFolder.entry(in: folder)
        if let file {
            let bytes = try WholeFile.read(file)
            let name = SourceFile(file.split(separator: "/").last.map(String.init) ?? file)
            return Console.standard.print(ImporterContract.transcript(entry, file: name, bytes: bytes, pieceSize: 65_536))
        }
        let cases = try ImporterCase.all(in: folder)
        var broken = cases.isEmpty ? ["there is no case in \(folder)/Cases"] : ImporterContract.checkEmpty(entry)
        for one in cases {
            broken += try ImporterContract.check(entry, one) + ImporterContract.checkTruncated(entry, one, most: 20)
        }
        for line in broken { Console.standard.print(line) }
        if !broken.isEmpty { throw ExitCode(1) }
        Console.standard.print("\(entry.about.id): \(cases.count) cases, whole, in pieces and cut off: the contract is kept")
    }
}
