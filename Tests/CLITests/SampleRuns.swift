import Foundation

/// Made-up extracts, written by the program itself.
extension Installation {
    struct Sample {
        var practice, extract, codeMap: String
        var source: String?
        /// What to say to `check` and `import`.
        var words: [String] { [extract, "--code-map", codeMap] + (source.map { ["--source", $0] } ?? []) }
    }

    /// - Parameter period: a year that is over, so that nothing depends on the day of the test.
    func sample(_ practice: String, patients: Int = 30, period: String = "2025") throws -> Sample {
        let run = try run("sample", folder + "/samples", "--practice", practice, "--patients", "\(patients)", "--period", period, "--json")
        guard run.status == 0, let list = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]], let one = list.first,
            let extract = one["extract"] as? String, let codeMap = one["codeMap"] as? String
        else { throw CocoaError(.fileReadCorruptFile, userInfo: ["messages": run.messages]) }
        return Sample(practice: practice, extract: extract, codeMap: codeMap, source: one["source"] as? String)
    }

    func run(_ words: [String], environment: [String: String] = [:]) throws -> ProgramRun {
        try ProgramRun.run(words, home: home, environment: environment)
    }
}
