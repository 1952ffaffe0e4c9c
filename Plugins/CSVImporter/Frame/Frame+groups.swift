internal import HubCore

/// "Provider: Smith, J (42)": a heading over the rows that follow. What it says becomes a column of those rows; the number it prints is checked.
struct RowGroup {
    /// The column's name: `Provider`.
    var label: String
    var value: [UInt8] = []
    /// Where the heading stands.
    var place: Position?
    /// The printed count.
    var printed: Int?
    var rows = 0

    /// The label, the value and the printed count of a heading.
    static func parts(_ text: String) -> (label: String, value: String, count: Int?)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let label = ColumnNames.tidy(String(text[..<colon]))
        var value = ColumnNames.tidy(String(text[text.index(after: colon)...]))
        guard !label.isEmpty, !value.isEmpty else { return nil }
        guard value.hasSuffix(")"), let open = value.lastIndex(of: "("), open > value.startIndex else { return (label, value, nil) }
        let words = value[value.index(after: open)...].dropLast().lowercased().split { !($0.isLetter || $0.isNumber) }
        let numbers = words.compactMap { Int($0) }
        let known: Set<Substring> = [
            "n", "count", "total", "patient", "patients", "pts", "record", "records", "row", "rows", "visits", "encounters",
        ]
        guard numbers.count == 1, words.allSatisfy({ Int($0) != nil || known.contains($0) }) else { return (label, value, nil) }
        value = String(value[..<open]).trimmingBlanks()
        return (label, value, numbers[0])
    }

    /// Labels of what is said about the report and not about rows.
    static let notes: Set<String> = [
        "note", "notes", "source", "sources", "disclaimer", "legend", "filter", "filters", "criteria", "comment", "comments", "footnote",
        "footnotes", "warning", "key", "definition", "definitions", "see",
    ]
}

extension Frame {
    /// A heading began: the groups inside it are over.
    mutating func enterGroup(_ cells: [String], at position: Position, _ records: inout RecordBuilder) throws(HubError) {
        let text = cells.filter { !$0.isEmpty }.joined(separator: delimiter == "," ? ", " : " ")
        guard let (label, value, count) = RowGroup.parts(text) else { return }
        guard let at = groups.firstIndex(where: { $0.label.lowercased() == label.lowercased() }) else {
            guard !RowGroup.notes.contains(label.lowercased()), !toldLateGroup else { return }
            toldLateGroup = true
            return try records.note(
                .warning, "csv.group-not-read",
                "a heading over a group of rows, of a kind that is not known or that the top of the file does not have; its rows do not carry it",
                at: position, fix: "Export what the heading says as a column of its own.", owner: .exporter)
        }
        for inner in at..<groups.count { try leaveGroup(inner, &records) }
        (groups[at].value, groups[at].place, groups[at].printed) = (Array(value.utf8), position, count)
    }

    mutating func leaveGroups(_ records: inout RecordBuilder) throws(HubError) {
        for at in groups.indices { try leaveGroup(at, &records) }
    }

    private mutating func leaveGroup(_ at: Int, _ records: inout RecordBuilder) throws(HubError) {
        let group = groups[at]
        groups[at] = RowGroup(label: group.label)
        guard let printed = group.printed, let place = group.place, printed != group.rows else { return }
        try records.note(
            .warning, "csv.group-total", "a heading says that its group has another number of rows than were found under it", at: place,
            fix: "The report may be cut off or filtered: export it again and compare.", owner: .exporter)
    }

    /// The row at hand belongs to every group that is open.
    mutating func appendGroups(_ records: inout RecordBuilder) {
        let row = records.withRecord { $0.position }
        for at in groups.indices {
            groups[at].rows += 1
            records.beginField(at: groups[at].place ?? row)
            let value = groups[at].value
            records.append(value.span)
            records.endField()
        }
    }
}
