package import HubCore

/// What a mapping would do with a table's columns.
package struct TablePreview: Sendable {
    /// The mapping's name for the table.
    package var table: String
    package var isReadable: Bool
    /// Why no row of it is read; nil when they are.
    package var notNeeded: String?
    /// For each column the fields that read it.
    package var fields: [[String]]
    /// Columns of days that the data must decide, with what the mapping says about each.
    package var days: [Int: DateFormat?]
}

extension Mapping {
    /// Some table of it says who patients are.
    package var describesPatients: Bool { tables.contains { $0.person != nil } }

    /// - Returns: nil when no table of the mapping has this header.
    package func preview(_ header: TableHeader, of file: SourceFile) -> TablePreview? {
        guard let match = match(file: file, header: header) else { return nil }
        let needs = match.table.needs
        let fields = header.columns.map { column in
            let name = Words.column(column)
            var read: [String] = []
            for need in needs where !read.contains(need.field) && need.names.contains(where: { Words.column($0) == name }) {
                read.append(need.field)
            }
            return read
        }
        let days = TablePlan(match.table, header, self).undecided.mapValues { $0 ?? dates }
        return TablePreview(
            table: match.table.name, isReadable: match.isReadable, notNeeded: match.table.notNeeded, fields: fields, days: days)
    }

    /// Whether the table that this file's header belongs to takes anything from the column. What only decides whether a row is kept is not taken.
    package func reads(_ column: String, of file: SourceFile, header: TableHeader) -> Bool {
        guard let match = match(file: file, header: header) else { return false }
        let name = Words.column(column)
        return match.table.needs.contains { need in
            !["keep-out", "refuse", "carry-down"].contains(need.field) && need.names.contains { Words.column($0) == name }
        }
    }
}

extension TableMatch {
    /// Its rows say who patients are.
    package var describesPatients: Bool { table.person != nil }
}
