internal import HubCore

/// What a field is for: decides which keys it may have.
enum FieldRole {
    case key, text, day, birth, code, value
    /// One of these words.
    case word([String])
}

extension MappingCompiler {
    /// A column's name alone, or a block.
    mutating func field(_ node: Node, _ name: String, _ role: FieldRole) -> FieldSpec? {
        if let column = node.text {
            var spec = FieldSpec(name, .column([column]))
            setDefaults(&spec, role)
            return spec
        }
        var reader = NodeReader(node, what: "`\(name)`")
        guard let source = source(&reader, node) else {
            findings += reader.findings
            return nil
        }
        var spec = FieldSpec(name, source)
        setDefaults(&spec, role)
        spec.isRequired = reader.flag("required") ?? false
        spec.isOptional = reader.flag("optional") ?? false
        if spec.isRequired, spec.isOptional { reader.fail("a field is `required` or `optional`, not both", at: node.origin) }
        var inner: [(Node, FieldRole, WritableKeyPath<FieldSpec, [FieldSpec]>)] = []
        switch role {
        case .key: spec.pad = reader.integer("pad")
        case .text: spec.map = valueMap(&reader)
        case .word(let words): readWord(&spec, &reader, words, node)
        case .day, .birth:
            spec.written = reader.word("written", of: Self.dateWords) ?? spec.written
            spec.shortYearsFrom = reader.integer("short-years-from") ?? spec.shortYearsFrom
            spec.partial =
                reader.word("partial", of: [("refuse", .refuse), ("first-day", .firstDay), ("last-day", .lastDay)]) ?? spec.partial
            if let instead = reader.optional("instead") { inner.append((instead, role, \.instead)) }
        case .code: readCode(&spec, &reader)
        case .value:
            spec.shape = reader.word("as", of: [("any", .any), ("quantity", .quantity), ("code", .code), ("text", .text)]) ?? .any
            spec.part = reader.word("part", of: [("first", .first), ("second", .second)])
            spec.decimalComma = reader.flag("decimal-comma") ?? decimalComma
            if let unit = reader.optional("unit") { inner.append((unit, .text, \.unit)) }
            readCode(&spec, &reader)
        }
        if let from = spec.shortYearsFrom, !(1800...2100).contains(from) {
            reader.fail("`short-years-from` is a year between 1800 and 2100", at: node.origin)
        }
        if let pad = spec.pad, !(1...64).contains(pad) { reader.fail("`pad` is a length between 1 and 64", at: node.origin) }
        reader.finish()
        findings += reader.findings
        for (node, role, path) in inner {
            if let compiled = field(node, name + (path == \FieldSpec.unit ? ".unit" : ""), role) { spec[keyPath: path] = [compiled] }
        }
        return spec
    }

    private func setDefaults(_ spec: inout FieldSpec, _ role: FieldRole) {
        spec.decimalComma = decimalComma
        spec.written = written
        // A birth in '38 is not in 2038, and nothing in the file says so: the mapping must.
        if case .birth = role { spec.shortYearsFrom = nil } else { spec.shortYearsFrom = shortYearsFrom ?? 1950 }
        if case .birth = role { spec.partial = .firstDay }
    }

    private mutating func source(_ reader: inout NodeReader, _ node: Node) -> FieldSpec.Source? {
        let columns = reader.texts("column")
        let constant = reader.text("constant")
        let join = reader.optional("join")
        let separator = reader.text("with") ?? " "
        switch (columns, constant, join) {
        case (let columns?, nil, nil) where !columns.isEmpty: return .column(columns)
        case (nil, let constant?, nil): return .constant(constant)
        case (nil, nil, let join?):
            let parts = (join.list ?? []).map { $0.text.map { [$0] } ?? ($0.list ?? []).compactMap { $0.text } }
            if parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }) { return .joined(parts, separator: separator) }
            reader.fail("`join` must list two columns or more", at: join.origin)
        default:
            if reader.findings.isEmpty {
                reader.fail("a field needs one of `column`, `constant`, `join`", at: node.origin, id: "config.missing-key")
            }
        }
        return nil
    }

    /// `map:` as a block of its own, or the name of a table in `values:`.
    private mutating func valueMap(_ reader: inout NodeReader) -> [String: String] {
        guard let node = reader.optional("map") else { return [:] }
        guard let name = node.text else { return words(node) }
        if let table = values[name] { return table }
        reader.fail(
            "there is no table `\(name)` in `values`" + Suggestion.words(for: name, among: Array(values.keys)), at: node.origin,
            id: "config.unknown-value")
        return [:]
    }

    private mutating func readWord(_ spec: inout FieldSpec, _ reader: inout NodeReader, _ words: [String], _ node: Node) {
        spec.map = valueMap(&reader)
        spec.empty = reader.text("empty")
        spec.otherwise = reader.text("otherwise")
        var written = Array(spec.map.values).sorted() + [spec.empty, spec.otherwise].compactMap { $0 }
        if case .constant(let word) = spec.source { written.append(word) }
        for word in written where !words.contains(word) {
            reader.fail(
                "`\(word)` is not a word for `\(spec.name)`" + Suggestion.words(for: word, among: words), at: node.origin,
                id: "config.unknown-value", fix: "Write one of: " + words.joined(separator: ", ") + ".")
        }
    }

    private mutating func readCode(_ spec: inout FieldSpec, _ reader: inout NodeReader) {
        if let node = reader.optional("system"), let system = systemSpec(node) { spec.system = system }
        spec.display = reader.texts("display") ?? []
        guard let node = reader.optional("codes") else { return }
        guard let name = node.text, let table = codes[name] else {
            return reader.fail(
                "there is no table `\(node.text ?? node.shape)` in `codes`"
                    + Suggestion.words(for: node.text ?? "", among: Array(codes.keys)),
                at: node.origin, id: "config.unknown-value")
        }
        spec.codes = table
    }

    private mutating func systemSpec(_ node: Node) -> FieldSpec.System? {
        if let name = node.text { return system(name, at: node.origin).map { .fixed($0) } }
        var reader = NodeReader(node, what: "`system`")
        let guesses = reader.texts("guess")
        let columns = reader.texts("column")
        let map = reader.optional("map")
        let otherwise = reader.text("otherwise")
        if (guesses == nil) == (columns == nil), reader.findings.isEmpty {
            reader.fail("`system` is a name, or has one of `column`, `guess`", at: node.origin)
        }
        reader.finish()
        findings += reader.findings
        if let guesses { return .guess(guesses.compactMap { system($0, at: node.origin) }) }
        var table: [String: CodeSystem] = [:]
        let names: [String: String] = map.map { words($0) } ?? [:]
        for (cell, name) in names { table[cell] = system(name, at: node.origin) }
        return columns.map { .column($0, map: table, otherwise: otherwise.flatMap { system($0, at: node.origin) }) }
    }
}
