package import HubCore

extension TableSample.Table {
    /// The layout as text: names of columns, normalised and in order, what is printed above them without its values, and the report's title
    /// without numbers and days. Two reports with the same text are of one layout.
    package var layout: String {
        let titles = header.preamble.map { name, value in
            name == "title" ? value.lowercased().split { !$0.isLetter }.joined(separator: " ") : Words.column(name)
        }
        return (header.columns.map(Words.column) + ["\u{1E}"] + titles).joined(separator: "\u{1F}")
    }

    /// What the cells of each column look like, in one word each: no cell itself.
    package var shapes: [String] {
        header.columns.indices.map { column in
            var profile = ColumnProfile(header.columns[column], index: column)
            for (number, row) in rows.prefix(200).enumerated() where column < row.count {
                profile.see(row[column], patient: number) { _ in nil }
            }
            return profile.shape
        }
    }
}

extension Mapping {
    package enum Need: Sendable { case none, read, required }

    /// What the table that this header belongs to loses with a column that it no longer has; none when another of its names is there.
    package func loses(_ column: String, file: SourceFile, header: TableHeader) -> Need {
        guard let match = match(file: file, header: header) else { return .required }
        let (name, found) = (Words.column(column), Set(header.columns.map(Words.column)))
        var worst = Need.none
        for need in match.table.needs where need.names.contains(where: { Words.column($0) == name }) {
            if need.names.contains(where: { found.contains(Words.column($0)) }) { continue }
            if need.isRequired { return .required }
            worst = .read
        }
        return worst
    }

    /// Whether two names of columns are one to a mapping.
    package static func isSame(_ a: String, _ b: String) -> Bool { Words.column(a) == Words.column(b) }
}
