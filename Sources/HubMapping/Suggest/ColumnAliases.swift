package import HubCore

/// The names that columns are known by, out of `Mappings/aliases/columns.yaml`.
package struct ColumnAliases: Sendable {
    /// A column of values whose name says what is measured.
    struct Thing: Sendable {
        var code = ""
        var category = ""
        var unit: String?
        var isPair = false
        /// The list of words in `codes.yaml` that its cells are.
        var words: String?
    }
    /// A column that says whether, or since when, a patient has or takes something.
    struct Flag: Sendable {
        var word: String
        /// The value set that the practice's own word may be placed into.
        var set: String
    }

    private(set) var abbreviations: [String: String] = [:]
    private(set) var columns: [String: Role] = [:]
    private(set) var things: [String: Thing] = [:]
    private(set) var conditions: [String: Flag] = [:]
    private(set) var medicines: [String: Flag] = [:]
    private(set) var files: [String: TableKind] = [:]

    /// Nothing is known by name.
    package init() {}

    /// - Returns: the aliases and what is wrong with the file, each with line and column.
    package static func read(_ node: Node) -> (aliases: ColumnAliases, findings: [Finding]) {
        var reader = NodeReader(node, what: "a file of column names")
        var aliases = ColumnAliases()
        for entry in reader.optional("abbreviations")?.entries ?? [] { aliases.abbreviations[entry.key] = entry.value.text ?? "" }
        let words = ColumnWords(abbreviations: aliases.abbreviations)
        var findings: [Finding] = []
        for entry in reader.required("columns")?.entries ?? [] {
            guard let role = Role(rawValue: entry.key) else {
                reader.fail(
                    "`\(entry.key)` is not a kind of column" + Suggestion.words(for: entry.key, among: Role.allCases.map(\.rawValue)),
                    at: entry.keyOrigin, id: "config.unknown-key")
                continue
            }
            for name in entry.value.list ?? [] { aliases.columns[words.key(name.text ?? "")] = role }
        }
        for item in reader.optional("things")?.list ?? [] {
            var line = NodeReader(item, what: "a thing that is measured")
            let names = line.texts("names") ?? []
            var thing = Thing(code: line.text("code") ?? "", category: line.requiredText("category") ?? "", unit: line.text("unit"))
            thing.isPair = line.flag("pair") ?? false
            thing.words = line.text("words")
            line.finish()
            findings += line.findings
            for name in names { aliases.things[words.key(name)] = thing }
        }
        for (key, path) in [("conditions", \ColumnAliases.conditions), ("medicines", \ColumnAliases.medicines)] {
            for item in reader.optional(key)?.list ?? [] {
                var line = NodeReader(item, what: "a column that says yes or no")
                let names = line.texts("names") ?? []
                let flag = Flag(word: line.requiredText("word") ?? "", set: line.requiredText("in") ?? "")
                line.finish()
                findings += line.findings
                for name in names { aliases[keyPath: path][words.key(name)] = flag }
            }
        }
        for entry in reader.optional("files")?.entries ?? [] {
            guard let kind = TableKind(rawValue: entry.key) else {
                reader.fail("`\(entry.key)` is not a kind of table", at: entry.keyOrigin, id: "config.unknown-key")
                continue
            }
            for name in entry.value.list ?? [] { aliases.files[name.text ?? ""] = kind }
        }
        reader.finish()
        return (aliases, reader.findings + findings)
    }

    var words: ColumnWords { ColumnWords(abbreviations: abbreviations) }
}
