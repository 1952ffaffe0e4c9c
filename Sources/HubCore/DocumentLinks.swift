/// What the files of one submission say about each other: a resource in one file may be referred to from another.
public struct DocumentLinks: Sendable {
    /// The codes of a thing that is only referred to, by its reference: `Medication/12`.
    public private(set) var codes: [String: [Coding]] = [:]
    /// References of orders that somebody refused to carry out.
    public private(set) var refused: Set<String> = []
    /// Whose a resource is, where somebody else than the resource itself says it.
    public private(set) var owners: [String: String] = [:]
    /// Two files give one reference different codes, or owners: then it leads nowhere.
    private var ambiguous: Set<String> = []
    private var contested: Set<String> = []

    public init() {}

    public mutating func add(_ reference: String, codes found: [Coding]) {
        guard !ambiguous.contains(reference) else { return }
        guard let known = codes[reference], known != found else { return codes[reference] = found }
        codes[reference] = nil
        ambiguous.insert(reference)
    }

    public mutating func own(_ reference: String, by patient: String) {
        guard !contested.contains(reference) else { return }
        guard let known = owners[reference], known != patient else { return owners[reference] = patient }
        owners[reference] = nil
        contested.insert(reference)
    }

    public mutating func refuse(_ reference: String) { refused.insert(reference) }

    public var isEmpty: Bool { codes.isEmpty && refused.isEmpty && owners.isEmpty }
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
