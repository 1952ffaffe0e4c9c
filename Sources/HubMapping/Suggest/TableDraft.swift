internal import HubCore

/// The lines of one table of a draft, and the tables of words that it asks for.
struct TableDraft {
    let file: SourceFile
    let kind: TableKind?
    let columns: [KnownColumn]
    let rows: Int
    let codeAliases: CodeAliases
    /// Tables for `codes:` and `values:` by name.
    var codes: [(name: String, lines: [String])] = []
    var values: [(name: String, lines: [String])] = []
    var facts: [[String]] = []
    /// What a person may make of it: one line each, to be taken by taking its `#` away.
    var maybe: [String] = []
    var used: Set<Int> = []
    /// Columns without which it is another table.
    var needed: [String] = []
    /// Takes known words into the tables, where else they are comments.
    let takesKnown: Bool
    let name: String

    init(
        _ name: String, _ table: TableSample.Table, file: SourceFile, _ aliases: ColumnAliases, _ codes: CodeAliases,
        takesKnown: Bool, look: PersonalLook
    ) {
        self.name = name
        self.file = file
        self.takesKnown = takesKnown
        codeAliases = codes
        rows = table.rows.count
        let names = table.header.columns
        // The patient first, by name alone: whose a word is decides whether it may be shown.
        var profiles = names.enumerated().map { ColumnProfile($0.element, index: $0.offset) }
        let patient = names.firstIndex { name in aliases.words.readings(name).contains { aliases.columns[$0.key] == .patient } }
        for (number, row) in table.rows.enumerated() {
            let whose = patient.flatMap { $0 < row.count && !row[$0].isEmpty ? row[$0].hashValue : nil } ?? number
            for at in profiles.indices where at < row.count { profiles[at].see(row[at], patient: whose, personal: look.ofCell) }
        }
        columns = profiles.map { KnownColumn($0, aliases, personalName: look.ofName) }
        kind = TableKind.of(columns, file: file, aliases, rows: table.rows.count)
    }

    /// The first column of the first of these roles.
    func first(_ roles: Role...) -> KnownColumn? {
        for role in roles {
            if let found = columns.first(where: { $0.role == role }) { return found }
        }
        return nil
    }

    func all(_ role: Role) -> [KnownColumn] { columns.filter { $0.role == role } }

    /// `X`, or `{ column: X, … }`; marks the column as read.
    mutating func field(_ column: KnownColumn, _ more: String...) -> String {
        used.insert(column.profile.index)
        let more = more.filter { !$0.isEmpty }
        if more.contains("required: true"), !needed.contains(column.name) { needed.append(column.name) }
        let name = YAMLText.scalar(column.name)
        return more.isEmpty ? name : "{ column: \(name), \(more.joined(separator: ", ")) }"
    }

    mutating func add(_ kind: Fact.Kind, _ fields: [(String, String)]) {
        let width = (fields.map { $0.0.count }.max() ?? 0) + 1
        facts.append(
            ["      - kind: \(kind.word)"]
                + fields.filter { !$0.1.isEmpty }.map { key, value in
                    "        \((key + ":").padding(width)) \(value)"
                })
    }

    /// A fact in one line that a person may take.
    mutating func maybe(_ kind: Fact.Kind, _ fields: [(String, String)], _ why: String) {
        let body = fields.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
        maybe.append("      # - { kind: \(kind.word), \(body) }  # maybe: \(YAMLText.comment(why))")
    }
}

/// What must never be used, by a column's name and by a cell.
package struct PersonalLook: Sendable {
    package var ofName: @Sendable (String) -> String?
    package var ofCell: @Sendable (String) -> String?

    package init(ofName: @escaping @Sendable (String) -> String?, ofCell: @escaping @Sendable (String) -> String?) {
        (self.ofName, self.ofCell) = (ofName, ofCell)
    }
}

extension String {
    func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
