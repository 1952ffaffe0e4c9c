package import HubCore

/// Makes a ``Mapping`` of a configuration tree. Everything wrong with it is told at once, each with line and column.
package struct MappingCompiler {
    var findings: [Finding] = []
    var codes: [String: [String: [Coding]]] = [:]
    var values: [String: [String: String]] = [:]
    var written: DateFormat?
    var shortYearsFrom: Int?
    var decimalComma = false

    /// - Returns: the mapping, or nil when there is an error among the findings.
    package static func compile(_ node: Node) -> (mapping: Mapping?, findings: [Finding]) {
        var compiler = MappingCompiler()
        let mapping = compiler.mapping(node)
        let sound = compiler.findings.allSatisfy { $0.severity < .error }
        return (sound ? mapping : nil, compiler.findings)
    }

    private mutating func mapping(_ node: Node) -> Mapping {
        var reader = NodeReader(node, what: "a mapping")
        var mapping = Mapping(
            source: reader.requiredText("source") ?? "", title: reader.text("title") ?? "", format: reader.requiredText("format") ?? "",
            options: [:], tables: [])
        for entry in reader.optional("options")?.entries ?? [] {
            guard let text = entry.value.text else {
                reader.fail("an option must be a single value, but this is \(entry.value.shape)", at: entry.value.origin)
                continue
            }
            mapping.options[entry.key] = text
        }
        mapping.authority = reader.text("authority") ?? ""
        mapping.placeholders.formUnion((reader.texts("missing") ?? []).map(Words.key))
        for answer in reader.texts("not-missing") ?? [] { mapping.placeholders.remove(Words.key(answer)) }
        written = reader.word("dates", of: Self.dateWords)
        shortYearsFrom = reader.integer("short-years-from")
        decimalComma = reader.flag("decimal-comma") ?? false
        if let node = reader.optional("values") { readValueTables(node) }
        if let node = reader.optional("codes") { readCodeTables(node) }
        let tables = reader.required("tables")
        if let tables, tables.list == nil { reader.fail("`tables` must be a list, but this is \(tables.shape)", at: tables.origin) }
        reader.finish()
        findings += reader.findings
        for table in tables?.list ?? [] { mapping.tables.append(self.table(table)) }
        for (at, table) in mapping.tables.enumerated() where mapping.tables[..<at].contains(where: { $0.name == table.name }) {
            fail("two tables are called `\(table.name)`", at: node.origin)
        }
        return mapping
    }

    static let dateWords = DateFormat.allCases.map { ($0.rawValue, $0) }

    mutating func fail(_ message: String, at origin: Origin, id: String = "config.invalid", fix: String? = nil) {
        findings.append(Finding(.error, id, message, at: origin, fix: fix, owner: .hub))
    }

    private mutating func readValueTables(_ node: Node) {
        guard let entries = node.entries else { return fail("`values` must be a block of named tables", at: node.origin) }
        for entry in entries { values[entry.key] = words(entry.value) }
    }

    /// A block of `cell: word`.
    mutating func words(_ node: Node) -> [String: String] {
        guard let entries = node.entries else {
            fail("this must be a block of `cell: word`, but it is \(node.shape)", at: node.origin)
            return [:]
        }
        var table: [String: String] = [:]
        for entry in entries {
            guard let word = entry.value.text else {
                fail("`\(entry.key)` must have a single word, but this is \(entry.value.shape)", at: entry.value.origin)
                continue
            }
            if table.updateValue(word, forKey: Words.key(entry.key)) != nil {
                fail("`\(entry.key)` is here twice but for its spelling", at: entry.keyOrigin)
            }
        }
        return table
    }

    private mutating func readCodeTables(_ node: Node) {
        guard let entries = node.entries else { return fail("`codes` must be a block of named tables", at: node.origin) }
        for entry in entries { codes[entry.key] = codeTable(entry.value) }
    }

    /// A block of `local code: SYSTEM|code`, or a list of them.
    private mutating func codeTable(_ node: Node) -> [String: [Coding]] {
        var table: [String: [Coding]] = [:]
        // A table with all its lines still commented out.
        if node.content == .null { return table }
        guard let entries = node.entries else {
            fail("a table of codes must be a block of `code: SYSTEM|code`, but this is \(node.shape)", at: node.origin)
            return table
        }
        for entry in entries {
            let targets = (entry.value.list ?? [entry.value]).compactMap { coding($0) }
            if table.updateValue(targets, forKey: Words.key(entry.key)) != nil {
                fail("`\(entry.key)` is here twice but for its spelling", at: entry.keyOrigin)
            }
        }
        return table
    }

    /// `LOINC|4548-4`, or `VALUESET|2.16.840…` to place a code into a value set as a whole.
    mutating func coding(_ node: Node) -> Coding? {
        guard let text = node.text, let bar = text.firstIndex(of: "|"), text.index(after: bar) < text.endIndex else {
            fail("a code is written `SYSTEM|code`, for example `LOINC|4548-4`", at: node.origin, id: "config.invalid-code")
            return nil
        }
        guard let system = system(String(text[..<bar]), at: node.origin) else { return nil }
        return Coding(system, String(text[text.index(after: bar)...])).normalized
    }

    mutating func system(_ name: String, at origin: Origin) -> CodeSystem? {
        if let system = CodeSystem.named(name) { return system }
        let known = CodeSystem.known.map { $0.system.name }
        fail(
            "`\(name)` is not a code system" + Suggestion.words(for: name, among: known), at: origin, id: "config.unknown-value",
            fix: "Write one of: " + known.sorted().joined(separator: ", ") + ".")
        return nil
    }
}
