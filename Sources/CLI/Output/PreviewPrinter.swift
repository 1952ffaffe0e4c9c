internal import HubCore
internal import HubPipeline

/// A preview for people: from the file as a whole down to its first rows.
struct PreviewPrinter {
    var findings: FindingPrinter
    private var console: Console { findings.console }

    init(findings: FindingPrinter) { self.findings = findings }

    func print(_ preview: FilePreview) {
        console.print(console.paint(preview.file.visible, .bold))
        guard let format = preview.format else { return findings.print(preview.groups) }
        if let layout = preview.layout {
            let mark = layout.byteOrderMark ? " with a byte order mark" : ""
            console.print("  encoding   \(layout.encoding)\(mark)\n  fields     separated by \(layout.delimiter)".visibleLines)
            console.print("  quotes     " + (layout.quote.map { "\($0), inside a field written as \(layout.escape)" } ?? "none"))
            console.print("  line ends  \(layout.lineEnds)")
        } else if preview.tables.isEmpty, preview.groups.isEmpty {
            console.print("  read as \(format): a document, which says itself what it means")
        }
        for span in preview.lines.prefix(20) {
            let lines = span.first == span.last ? "line \(span.first)" : "lines \(span.first)–\(span.last)"
            console.print("  \(lines): \(span.kind)\(span.count > 1 ? " (\(span.count))" : "")".visible)
        }
        if preview.lines.count > 20 || preview.linesAreCut { console.print("  … and further lines; more of them with --json") }
        for table in preview.tables { print(table) }
        findings.print(preview.groups)
    }

    private func print(_ table: FilePreview.Table) {
        let mapped =
            table.mapping.map { "read by the mapping `\($0)` as its table `\(table.table ?? "")`" } ?? "no mapping knows this table"
        console.print("\n  table at line \(table.line): \(table.rows) rows, \(table.columns.count) columns; \(mapped)".visibleLines)
        if let reason = table.notNeeded { console.print("  no row of it is read: \(reason)".visible) }
        for fact in table.preamble { console.print("  printed above it: \(fact.name) = \(fact.value)".visible) }
        console.print(
            table: table.columns.map { column in
                let all = column.filled + column.empty
                let empty = all == 0 ? "" : "\(Int((Double(column.empty) * 100 / Double(all)).rounded())) %"
                let use = column.readAs.isEmpty ? "not read" : "read as " + column.readAs.joined(separator: ", ")
                return [column.letter, column.name, column.type, empty, "\(column.distinct)\(column.distinctIsAtLeast ? "+" : "")", use]
            }, header: ["", "column", "holds", "empty", "distinct", "what the mapping does"])
        for column in table.columns {
            guard let evidence = column.evidence else { continue }
            let mark = column.isUndecided ? console.paint("? ", .yellow) : "  "
            console.print("  \(mark)" + "\(column.letter) \(column.name): \(evidence)".visible)
        }
        for row in table.firstRows { console.print("  | " + row.joined(separator: " | ").visible) }
    }
}

extension String {
    /// Each line made visible by itself.
    fileprivate var visibleLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(separator: "\n")
    }
}
