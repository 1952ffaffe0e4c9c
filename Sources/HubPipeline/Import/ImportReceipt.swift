package import HubCore
package import HubRules

/// What came of an import or a check: printed for people, and as JSON for programs.
package struct ImportReceipt: Encodable, Sendable {
    package struct File: Encodable, Sendable {
        package enum State: String, Encodable, Sendable {
            case taken, seenBefore = "seen-before", refused, undone, notRecognized = "not-recognized"
            /// It comes with the export and holds no data.
            case leftOut = "left-out"
        }
        package var name: String
        package var state: State
        package var format: String?
        package var mapping: String?
        /// The submission that has the same bytes.
        package var seenIn: Int?
        package var read = 0, accepted = 0, rejected = 0, skipped = 0

        package init(name: String, state: State, format: String? = nil) { (self.name, self.state, self.format) = (name, state, format) }

        mutating func take(_ counts: ReceiptSink.Counts) {
            (read, accepted, rejected, skipped) = (counts.read, counts.accepted, counts.rejected, counts.skipped)
        }
    }
    package struct Cause: Encodable, Sendable {
        package var id, severity, message: String
        package var count: Int
        package var places: [String]
        package var fix, owner: String?

        package init(_ group: FindingGroup) {
            (id, severity, message) = (group.first.id, group.first.severity.rawValue, group.first.message)
            (count, places) = (group.count, group.places.map(\.description))
            (fix, owner) = (group.first.fix, group.first.owner?.rawValue)
        }
    }
    package struct Skip: Encodable, Sendable {
        package var id, reason: String
        package var count: Int
    }
    package struct Coverage: Encodable, Sendable {
        package var documents, sections, narrativeOnly, entries, taken, saidToBeEmpty, notNeeded, notUnderstood: Int
        package var bySection: [String: ExtractionCoverage.Section]

        package init(_ coverage: ExtractionCoverage) {
            let all = coverage.sections.values
            documents = coverage.documents
            sections = all.reduce(0) { $0 + $1.seen }
            narrativeOnly = all.reduce(0) { $0 + $1.narrativeOnly }
            entries = all.reduce(0) { $0 + $1.entries }
            taken = all.reduce(0) { $0 + $1.taken }
            saidToBeEmpty = all.reduce(0) { $0 + $1.saidToBeEmpty }
            notNeeded = all.reduce(0) { $0 + $1.notNeeded }
            notUnderstood = all.reduce(0) { $0 + $1.notUnderstood }
            bySection = coverage.sections
        }
    }

    /// Nil for a check, and when nothing was stored.
    package var submission: Int?
    package var practice: String?
    package var period: String?
    package var files: [File] = []
    package var patients = 0
    /// Submissions that no longer count because this one stands in their place.
    package var superseded: [Int] = []
    /// How many reported counts of those still count, because this one does not tell them anew.
    package var reportedStanding = 0
    package var read = 0, accepted = 0, rejected = 0, skipped = 0
    package var facts: [String: Int] = [:]
    package var findings: [String: Int] = [:]
    package var coverage: Coverage?
    package var causes: [Cause] = []
    package var skips: [Skip] = []
    package var completeness: [ElementCompleteness] = []
    package var results: [MeasureResult] = []
    /// What the practice's own reports say.
    package var reported: [ReportedLine] = []
    /// The same causes, for printing with the line and a caret.
    package var groups: [FindingGroup] = []
    package var checks: [CheckResult] = []

    /// How the files of rows were read, by file.
    var readings: [String: ReportReading] = [:]

    package init() {}

    init(_ request: SubmissionRequest) {
        practice = request.practice
        period = request.period?.description
    }

    /// Every key is there, also when there is nothing to say: programs ask for `submission` and `coverage`.
    package func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: CodingKeys.self)
        try keys.encode(submission, forKey: .submission)
        try keys.encode(practice, forKey: .practice)
        try keys.encode(period, forKey: .period)
        try keys.encode(files, forKey: .files)
        try keys.encode(patients, forKey: .patients)
        try keys.encode(superseded, forKey: .superseded)
        try keys.encode(reportedStanding, forKey: .reportedStanding)
        for (key, count) in [(CodingKeys.read, read), (.accepted, accepted), (.rejected, rejected), (.skipped, skipped)] {
            try keys.encode(count, forKey: key)
        }
        try keys.encode(facts, forKey: .facts)
        try keys.encode(findings, forKey: .findings)
        try keys.encode(coverage, forKey: .coverage)
        try keys.encode(causes, forKey: .causes)
        try keys.encode(skips, forKey: .skips)
        try keys.encode(completeness, forKey: .completeness)
        try keys.encode(results, forKey: .results)
        try keys.encode(reported, forKey: .reported)
    }

    private enum CodingKeys: String, CodingKey {
        case submission, practice, period, files, patients, superseded, reportedStanding, read, accepted, rejected, skipped, facts
        case findings, coverage
        case causes, skips, completeness, results, reported
    }

    /// Fills in what was collected while reading, and what the rules came to.
    mutating func conclude(_ reading: SubmissionReading) {
        let sink = reading.receipt
        checks = reading.profile.results()
        var book = sink.findings
        for finding in reading.findings() { book.add(finding) }
        for check in checks {
            if let group = check.finding { book.add(group) }
        }
        reported = reading.profile.reported.map { ReportedLine($0.result, file: $0.file) }
        for (kind, count) in sink.facts { facts[kind.word] = count }
        skips = sink.skips.map { Skip(id: $0.key.id, reason: $0.key.words, count: $0.value) }
            .sorted { ($1.count, $0.id, $0.reason) < ($0.count, $1.id, $1.reason) }
        if sink.coverage.documents > 0 { coverage = Coverage(sink.coverage) }
        set(book)
    }

    mutating func set(_ book: FindingBook) {
        groups = book.sorted
        causes = groups.map(Cause.init)
        findings = Dictionary(uniqueKeysWithValues: Finding.Severity.allCases.map { ($0.rawValue, book.counts[$0] ?? 0) })
    }

    package mutating func add(_ file: File) {
        files.append(file)
        read += file.read
        accepted += file.accepted
        rejected += file.rejected
        skipped += file.skipped
    }

    /// Nothing was stored: no row counts as accepted. What was found stays told.
    mutating func clearCounts() {
        for at in files.indices where files[at].state == .taken {
            files[at].state = .undone
            files[at].take(ReceiptSink.Counts())
        }
        (read, accepted, rejected, skipped, facts, reported) = (0, 0, 0, 0, [:], [])
    }

    /// True when a file was given up as a whole: nothing was found row by row.
    package var isUnreadable: Bool {
        files.contains { $0.state == .notRecognized || $0.state == .refused } && causes.contains { $0.id.hasPrefix("file.") }
    }

    /// True when something is wrong with the data: errors, rejected rows, refused files.
    package var hasErrors: Bool { findings["error"] ?? 0 > 0 || rejected > 0 || files.contains { $0.state == .refused } }
}
