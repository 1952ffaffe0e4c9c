internal import HubCore
internal import HubMapping
internal import HubRules

/// Takes the tables of one file to the mapping they belong to: the one that was named, or the only one that reads their columns.
///
/// Nothing fuzzy: a mapping fits by its own words (file name, columns, aliases) or it is not used.
final class TableChooser: RecordSink {
    private let file: SourceFile
    private let candidates: [Mapping]
    private let facts: ReportedSink
    private let profile: SubmissionProfile
    private let rules: RuleBook
    private let people: KnownPeople
    private let site: SiteFilter?
    private var mapper: Mapper?
    private var next: (any RecordSink)?
    private var scan: PrivacyScan?
    private let header = CurrentHeader()
    /// Of a flat file's lines, those of no known kind come before its first table.
    private var early: [Finding] = []
    private(set) var mapping: Mapping?

    init(
        _ file: SourceFile, candidates: [Mapping], rules: RuleBook, profile: SubmissionProfile, people: KnownPeople,
        site: SiteFilter?, into facts: ReportedSink
    ) {
        (self.people, self.site) = (people, site)
        self.file = file
        self.candidates = candidates
        self.rules = rules
        self.profile = profile
        self.facts = facts
    }

    /// A mapping has a table like this one, even if columns of it are missing.
    func knows(_ table: TableHeader) -> Bool {
        (mapping.map { [$0] } ?? candidates).contains { $0.match(file: file, header: table) != nil }
    }

    func begin(_ table: TableHeader) throws(HubError) {
        profile.table(table)
        facts.table(table)
        header.table = table
        if mapper == nil {
            let chosen = try choose(table)
            mapping = chosen
            let mapper = Mapper(chosen, file: file, people: people, site: site, into: facts)
            for finding in early { mapper.missed(finding) }
            (self.mapper, early) = (mapper, [])
            next = mapper
            if let scan = PrivacyScan(
                rules, file: file, use: { [file, header] in chosen.reads($0, of: file, header: header.table) ? .taken : .notTaken },
                into: mapper)
            {
                next = scan
                self.scan = scan
            }
        }
        try next?.begin(table)
    }

    private func choose(_ table: TableHeader) throws(HubError) -> Mapping {
        switch TableChoice(table, of: file, among: candidates) {
        case .one(let mapping), .near(let mapping): return mapping
        case .several(let mappings):
            throw HubError(
                .malformed, "more than one mapping reads these columns: \(mappings.map(\.source).joined(separator: ", "))",
                at: Origin(file, table.position), hint: "Name the one with --source.")
        case .none:
            throw HubError(
                .malformed, "no mapping knows this layout of \(table.columns.count) columns", at: Origin(file, table.position),
                hint: "Name a mapping with --source (`measurehub mappings` lists them), or let `measurehub mapping suggest` draft one.")
        }
    }

    func accept(_ record: borrowing Record) throws(HubError) {
        guard let next else { throw HubError(.malformed, "the file has no header", at: Origin(file, record.position)) }
        try next.accept(record)
    }

    func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        // Before the mapping is known, and for what no mapper needs to see, straight on.
        if let next { try next.skip(reason, at: origin) } else { try facts.skipped(reason, at: origin) }
    }

    func reject(_ finding: Finding) throws(HubError) {
        if let next { return try next.reject(finding) }
        early.append(finding)
        try facts.rejected(finding)
    }

    func note(_ finding: Finding) throws(HubError) {
        if let next { try next.note(finding) } else { try facts.note(finding) }
    }

    func finish() throws(HubError) {
        try scan?.finish()
        try mapper?.finish()
    }
}

/// The table that is being read, for what looks at its columns further down.
private final class CurrentHeader {
    var table = TableHeader(columns: [])
}
