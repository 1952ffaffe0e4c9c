package import HubCore

/// Makes a ``Mapping`` of a configuration tree. Everything wrong with it is told at once, each with line and column.
package struct MappingCompiler {
    var findings: [Finding] = []
    var codes: [String: [String: [Coding]]] = [:]
    var values: [String: [String: String]] = [:]
    var written: DateFormat?
    var shortYearsFrom: Int?
    var decimalComma = false
    /// Tables are told by the records of layouts.
    var isFlat = false

    /// - Returns: the mapping, or nil when there is an error among the findings.
    /// - Parameter layout: the source's `layout.yaml`, where it has one.
    package static func compile(_ node: Node, layout: Node? = nil) -> (mapping: Mapping?, findings: [Finding]) {
        var compiler = MappingCompiler()
        let mapping = compiler.mapping(node, layout)
        let sound = compiler.findings.allSatisfy { $0.severity < .error }
        return (sound ? mapping : nil, compiler.findings)
    }

    private mutating func mapping(_ node: Node, _ layout: Node?) -> Mapping {
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
        mapping.isGeneral = reader.flag("general") ?? false
        mapping.authority = reader.text("authority") ?? ""
        mapping.keepsTestPatients = reader.word("test-patients", of: [("keep", true), ("keep-out", false)]) ?? false
        mapping.placeholders.formUnion((reader.texts("missing") ?? []).map(Words.key))
        for answer in reader.texts("not-missing") ?? [] { mapping.placeholders.remove(Words.key(answer)) }
        written = reader.word("dates", of: Self.dateWords)
        shortYearsFrom = reader.integer("short-years-from")
        decimalComma = reader.flag("decimal-comma") ?? false
        readLayouts(&reader, layout, into: &mapping)
        isFlat = !mapping.layouts.isEmpty
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
        for record in mapping.layouts.flatMap(\.records)
        where record.isRow && !mapping.tables.contains(where: { $0.records.contains(record.name) }) {
            fail(
                "the layout's record `\(record.name)` has no table", at: node.origin,
                fix: "Add a table of its name, or `not-needed` with the reason to the record.")
        }
        return mapping
    }

    /// `layout: other.yaml` names the file that came with the mapping; `layouts:` is written in the mapping itself.
    private mutating func readLayouts(_ reader: inout NodeReader, _ layout: Node?, into mapping: inout Mapping) {
        _ = reader.text("layout")
        var compiler = LayoutCompiler(source: mapping.source)
        if let own = reader.optional("layouts") { mapping.layouts = compiler.layouts(own) }
        if let layout {
            var file = NodeReader(layout, what: "a layout file")
            if let node = file.required("layouts") { mapping.layouts += compiler.layouts(node) }
            file.finish()
            findings += file.findings
        }
        findings += compiler.findings
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
