internal import ArgumentParser
internal import HubCore
internal import HubPipeline

/// What `check` and `import` both take.
struct ExtractOptions: ParsableArguments {
    @Argument(help: "Files, folders, or archives (zip, gzip).") var paths: [String]
    @Option(help: "The mapping that reads the rows; without it each file finds its own (`measurehub mappings` lists them).") var source:
        String?
    @Option(help: "The reporting period: 2026-01-01..2026-12-31, 2026 or 2026Q1.", transform: Ask.period) var period: Period?
    @Option(help: "A YAML file with what the practice's own codes mean.") var codeMap: String?
    @Option(help: "Check completeness for this measure only; may be repeated.") var measure: [String] = []

    @Flag(help: "Completeness element by element, with what to do, and not a line a measure.") var details = false

    func request(_ inputs: InputFiles) -> SubmissionRequest {
        var request = SubmissionRequest(inputs, paths: paths)
        (request.source, request.period, request.codeMap, request.measures) = (source, period, codeMap, measure)
        request.receivedOn = Clock.today
        return request
    }

    /// Looks at the code map before anything else is done; what is only doubtful is said.
    /// - Parameter stored: OIDs of the value sets in the database, nil without one.
    func checkCodeMap(_ folder: ConfigFolder, stored: Set<String>? = nil) throws(HubError) {
        guard let codeMap else { return }
        let warnings = try CodeMapFile.read(path: codeMap, valueSets: try folder.knownValueSets(), stored: stored).warnings
        for warning in warnings { Console.standard.say(warning.description.visible) }
    }
}
