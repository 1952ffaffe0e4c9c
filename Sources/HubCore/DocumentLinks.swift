/// What the files of one submission say about each other: a resource in one file may be referred to from another.
public struct DocumentLinks: Sendable {
    /// The codes of a thing that is only referred to, by its reference: `Medication/12`.
    public private(set) var codes: [String: [Coding]] = [:]
    /// References of orders that somebody refused to carry out.
    public private(set) var refused: Set<String> = []
    /// Test patients, whose statements may stand before them.
    public private(set) var testPatients: Set<PatientKey> = []
    /// Two files give one reference different codes: then it leads nowhere.
    private var ambiguous: Set<String> = []

    public init() {}

    public mutating func add(_ reference: String, codes found: [Coding]) {
        guard !ambiguous.contains(reference) else { return }
        guard let known = codes[reference], known != found else { return codes[reference] = found }
        codes[reference] = nil
        ambiguous.insert(reference)
    }

    public mutating func leaveOut(_ patient: PatientKey) { testPatients.insert(patient) }

    public mutating func refuse(_ reference: String) { refused.insert(reference) }

    /// Nothing that a reader would have to know.
    public var isEmpty: Bool { codes.isEmpty && refused.isEmpty }
}

/// Knows a format whose files refer to each other. The hub shows it every file of a submission before it reads the first.
public protocol LinkingImporter: FactImporter {
    /// Looks through one file for what others may refer to. What is wrong with the file is no matter here.
    func makeLinkReader(for file: SourceFile) -> any LinkReader
    func makeReader(for file: SourceFile, into sink: any FactSink, links: DocumentLinks) throws(HubError) -> any FactReader
}

/// Finds what a file says about others, however its bytes are cut.
public protocol LinkReader {
    mutating func feed(_ bytes: Span<UInt8>) throws(HubError)
    mutating func finish(into links: inout DocumentLinks) throws(HubError)
}
