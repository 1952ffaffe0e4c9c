internal import ArgumentParser
internal import HubCore
internal import HubPipeline

/// What `check` and `import` both take.
struct ExtractOptions: ParsableArguments {
    @Argument(help: "Files, folders, or archives (zip, gzip).") var paths: [String]
    @Option(
        help:
            "The mapping that reads the rows; without it the one that read the last report of this layout, or that knows it (`measurehub mappings`)."
    ) var source: String?
    @Option(help: "The reporting period: 2026-01-01..2026-12-31, 2026 or 2026Q1.", transform: Ask.period) var period: Period?
    @Option(help: "A YAML file with what the practice's own codes mean.") var codeMap: String?
    @Option(
        help: "How days such as 3/4/2026 are written where neither the data nor the mapping tell: m/d/y or d/m/y.", transform: Ask.dates)
    var dates: DateFormat?
    @Option(help: "Check completeness for this measure only; may be repeated.") var measure: [String] = []
    @Option(help: "Of an extract with several sites, read the rows of this one only.") var site: String?
    @Flag(help: "Count patients such as ZZTEST, which are kept out otherwise.") var keepTestPatients = false

    @Flag(help: "Completeness element by element, with what to do, and not a line a measure.") var details = false

    func request(_ inputs: InputFiles) -> SubmissionRequest {
        var request = SubmissionRequest(inputs, paths: paths)
        (request.source, request.period, request.codeMap, request.measures) = (source, period, codeMap, measure)
        (request.site, request.keepsTestPatients) = (site, keepTestPatients)
        request.dates = dates
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
