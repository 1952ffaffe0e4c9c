package import HubCore

/// Stands between a table reader and the mapper, and looks at column names and the first rows for what must not be sent.
///
/// A column that the mapping takes and that holds such things refuses the file; one that the mapping leaves out is told, and its cells go nowhere.
/// No value ever gets into a message.
package final class PrivacyScan: RecordSink {
    /// What the mapping does with a column.
    package enum Use: Sendable {
        /// The mapping names it among what it ignores: nothing to tell.
        case ignored
        /// The mapping knows the layout and does not take this one.
        case notTaken
        case taken
    }

    /// The file is refused; whatever was stored of it must be undone.
    package static let refusal = HubError.Code("personalData")

    private let rule: Rule
    private let limits: PersonalColumns
    private let file: SourceFile
    private let use: (String) -> Use
    private let next: any RecordSink
    private var columns: [PrivacyColumn] = []
    private var header = Position.start
    private var rows = 0
    private var record: String?
    private var kept: [String: (columns: [PrivacyColumn], rows: Int)] = [:]

    /// Nil when the book has no rule about personal columns.
    package init?(
        _ book: RuleBook, profile: RuleProfile = .usual, file: SourceFile, use: @escaping (String) -> Use, into next: any RecordSink
    ) {
        guard let found = book.makeChecks(profile).lazy.compactMap({ $0 as? PersonalColumns }).first else { return nil }
        (limits, rule) = (found, found.rule)
        (self.file, self.use, self.next) = (file, use, next)
    }

    package func begin(_ table: TableHeader) throws(HubError) {
        try judge()
        if let record { kept[record] = (columns, rows) }
        (record, header) = (table.record, table.position)
        // The records of a flat file come in turns; each is looked at once.
        if let record, let before = kept[record] {
            (columns, rows) = before
            return try next.begin(table)
        }
        rows = 0
        columns = table.columns.map { PrivacyColumn(name: $0, isIgnored: use($0) == .ignored) }
        try next.begin(table)
        for number in columns.indices where !columns[number].isIgnored {
            if let what = PersonalData.named(columns[number].name) { try tell(number, what) }
        }
    }

    package func accept(_ record: borrowing Record) throws(HubError) {
        if rows < limits.rows {
            for number in 0..<min(record.count, columns.count) where !columns[number].isDone {
                let kind = record.withField(number) { PersonalData.looksLike($0) }
                columns[number].see(kind, isEmpty: record.isEmpty(number))
            }
            rows += 1
            if rows == limits.rows { try judge() }
        }
        try next.accept(record)
    }

    package func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) { try next.skip(reason, at: origin) }
    package func reject(_ finding: Finding) throws(HubError) { try next.reject(finding) }
    package func note(_ finding: Finding) throws(HubError) { try next.note(finding) }

    /// To be called when the file is through: a short table is judged here.
    package func finish() throws(HubError) { try judge() }

    private func judge() throws(HubError) {
        for number in columns.indices where !columns[number].isDone {
            if let what = columns[number].verdict(hit: limits.hit, few: limits.few) { try tell(number, what) }
        }
    }

    private func tell(_ number: Int, _ what: PersonalData) throws(HubError) {
        columns[number].isTold = true
        let name = columns[number].name
        let words = ["column": name, "what": what.words, "pct": Words.number(limits.hit)]
        let origin = Origin(file, header, path: name)
        guard use(name) == .taken else {
            let message = "The column `\(name)` looks like \(what.words); it is not taken, and nothing of it is stored."
            try next.note(
                Finding(
                    .note, rule.id, message, at: origin,
                    fix: "Nothing needs doing for this file; leave the column out of the report next time.", owner: rule.owner))
            return
        }
        throw HubError(Self.refusal, Message.fill(rule.message, words), at: origin, hint: Message.fill(rule.fix, words))
    }
}

/// What was seen of one column.
struct PrivacyColumn {
    let name: String
    let isIgnored: Bool
    var isTold = false
    private var filled = 0
    private var hits = [Int](repeating: 0, count: PersonalData.allCases.count)

    init(name: String, isIgnored: Bool) { (self.name, self.isIgnored) = (name, isIgnored) }

    var isDone: Bool { isIgnored || isTold }

    mutating func see(_ what: PersonalData?, isEmpty: Bool) {
        if isEmpty { return }
        filled += 1
        if let what { hits[what.rawValue] += 1 }
    }

    func verdict(hit: Double, few: Int) -> PersonalData? {
        guard filled >= max(few, 1) else { return nil }
        return PersonalData.allCases.first { Double(hits[$0.rawValue]) * 100 >= hit * Double(filled) && hits[$0.rawValue] > 0 }
    }
}
