internal import HubCore
internal import HubMapping
internal import HubStore

/// What a report's layout is known by, from its first bytes alone: the same whatever mapping reads it later.
struct ReportLook: Sendable {
    var fingerprint: String
    var format: String
    var filePattern: String
    var columns: [String]
    var shapes: [String]
    var header: TableHeader

    /// Nil when no table begins in the first bytes.
    static func at(_ file: InputFile, _ importer: ImporterEntry) throws(HubError) -> ReportLook? {
        // A workbook is no workbook until its last byte.
        var sample = try look(file, importer, most: 64 * 1024)
        if sample.tables.isEmpty, file.size > 64 * 1024 || importer.about.mappedAs.count > 1 {
            sample = try look(file, importer, most: nil)
        }
        guard let table = sample.tables.first else { return nil }
        let text = importer.about.id + "\u{1E}" + table.layout
        return ReportLook(
            fingerprint: SHA256.of(Array(text.utf8)), format: importer.about.id, filePattern: pattern(file.name),
            columns: table.header.columns, shapes: table.shapes, header: table.header)
    }

    private static func look(_ file: InputFile, _ importer: ImporterEntry, most: Int?) throws(HubError) -> TableSample {
        let sample = TableSample()
        // What is wrong with the file is told when it is read in earnest.
        do throws(HubError) { try RowFeed.feed(file, importer, options: [:], most: most, into: sample) } catch {
            if SubmissionReading.stopping.contains(error.code) { throw error }
        }
        return sample
    }

    /// A file's own name, with whatever changes from month to month taken out.
    static func pattern(_ name: String) -> String {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        return base.lowercased().replacing(/[0-9]+/, with: "*")
    }
}

/// How one file of a submission was read: kept when the submission is.
struct ReportReading: Sendable {
    var look: ReportLook
    var mapping: String
    var options: [String: String]
    var version: String

    var recipe: Recipe {
        Recipe(
            fingerprint: look.fingerprint, format: look.format, filePattern: look.filePattern, mapping: mapping, mappingVersion: version,
            options: options, columns: look.columns, shapes: look.shapes)
    }
}

extension Recipe {
    /// The layout is known; what reads it is no longer what read it then.
    func changedMapping(_ file: SourceFile) -> Finding {
        Finding(
            .note, "recipe.mapping-changed",
            "the mapping `\(mapping)` has changed since it read this report\(lastUsed.map { " on \($0)" } ?? ""); numbers may differ because of it",
            at: Origin(file), owner: .hub)
    }
}
