package import HubCore
internal import HubMapping
internal import HubRules
package import HubStore

/// The practice's own codes that count for nothing until somebody says what they mean, the most frequent first.
package struct CodeWorklist: Encodable, Sendable {
    package struct Suggestion: Encodable, Hashable, Sendable {
        /// `LOINC|4548-4`, or `VALUESET|OID`.
        package var target: String
        package var title: String
        package var evidence: String
    }
    package struct Line: Encodable, Sendable {
        package var kind: String
        package var system: String
        package var code: String
        package var display: String
        package var rows: Int
        package var patients: Int
        package var suggestions: [Suggestion]
        /// Words of one patient alone may tell who it is.
        package var mayIdentify: Bool { patients < 2 && (code.contains(" ") || display.contains(" ")) }
    }
    package private(set) var lines: [Line] = []

    init(_ codes: [UnmappedCode], _ suggestions: CodeSuggestions) {
        lines = codes.map { found in
            Line(
                kind: found.kind.word + (found.isValue ? " value" : ""), system: found.code.system.name, code: found.code.code,
                display: found.code.display ?? "", rows: found.rows, patients: found.patients,
                suggestions: suggestions.of(found.code, kind: found.kind, isValue: found.isValue))
        }
    }

    /// Of what counts for a practice now.
    package static func of(practice: Practice, folder: ConfigFolder, database: Database) async throws(HubError) -> CodeWorklist {
        let sets = try await database.valueSets(oids: try await database.valueSets().map(\.oid))
        let suggestions = CodeSuggestions(try folder.codeAliases(), sets: try folder.shippedValueSets() + sets)
        return CodeWorklist(try await database.unmappedCodes(practice: practice.id), suggestions)
    }

    /// Of files, without a database. What is wrong with the files is told by a check.
    package static func of(
        _ request: SubmissionRequest, folder: ConfigFolder, importers: [ImporterEntry]
    ) throws(HubError) -> (list: CodeWorklist, refused: [String]) {
        let sorted = try SortedFiles(request, Recognizer(folder.mappings().bind(importers, source: request.source)))
        let codeMap = try request.codeMap.map { path throws(HubError) in try CodeMapFile.read(path: path) } ?? CodeMap()
        let tally = CodeTally()
        let reading = SubmissionReading(try ReadingPlan(request, folder: folder, codeMap: codeMap, judging: nil), into: tally) { _, _ in }
        var refused = sorted.unknownLines().filter { $0.state == .refused }.map { "\($0.name): nothing here reads it" }
        // As a check reads them: each once, and who is left out is known first.
        var seen: Set<String> = []
        try reading.link(sorted.files.map { ($0.input, $0.importer) })
        for file in reading.inOrder(sorted.files) where seen.insert(file.stored.sha256).inserted {
            do throws(HubError) { _ = try reading.read(file.input, by: file.importer) } catch {
                guard !SubmissionReading.stopping.contains(error.code) else { throw error }
                refused.append("\(file.input.name): \(error.message)")
            }
        }
        let suggestions = CodeSuggestions(try folder.codeAliases(), sets: try folder.shippedValueSets())
        return (CodeWorklist(tally.codes, suggestions), refused)
    }

    /// A code map in which every line is a comment until a person takes its `#` away.
    package func draft(showAll: Bool, schemas: ConfigFolder) -> String {
        var lines = [
            "# yaml-language-server: $schema=\(schemas.path)/schemas/code-map.schema.json",
            "# A draft by `measurehub codes worklist`. Take the `#` away from each line that is right, then `measurehub codes approve`.",
            "codes:",
        ]
        var hidden = 0
        for line in self.lines {
            guard showAll || !line.mayIdentify else {
                hidden += 1
                continue
            }
            let words = line.display.isEmpty || line.display == line.code ? "" : ": \(YAMLText.comment(line.display))"
            lines.append("  # \(line.rows) × \(line.kind), \(line.patients) patient\(line.patients == 1 ? "" : "s")\(words)")
            let start = "  # - { system: \(YAMLText.scalar(line.system)), code: \(YAMLText.scalar(line.code))"
            for suggestion in line.suggestions {
                let parts = suggestion.target.split(separator: "|", maxSplits: 1).map(String.init)
                let target = parts.first == "VALUESET" ? "in: \(parts.last ?? "")" : "means: \"\(suggestion.target)\""
                lines.append(
                    "\(start), \(target) }  # maybe \(YAMLText.comment(suggestion.title)): \(YAMLText.comment(suggestion.evidence))")
            }
            if line.suggestions.isEmpty { lines.append("\(start), means: \"SYSTEM|code\" }") }
        }
        if hidden > 0 { lines.append("  # … and \(hidden) whose words one patient alone has: --show-values lists them") }
        return lines.joined(separator: "\n") + "\n"
    }
}
