internal import HubCore

/// What stands above a table: titles, which become its preamble, and the one or two rows of names.
extension Frame {
    mutating func above(_ records: inout RecordBuilder) throws(HubError) {
        let copy = records.withRecord { RowCopy($0, end: rowEnd) }
        if skipsFirstLine, copy.position.line == 1 {
            return try records.skip(SkipReason("csv.sep-line", "the line that names the delimiter"), at: copy.position)
        }
        guard case .lines(let first, let last) = plan.header else {
            try announce([], at: copy.position, &records)
            copy.replay(into: &records)
            return try body(&records)
        }
        if copy.position.line < first {
            remember(copy.cells, at: copy.position)
            return try records.skip(SkipReason("csv.title-row", "a row above the table"), at: copy.position)
        }
        if copy.cells.filled == 0 || Cells.areRule(copy.cells) {
            return try records.skip(SkipReason("csv.empty-row", "a row without any value"), at: copy.position)
        }
        headerRows.append(copy)
        if copy.position.line >= last { try announce(headerRows, at: headerRows[0].position, &records) }
    }

    mutating func remember(_ cells: [String], at position: Position) {
        let filled = cells.filter { !$0.isEmpty }
        if let count = RowWords(cells)?.printedCount { printedCount = (count, position) }
        guard let first = filled.first else { return }
        if filled.count > 1, first.hasSuffix(":") || !first.contains(": ") {
            preamble.append((first.hasSuffix(":") ? String(first.dropLast()) : first, filled[1...].joined(separator: delimiter + " ")))
        } else {
            let text = filled.joined(separator: delimiter + " ")
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingBlanks() }
            preamble.append(parts.count == 2 && parts[0].count <= 60 ? (parts[0], parts[1]) : ("title", text))
        }
    }

    mutating func announce(_ header: [RowCopy], at position: Position, _ records: inout RecordBuilder) throws(HubError) {
        var rows = header.map { $0.cells }
        if plan.trailingDelimiter, columns == nil, let last = rows.indices.last, rows[last].count == plan.columns - 1 {
            rows[last].append("")
        }
        findingsColumns = rows.isEmpty ? plan.findingsColumns : 0
        while rows.contains(where: { FindingsColumn.isName($0.last ?? "") && $0.count >= 2 }) {
            let width = rows.map { $0.count }.max() ?? 0
            for at in rows.indices where rows[at].count == width { rows[at].removeLast() }
            findingsColumns += 1
        }
        if findingsColumns > 0 {
            try records.note(.note, "csv.findings-column", "the column that an earlier check added is not read", at: position)
        }
        var names = rows.isEmpty ? ColumnNames(count: plan.columns) : ColumnNames(rows)
        try tell(names, header, at: position, &records)
        columns = names.names.count + findingsColumns
        for (at, row) in header.enumerated() {
            let missing = max(0, names.names.count + findingsColumns - row.fields.count)
            let taken = row.cells.count { FindingsColumn.isName($0) }
            note(at == 0 ? .header(missing: missing, taken: taken) : .empty, from: row.position, to: row.end)
        }
        try leaveGroups(&records)
        for at in groups.indices {
            names.add(groups[at].label)
            // What stood above the table belongs to its first rows.
            if let said = preamble.first(where: { $0.name.lowercased() == groups[at].label.lowercased() }) {
                try enterGroup(["\(said.name): \(said.value)"], at: position, &records)
            }
        }
        alwaysFilled = Array(repeating: true, count: columns ?? 0)
        headerCells = header.map { $0.fields }
        phase = .body
        afterGap = false
        try records.table(TableHeader(columns: names.names, position: position, preamble: preamble))
        preamble = []
    }

    func tell(
        _ names: ColumnNames, _ header: [RowCopy], at position: Position, _ records: inout RecordBuilder
    ) throws(HubError) {
        if header.isEmpty, !plan.headerWasGiven {
            try records.note(
                .warning, "csv.no-header", "the first row is data: the file has no header", at: position,
                fix: "Export with column names, or set the option `header: none`.", owner: .exporter)
        }
        if header.count == 2 {
            try records.note(.note, "csv.two-row-header", "the header stands on two rows; their names were joined", at: position)
        }
        for column in names.repeated {
            try records.note(
                .warning, "csv.repeated-name", "two columns have the same name; the later one got a number",
                at: header.last?.place(of: column) ?? position, path: names.names[column],
                fix: "Give each column of the report a name of its own.", owner: .exporter)
        }
        if !names.blanks.isEmpty {
            try records.note(
                .note, "csv.unnamed-column", "a column has no name; it goes by its letter",
                at: header.last?.place(of: names.blanks[0]) ?? position, path: names.names[names.blanks[0]])
        }
    }
}
