internal import HubCore

/// A field's place in the rows of one table: columns by index, or a constant.
struct CellSource {
    /// Indexes of the columns read, in order.
    var columns: [Int]
    private var constant: String?
    private var separator: String
    private var placeholders: Set<String>

    /// - Returns: a source that finds nothing when the table lacks the column.
    init(_ source: FieldSpec.Source, in table: TableColumns) {
        placeholders = table.placeholders
        separator = ""
        columns = []
        switch source {
        case .column(let names): columns = table.index(names).map { [$0] } ?? []
        case .constant(let text): constant = text
        case .joined(let parts, let with):
            let found = parts.compactMap { table.index($0) }
            if found.count == parts.count { columns = found }
            separator = with
        }
    }

    /// What the cell means, trimmed; nil when it is empty or a placeholder, and when one of several columns is.
    func text(_ record: borrowing Record) -> String? {
        if let constant { return constant }
        guard !columns.isEmpty else { return nil }
        var parts: [String] = []
        for column in columns {
            guard let text = cell(record, column) else { return nil }
            parts.append(text)
        }
        return parts.count == 1 ? parts[0] : parts.joined(separator: separator)
    }

    private func cell(_ record: borrowing Record, _ column: Int) -> String? {
        guard column < record.count, !record.isEmpty(column) else { return nil }
        let text = CellText.plain(record.string(column))
        return text.isEmpty || text.utf8.count <= 16 && placeholders.contains(Words.key(text)) ? nil : text
    }

    var isConstant: Bool { constant != nil }
}

/// The columns of the table at hand, found by name.
struct TableColumns {
    private var indexes: [String: Int] = [:]
    var names: [String]
    var placeholders: Set<String>

    init(_ header: TableHeader, placeholders: Set<String>) {
        names = header.columns
        self.placeholders = placeholders
        for (at, name) in header.columns.enumerated() where indexes[Words.column(name)] == nil { indexes[Words.column(name)] = at }
    }

    /// The first of a column's names that the table has.
    func index(_ aliases: [String]) -> Int? { aliases.lazy.compactMap { indexes[Words.column($0)] }.first }
}
