package import HubCore

/// Measures and what is wrong with their files. A measure with an error is left out.
package struct MeasureLibrary: Sendable {
    package var measures: [Measure] = []
    package var findings: [Finding] = []

    /// - Parameters:
    ///   - measures: the root node of each measure file.
    ///   - shared: the root node of each file with shared definitions, which measures name under `uses:` as `hospice@2026`.
    package init(measures: [Node], shared: [Node] = []) {
        var reader = MeasureReader()
        reader.take(shared: shared)
        for node in measures {
            if let measure = reader.measure(node) { self.measures.append(measure) }
        }
        findings = reader.findings
        for (at, measure) in self.measures.enumerated()
        where self.measures[..<at].contains(where: { $0.id == measure.id && $0.year == measure.year }) {
            findings.append(
                Finding(.error, "measure.twice", "\(measure.id) is there twice for \(measure.year)", at: measure.origin, owner: .hub))
        }
    }

    /// The version of a measure that judges a period: that of the year in which the period ends; else the nearest year's.
    package func measure(_ id: String, for period: Period) -> Measure? {
        let year = period.end.parts.year
        return measures.filter { $0.id.lowercased() == id.lowercased() }
            .min { (abs($0.year - year), -$0.year) < (abs($1.year - year), -$1.year) }
    }
}

/// Reads measure files; shared libraries are read once and lend their names.
struct MeasureReader {
    private struct Library {
        var node: Node
        var scope: MeasureScope?
    }
    private var libraries: [String: Library] = [:]
    var findings: [Finding] = []

    mutating func take(shared: [Node]) {
        for node in shared {
            guard let name = node["library"]?.text, let year = node["year"]?.text else {
                findings.append(
                    Finding(.error, "config.missing-key", "a shared file needs `library` and `year`", at: node.origin, owner: .hub))
                continue
            }
            libraries["\(name)@\(year)"] = Library(node: node)
        }
        for name in libraries.keys.sorted() { _ = scope(of: name, open: []) }
    }

    /// The names that a library lends, read at most once. Nil when there is no such library or it uses itself.
    private mutating func scope(of name: String, open: Set<String>) -> MeasureScope? {
        guard !open.contains(name), let library = libraries[name] else { return nil }
        if let scope = library.scope { return scope }
        var reader = NodeReader(library.node, what: "a shared file")
        for key in ["library", "year", "about"] { _ = reader.text(key) }
        var scope = names(&reader, open: open.union([name]))
        scope.finish(reader)
        for definition in scope.definitions.keys.sorted() {
            _ = scope.meaning(of: definition, at: library.node.origin)
        }
        findings += scope.findings
        scope.findings = []
        scope.unused = [:]
        libraries[name]?.scope = scope
        return scope
    }

    /// The names that a shared file lends; nil when there is no such file.
    func lent(by name: String) -> Set<String>? {
        libraries[name]?.scope.map { Set($0.meanings.keys).union($0.valueSets.keys).union($0.codings.keys) }
    }

    /// What a file says, and all that it uses, in sixteen digits.
    func contentHash(_ node: Node) -> String {
        var (names, waiting) = (Set<String>(), [node])
        var sum = UInt64(bitPattern: SourceKey.hash(node.plainText))
        while let next = waiting.popLast() {
            for name in (next["uses"].map { $0.list ?? [$0] } ?? []).compactMap(\.text) where names.insert(name).inserted {
                guard let library = libraries[name]?.node else { continue }
                sum &+= UInt64(bitPattern: SourceKey.hash(name + library.plainText))
                waiting.append(library)
            }
        }
        let text = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// `uses`, `valuesets`, `codes`, `define` and `labels` of a file.
    mutating func names(_ reader: inout NodeReader, open: Set<String> = []) -> MeasureScope {
        var scope = MeasureScope()
        for name in reader.texts("uses") ?? [] {
            guard let shared = self.scope(of: name, open: open) else {
                scope.fail(
                    "there is no shared file `\(name)`" + Suggestion.words(for: name, among: libraries.keys.sorted()),
                    at: reader.node["uses"]?.origin ?? reader.node.origin, id: "measure.unknown-name")
                continue
            }
            scope.borrow(shared)
        }
        for entry in reader.optional("valuesets")?.entries ?? [] {
            guard let oid = entry.value.text, oid.contains("."), oid.allSatisfy({ $0.isNumber || $0 == "." }) else {
                scope.fail("`\(entry.key)` must be the OID of a value set", at: entry.value.origin)
                continue
            }
            scope.declare(entry)
            scope.valueSets[entry.key] = oid
        }
        for entry in reader.optional("codes")?.entries ?? [] {
            guard let coding = entry.value.text.flatMap(MeasureScope.coding) else {
                scope.fail("`\(entry.key)` must be a code such as \"LOINC|8480-6\"", at: entry.value.origin)
                continue
            }
            scope.declare(entry)
            scope.codings[entry.key] = coding
        }
        for entry in reader.optional("define")?.entries ?? [] {
            scope.declare(entry)
            scope.definitions[entry.key] = entry.value
        }
        for entry in reader.optional("labels")?.entries ?? [] {
            guard let words = entry.value.text, !words.isEmpty else {
                scope.fail("the label of `\(entry.key)` must be words", at: entry.value.origin)
                continue
            }
            let names = (Array(scope.definitions.keys) + Array(scope.valueSets.keys) + Array(scope.codings.keys)).sorted()
            guard names.contains(entry.key) else {
                scope.fail(
                    "`\(entry.key)` is labelled and not named here" + Suggestion.words(for: entry.key, among: names), at: entry.keyOrigin,
                    id: "measure.unknown-name", fix: "Label what this file names under `define:`, `valuesets:` or `codes:`.")
                continue
            }
            scope.labels[entry.key] = words
        }
        return scope
    }
}

extension MeasureScope {
    /// Takes over the finished definitions and the aliases of a shared file.
    mutating func borrow(_ shared: MeasureScope) {
        valueSets.merge(shared.valueSets) { mine, _ in mine }
        codings.merge(shared.codings) { mine, _ in mine }
        meanings.merge(shared.meanings) { mine, _ in mine }
        names.criteria.merge(shared.names.criteria) { mine, _ in mine }
        names.events.merge(shared.names.events) { mine, _ in mine }
        names.numbers.merge(shared.names.numbers) { mine, _ in mine }
        labels.merge(shared.labels) { mine, _ in mine }
    }

    /// A name of this file; it must be used, and it must not hide another.
    mutating func declare(_ entry: Node.Entry) {
        if definitions[entry.key] != nil || (unused[entry.key] != nil) {
            fail("`\(entry.key)` is named twice", at: entry.keyOrigin)
        }
        meanings[entry.key] = nil
        unused[entry.key] = entry.keyOrigin
    }
}

extension Node {
    /// Keys and values in order, without places and comments.
    fileprivate var plainText: String {
        switch content {
        case .scalar(let text, _): "\"\(text)\""
        case .list(let nodes): "[" + nodes.map(\.plainText).joined(separator: ",") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key):\($0.value.plainText)" }.joined(separator: ",") + "}"
        case .null: "~"
        }
    }
}
