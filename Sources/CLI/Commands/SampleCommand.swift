internal import ArgumentParser
internal import HubCore
internal import HubSamples

/// `measurehub sample`: made-up extracts with known errors.
struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Writes made-up extracts of several practices and EMR styles, with known errors planted and listed.",
        discussion: "The same seed gives the same bytes.")

    @Argument(help: "The folder to write to.") var folder: String
    @Option(help: "A number; each gives other patients.") var seed: UInt64 = 1
    @Option(help: "Patients of each practice.") var patients = 400
    @Option(help: "The year that is reported.", transform: Ask.period) var period = Period("2026")!
    @Option(help: "One practice only; may be repeated.") var practice: [String] = []
    @Option(help: "Write every practice in one style: \(SampleStyle.allCases.map(\.rawValue).joined(separator: ", ")).") var style:
        SampleStyle?
    @Flag(help: "Plant no errors.") var clean = false
    @Option(help: "Write one table of so many observations instead, for measuring speed.") var big: Int?
    @Flag(help: "Print JSON.") var json = false

    private struct Line: Encodable {
        var practice, name, extract, codeMap, answerKey: String
        var source: String?
        var patients: Int
        var truths: [SampleTruth]
    }

    private struct BigFile: Encodable {
        var path: String
        var rows: Int
    }

    func validate() throws {
        if let big, big < 1 { throw ValidationError("--big takes a number of rows, 1 or more") }
    }

    func run() async throws {
        try NewFolder.make(folder)
        if let big {
            let files = try writeBigObservations(rows: big, patients: max(1, big / 400), seed: seed, to: folder)
            if json { return try Console.standard.print(json: files.map { BigFile(path: $0.path, rows: $0.rows) }) }
            for file in files { Console.standard.print("\(file.path): \(file.rows) rows") }
            return
        }
        var request = SampleRequest(seed: seed, patients: patients, period: period)
        if !practice.isEmpty {
            request.practices = try practice.map { code in
                guard let found = SampleProfile.named(code) else {
                    throw ValidationError("there is no sample practice `\(code)`: " + SampleProfile.all.map(\.code).joined(separator: ", "))
                }
                return found
            }
        }
        request.hasErrors = !clean
        if let style { for at in request.practices.indices { request.practices[at].style = style } }
        let made = try writeSamples(request, to: folder)
        let lines = made.map {
            Line(
                practice: $0.code, name: $0.name, extract: $0.extract, codeMap: $0.codeMap, answerKey: $0.answerKey, source: $0.source,
                patients: $0.patients, truths: $0.truths)
        }
        if json { return try Console.standard.print(json: lines) }
        Console.standard.print(
            table: lines.map { [$0.practice, "\($0.patients)", $0.extract, $0.answerKey] },
            header: ["practice", "patients", "extract", "planted errors"])
    }
}

extension SampleStyle: ExpressibleByArgument {}
