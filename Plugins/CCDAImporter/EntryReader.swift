package import HubCore
package import HubXML

/// Reads one entry after another into facts: the part that knows whose they are, where they stand, and whom to tell.
///
/// What each kind of statement means is in the files named after them.
package final class EntryReader {
    package let file: SourceFile
    package let sink: any FactSink
    package var patient = PatientKey("")
    var section = Section()
    /// A reference of the entry that is being read led nowhere.
    var pointsNowhere = false
    private var systems: [String: CodeSystem] = [:]
    /// How often each key was given out in this document.
    private var keysSeen: [Int64: Int32] = [:]
    /// The visit that the whole document is about, from its header.
    var header: HeaderEncounter?
    /// Encounters of the document, so that the header's own is not counted twice.
    var encounterIDs: Set<Int64> = []
    var encounterDays: Set<Day> = []

    /// What is read besides C-CDA; nil for C-CDA itself.
    let dialect: (any EntryDialect)?

    init(file: SourceFile, sink: any FactSink, dialect: (any EntryDialect)? = nil) {
        self.file = file
        self.sink = sink
        self.dialect = dialect
    }

    /// All statements of one `entry`.
    func read(entry: XMLElement) throws(HubError) -> Outcome {
        var best: Outcome?
        pointsNowhere = false
        for statement in entry.children where Self.isStatement(statement) {
            let outcome = try read(statement)
            best = max(best ?? outcome, outcome)
        }
        // Words that cannot be found are not the same as no words.
        if best == .empty, pointsNowhere, !Self.hasNegation(entry) { return .incomplete }
        if let best { return best }
        // A picture or a PDF for people.
        if entry.child(.observationMedia) != nil { return .notNeeded }
        return entry.isNull || entry.children.first(where: { _ in true }) == nil ? .empty : .notUnderstood
    }

    private static func hasNegation(_ element: XMLElement) -> Bool {
        element.isNegated || element.isNull && isStatement(element) || element.children.contains { hasNegation($0) }
    }

    static func isStatement(_ element: XMLElement) -> Bool {
        switch Name(rawValue: element.name) {
        case .act, .encounter, .observation, .organizer, .procedure, .substanceAdministration, .supply: true
        default: false
        }
    }

    /// The statements inside of a statement, by its entryRelationships.
    package func inner(_ element: XMLElement) -> [XMLElement] {
        var found: [XMLElement] = []
        for relation in element.children(.entryRelationship) {
            for child in relation.children where Self.isStatement(child) { found.append(child) }
        }
        return found
    }

    func inner(_ element: XMLElement, _ template: Template) -> XMLElement? {
        inner(element).first { Template.of($0) == template }
    }

    // Facts

    package func fact(_ kind: Fact.Kind, _ element: XMLElement) -> Fact {
        var fact = Fact(kind, patient: patient, at: element.position)
        fact.path = Self.path(element)
        return fact
    }

    /// From the body down: what stands above it is the same in every document.
    package static func path(_ element: XMLElement) -> String {
        let path = element.path
        let body = "component/structuredBody/"
        return path.hasPrefix(body) ? String(path.dropFirst(body.count)) : path
    }

    /// Stable for the same statement in another document of the same source; different for two statements of one document, even where
    /// the source gives all of them the same id.
    package func key(_ element: XMLElement, _ more: String) -> Int64? {
        guard let id = ids(element).first else { return nil }
        return unique(SourceKey.hash("\(id)|\(more)"))
    }

    package func unique(_ key: Int64) -> Int64 {
        let times = keysSeen[key, default: 0]
        keysSeen[key] = times &+ 1
        return times == 0 ? key : SourceKey.hash("\(key)+\(times)")
    }

    package func ids(_ element: XMLElement) -> [String] {
        element.children(.id).compactMap { id in
            guard !id.isNull, let root = id.string(.root) else { return nil }
            return id.string(.extension).map { "\(root)^\($0)" } ?? root
        }
    }

    // Telling

    /// Findings name the section and not the entry, so that one cause is one finding.
    func note(_ notice: Notice, _ element: XMLElement) throws(HubError) {
        try sink.note(finding(notice, element.position))
    }

    func finding(_ notice: Notice, _ position: Position) -> Finding {
        let origin = Origin(file, position, path: section.label)
        let words = notice == .olderDocument ? dialect?.unknownDocument ?? notice.words : notice.words
        return Finding(notice.severity, "\(prefix).\(notice.name)", words, at: origin, fix: notice.fix, owner: notice.owner)
    }

    /// What ids of findings begin with.
    var prefix: String { dialect?.prefix ?? "ccda" }

    func system(_ name: String) -> CodeSystem {
        if let known = systems[name] { return known }
        let system = CodeSystem.named(name) ?? CodeSystem(name)
        if systems.count < 4096 { systems[name] = system }
        return system
    }
}
