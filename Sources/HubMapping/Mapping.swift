package import HubCore

/// How one source's words become the hub's. Compiled once from a file in Mappings/sources, then only read.
package struct Mapping: Sendable {
    package var source: String
    package var title: String
    /// The importer's id: `csv`.
    package var format: String
    /// The importer's options.
    package var options: [String: String]
    package var tables: [TableSpec]
    /// For any source; one that knows the source goes before it.
    package var isGeneral = false
    /// Of its fixed-width files.
    package var layouts: [FlatLayout] = []
    /// How days are written where neither the data nor the mapping tell: said by whoever sends the file.
    package var dates: DateFormat?
    /// The assigning authority of the patients' numbers; empty for a practice's own.
    var authority = ""
    /// Rows about ZZTEST and the like are taken.
    package var keepsTestPatients = false
    /// Cells that say nothing, in ``Words/key(_:)`` form.
    var placeholders = Words.placeholders
}

/// Which table of a mapping a file's header belongs to, and what is wrong with it.
package struct TableMatch: Sendable {
    package var table: TableSpec
    /// FIL-002 for missing columns (an error when a required field needs one), one note for columns that nothing reads.
    package var findings: [Finding]
    /// No required column is missing.
    package var isReadable: Bool { findings.allSatisfy { $0.severity < .error } }
    /// No column at all is missing.
    package var isWhole: Bool { findings.allSatisfy { $0.severity < .warning } }
}

extension Mapping {
    /// Whether a table's file name pattern fits: enough to choose the mapping, not the table.
    package func recognizes(_ file: SourceFile) -> Bool { tables.contains { Self.fits($0, file) } }

    private static func fits(_ table: TableSpec, _ file: SourceFile) -> Bool {
        let name = file.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file.name
        return table.files.contains { Words.matches(name, glob: $0) || Words.matches(file.name, glob: $0) }
    }

    /// The table that the file name and the header fit best; nil when none does.
    ///
    /// A table is a candidate when its `has:` columns are all there, or, lacking `has:`, when its file name fits. A fitting file name decides
    /// between candidates, then the number of columns known.
    package func match(file: SourceFile, header: TableHeader) -> TableMatch? {
        if let record = header.record {
            guard header.source.map({ $0.isEmpty || $0 == source }) ?? true else { return nil }
            guard let table = tables.first(where: { $0.records.contains(record) }) else { return nil }
            return Self.matched(table, header, file)
        }
        let found = Set(header.columns.map(Words.column))
        let candidates = tables.filter { table in
            // A table of months without a month is another table.
            guard table.expanded(for: header).unmatched.isEmpty || Self.fits(table, file) else { return false }
            return table.has.isEmpty
                ? Self.fits(table, file) : table.has.allSatisfy { names in names.contains { found.contains(Words.column($0)) } }
        }
        // A file name alone is enough when the header has lost a column: the loss is then told, and not "unknown table".
        let chosen =
            candidates.max { rank($0, file, found) < rank($1, file, found) }
            ?? tables.filter { Self.fits($0, file) }.max { rank($0, file, found) < rank($1, file, found) }
        guard let table = chosen else { return nil }
        return Self.matched(table, header, file)
    }

    private static func matched(_ table: TableSpec, _ header: TableHeader, _ file: SourceFile) -> TableMatch {
        let expansion = table.expanded(for: header)
        let words = HeaderWords(header, known: Set(expansion.table.needs.flatMap { $0.names.map(Words.column) }))
        var findings = table.notNeeded == nil ? check(expansion.table, header, words, file) : []
        for patterns in expansion.unmatched {
            let what = expansion.lacksYear ? ", with its year" : ""
            findings.append(
                Finding(
                    .warning, "FIL-002",
                    "no column is named like `\(patterns[0])`\(what). Found: \(words.list(header.columns))",
                    at: Origin(file, header.position),
                    fix: expansion.lacksYear
                        ? "Put the year into the names of the months, or the report's date range above the table."
                        : "Add the columns to the export.",
                    owner: .exporter))
        }
        return TableMatch(table: expansion.table, findings: findings)
    }

    private func rank(_ table: TableSpec, _ file: SourceFile, _ found: Set<String>) -> Int {
        (Self.fits(table, file) ? 10_000 : 0) + table.has.count
            + table.needs.filter { need in need.names.contains { found.contains(Words.column($0)) } }.count
    }

    private static func check(_ table: TableSpec, _ header: TableHeader, _ words: HeaderWords, _ file: SourceFile) -> [Finding] {
        let found = Set(header.columns.map(Words.column))
        var findings: [Finding] = []
        var told: Set<[String]> = []
        var used: Set<String> = []
        for need in table.needs {
            used.formUnion(need.names.map(Words.column))
            guard !need.isOptional, !need.names.contains(where: { found.contains(Words.column($0)) }), told.insert(need.names).inserted
            else { continue }
            let near = need.names.lazy.compactMap { words.nearest(to: $0) }.first
            findings.append(
                Finding(
                    need.isRequired ? .error : .warning, "FIL-002",
                    "column `\(need.names[0])`, needed for \(need.field), is missing. Found: \(words.list(header.columns))",
                    at: Origin(file, header.position),
                    fix: "Add the column to the export, or name it in the mapping's table `\(table.name)`."
                        + (near.map { " Is it `\($0)` now?" } ?? ""),
                    owner: .exporter))
        }
        for names in table.oneOf where !names.contains(where: { found.contains(Words.column($0)) }) {
            findings.append(
                Finding(
                    .warning, "FIL-002",
                    "none of the columns \(names.map { "`\($0)`" }.joined(separator: ", ")) is there. Found: \(words.list(header.columns))",
                    at: Origin(file, header.position), fix: "Add one of these columns to the export.", owner: .exporter))
        }
        let extra = header.columns.filter { !used.contains(Words.column($0)) }
        if !extra.isEmpty {
            findings.append(
                Finding(
                    .note, "mapping.columns-not-read", "these columns are not read: \(words.list(extra))",
                    at: Origin(file, header.position),
                    owner: .hub))
        }
        return findings
    }
}

extension TableSpec {
    struct Need {
        var names: [String]
        var field: String
        var isRequired: Bool
        var isOptional: Bool
    }

    /// Every column that the table's fields and conditions read.
    var needs: [Need] {
        var all: [Need] = []
        func add(_ field: FieldSpec) {
            for names in field.columns {
                all.append(Need(names: names, field: field.name, isRequired: field.isRequired, isOptional: field.isOptional))
            }
            if case .column(let names, _, let otherwise) = field.system {
                all.append(Need(names: names, field: field.name + ".system", isRequired: false, isOptional: otherwise != nil))
            }
            if !field.display.isEmpty {
                all.append(Need(names: field.display, field: field.name + ".display", isRequired: false, isOptional: true))
            }
            (field.instead + field.unit).forEach(add)
        }
        func add(_ conditions: [Condition], _ field: String) {
            for condition in conditions {
                all.append(Need(names: condition.column, field: field, isRequired: !condition.isOptional, isOptional: condition.isOptional))
            }
        }
        patientKey.map(add)
        person?.fields.forEach(add)
        for rule in keepOut { add(rule.when, "keep-out") }
        for rule in refuse { add(rule.when, "refuse") }
        for names in carryDown { all.append(Need(names: names, field: "carry-down", isRequired: false, isOptional: true)) }
        for fact in facts {
            add(fact.when, "\(fact.kind.word).when")
            if let notDone = fact.notDone { add(notDone.when, "\(fact.kind.word).not-done") }
            fact.fields.forEach(add)
        }
        for result in results {
            add(result.when, "result.when")
            result.fields.forEach(add)
        }
        return all
    }
}
