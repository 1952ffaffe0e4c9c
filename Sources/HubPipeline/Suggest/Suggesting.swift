package import HubCore
internal import HubMapping
internal import HubRules

/// Looks at files that no mapping knows, and drafts one.
package struct Suggesting: Sendable {
    private let folder: ConfigFolder
    private let importers: [ImporterEntry]

    package init(folder: ConfigFolder, importers: [ImporterEntry]) {
        self.folder = folder
        self.importers = importers
    }

    package struct Draft: Encodable, Sendable {
        package var source: String
        package var text: String
        package var tables: Int
        /// Files that hold no rows of a table, and why.
        package var leftOut: [String]
        /// Wrong with the draft itself: none, or it is a mistake of this program.
        package var trouble: [String]
    }

    /// - Throws: ``HubError/Code/notFound`` when none of the files has a table.
    package func draft(of paths: [String], source: String, takesKnown: Bool) throws(HubError) -> Draft {
        let (columns, codes) = (try folder.columnAliases(), try folder.codeAliases())
        var files: [MappingDraft.File] = []
        var leftOut: [String] = []
        let inputs = try InputFiles(paths)
        // Files whose layout some mapping knows are read by it.
        let recognizer = Recognizer(try folder.mappings().bind(importers, source: nil))
        for refused in inputs.refused { leftOut.append("\(refused.file.name): \(refused.finding.message)") }
        for input in inputs.files {
            guard let importer = try recognizer.importerOrNamesake(for: input), importer.kind == .rows else {
                leftOut.append("\(input.name): not a table; it needs no mapping, or nobody reads it")
                continue
            }
            let sample = TableSample()
            do throws(HubError) { try RowFeed.feed(input, importer, options: [:], into: sample) } catch {
                leftOut.append("\(input.name): \(error.message)")
            }
            let tables = sample.tables.filter { !$0.rows.isEmpty }
            if tables.isEmpty {
                leftOut.append("\(input.name): no rows of a table")
                continue
            }
            files.append(MappingDraft.File(file: input.source, format: importer.about.mappedAs.last ?? importer.about.id, tables: tables))
        }
        guard let first = files.first else {
            throw HubError(.notFound, "none of the files has rows that a mapping could read", hint: leftOut.joined(separator: "; "))
        }
        for other in files where other.format != first.format {
            leftOut.append("\(other.file.name): a mapping is for one format, and this is \(other.format)")
        }
        files.removeAll { $0.format != first.format }
        let look = PersonalLook(ofName: { PersonalColumn.named($0) }, ofCell: { PersonalColumn.looksLike($0) })
        let text = MappingDraft(columns, codes, look: look, takesKnown: takesKnown).text(source: source, files)
        let trouble = MappingCompiler.compile(try YAMLDocument.read(text, file: SourceFile("draft"))).findings.map(\.description)
        return Draft(source: source, text: text, tables: files.reduce(0) { $0 + $1.tables.count }, leftOut: leftOut, trouble: trouble)
    }
}

extension ConfigFolder {
    /// - Throws: ``HubError/Code/misconfigured`` with the first wrong place.
    func columnAliases() throws(HubError) -> ColumnAliases {
        let file = "aliases/columns.yaml"
        guard exists(file) else { return ColumnAliases() }
        let (aliases, findings) = ColumnAliases.read(try node(file))
        if let first = findings.cause { throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix) }
        return aliases
    }

    /// - Throws: ``HubError/Code/misconfigured`` with the first wrong place.
    func codeAliases() throws(HubError) -> CodeAliases {
        let file = "aliases/codes.yaml"
        guard exists(file) else { return CodeAliases() }
        let (aliases, findings) = CodeAliases.read(try node(file))
        if let first = findings.cause { throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix) }
        return aliases
    }
}
