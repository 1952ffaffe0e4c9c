/// What the files of one submission say about each other: a resource in one file may be referred to from another.
///
/// An id is one thing within a server only, and files may come from several. So what a patient's own file says is for that patient, and an order is
/// taken back for the patient that the refusal names: `ServiceRequest/1` of somebody else stays.
public struct DocumentLinks: Sendable {
    /// Whom one answer is for: everybody, or the patients of the files that gave it.
    private struct Audience: Sendable {
        var isEverybody = false
        var patients: Set<String> = []

        mutating func join(_ other: Audience) {
            isEverybody = isEverybody || other.isEverybody
            patients.formUnion(other.patients)
        }
    }

    private var codes: [String: [[Coding]: Audience]] = [:]
    private var refused: [String: Set<String>] = [:]
    private var owners: [String: Set<String>] = [:]
    /// Patients who are surely nobody: nothing about them is taken, whichever file says it.
    public private(set) var testPatients: Set<PatientKey> = []

    public init() {}

    /// The codes of a thing that is only referred to, by its reference: `Medication/12`.
    /// - Parameter patients: those whose file it stands in; empty for a file of nobody's own.
    public mutating func add(_ reference: String, codes found: [Coding], of patients: Set<String> = []) {
        codes[reference, default: [:]][found, default: Audience()].join(Audience(isEverybody: patients.isEmpty, patients: patients))
    }

    /// Nil when nothing is known, or when two files give different codes: then the reference leads nowhere.
    public func codes(of reference: String, for patient: String?) -> [Coding]? {
        let answers = (codes[reference] ?? [:]).filter { _, audience in
            audience.isEverybody || patient.map(audience.patients.contains) ?? false
        }
        return answers.count == 1 ? answers.first?.key : nil
    }

    /// Somebody refused to carry out this patient's order.
    public mutating func refuse(_ reference: String, of patient: String) { refused[reference, default: []].insert(patient) }
    public func isRefused(_ reference: String, of patient: String) -> Bool { refused[reference]?.contains(patient) ?? false }

    /// Whose a resource is, where somebody else than the resource itself says it.
    public mutating func own(_ reference: String, by patient: String) { owners[reference, default: []].insert(patient) }
    /// Nil when nobody says it, or two say different things.
    public func owner(of reference: String) -> String? { owners[reference].flatMap { $0.count == 1 ? $0.first : nil } }

    /// What another file says, too.
    public mutating func join(_ other: DocumentLinks) {
        for (reference, answers) in other.codes {
            codes[reference, default: [:]].merge(answers) { own, more in
                var both = own
                both.join(more)
                return both
            }
        }
        refused.merge(other.refused) { $0.union($1) }
        owners.merge(other.owners) { $0.union($1) }
        testPatients.formUnion(other.testPatients)
    }

    public mutating func leaveOut(_ patient: PatientKey) { testPatients.insert(patient) }

    public var hasRefusals: Bool { !refused.isEmpty }
    /// Nothing that a reader would have to know.
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
