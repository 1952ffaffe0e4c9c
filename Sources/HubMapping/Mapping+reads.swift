package import HubCore

extension Mapping {
    /// Some table of it says who patients are.
    package var describesPatients: Bool { tables.contains { $0.person != nil } }

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
