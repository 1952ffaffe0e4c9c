internal import HubCore

/// Where the table begins, found in the first window: which rows stand above the header, where the header is, what its columns hold.
struct FramePlan {
    enum Header: Equatable {
        /// The rows that begin on these lines, one or two.
        case lines(first: Int, last: Int)
        case none
    }

    var header: Header
    /// Fields of a row where there is no header to say it.
    var columns: Int
    /// Columns that hold numbers or dates in nearly all rows.
    var dataColumns: Set<Int> = []
    var headerWasGiven = false
    /// Every row ends with a delimiter and the header does not: the rows' last field is always empty.
    var trailingDelimiter = false
    /// Lines that begin with `#` are comments: the header does not, nor do most rows.
    var hasComments = false
    /// So many columns at the end were added by earlier checks.
    var findingsColumns = 0
    /// One column, in which some cells hold what may have been meant as a delimiter.
    var mayBeUnsplit = false
    /// Kinds of headings over groups of rows: `Provider`.
    var groups: [String] = []

    init(_ sampled: [Sample.Row], columns: Int, option: CSVOptions.Header) {
        var rows = sampled
        findingsColumns = FindingsColumn.strip(&rows)
        let columns = max(1, columns - findingsColumns)
        self.columns = columns
        header = .none
        mayBeUnsplit =
            columns < 2
            && rows.contains { $0.count > 1 || $0.cells.contains { $0.utf8.contains { [44, 59, 9, 124].contains($0) } } }
        let (comments, others) = (rows.filter { $0.isComment }, rows.filter { !$0.isComment })
        let isHeader = rows.first { !$0.isRule }.map { $0.isComment && $0.count == columns && columns >= 2 } ?? false
        hasComments = !comments.isEmpty && comments.count * 2 < rows.count && !isHeader
        if hasComments { rows = others }
        rows.removeAll { $0.isRule }
        switch option {
        case .none:
            headerWasGiven = true
            dataColumns = Self.dataColumns(of: rows[...], width: columns)
        case .line(let line):
            headerWasGiven = true
            header = .lines(first: line, last: line)
            dataColumns = Self.dataColumns(of: rows[...].drop { $0.position.line <= line }, width: columns)
        case .found: find(rows.filter { !$0.cells.isEmpty && $0.cells.filled > 0 })
        }
        groups = headings(rows)
    }

    /// Labels of headings that have rows of the table below them.
    private func headings(_ rows: [Sample.Row]) -> [String] {
        guard columns >= 3 else { return [] }
        var first = 0
        if case .lines(_, let last) = header { first = rows.firstIndex { $0.position.line > last } ?? rows.count }
        var (labels, waiting): ([String], [String]) = ([], [])
        for row in rows[first...] where !row.cells.isEmpty {
            let filled = row.cells.filled
            let isNarrow = row.count < columns ? filled <= 3 : filled == 1
            if isNarrow, RowWords(row.cells) == nil, RowWords.isGroup(row.cells) {
                let text = row.cells.filter { !$0.isEmpty }.joined(separator: ", ")
                if let label = RowGroup.parts(text)?.label, GroupKind.isOne(label) { waiting.append(label) }
            } else if row.count == columns, filled * 2 >= columns {
                for label in waiting where !labels.contains(where: { $0.lowercased() == label.lowercased() }) { labels.append(label) }
                waiting = []
            }
        }
        return Array(labels.prefix(GroupKind.most))
    }

    private mutating func find(_ rows: [Sample.Row]) {
        if let width = widthOfFirstTable(rows) { columns = width }
        guard let first = firstRow(rows) else { return }
        let rest = rows[(first + 1)...]
        let below = Array(rest.prefix(1)) + rest.dropFirst().prefix { !$0.afterBlankLine }
        dataColumns = Self.dataColumns(of: below, width: columns)
        trailingDelimiter =
            columns >= 2 && rows[first].count == columns - 1
            && below.allSatisfy { $0.count != columns || $0.cells.last == "" }
        if isData(rows[first], below) {
            dataColumns = Self.dataColumns(of: rows[first...], width: columns)
            return
        }
        let line = rows[first].position.line
        header = .lines(first: line, last: line)
        if first + 1 < rows.count, isSecondHeader(rows[first + 1], under: rows[first], rows[(first + 2)...]) {
            header = .lines(first: line, last: rows[first + 1].position.line)
            dataColumns = Self.dataColumns(of: rows[(first + 2)...], width: columns)
        }
    }

    /// Of several tables in one file the last may be the longest: the first block of rows that agree and have a header says the width.
    private func widthOfFirstTable(_ rows: [Sample.Row]) -> Int? {
        var start = 0
        while start < rows.count {
            let end = rows[(start + 1)...].firstIndex { $0.afterBlankLine } ?? rows.count
            let block = rows[start..<end].drop { $0.count == 1 }
            if let head = block.first, head.count >= 3, block.count >= 3, looksLikeHeader(head, width: head.count),
                block.count(where: { $0.count == head.count }) * 5 >= block.count * 4,
                block.count(where: { $0.cells[0].hasSuffix(":") }) * 2 <= block.count
            {
                return head.count
            }
            start = end
        }
        return nil
    }

    /// The first row that is not a title.
    private func firstRow(_ rows: [Sample.Row]) -> Int? {
        var at = 0
        while at < min(rows.count, 30), isTitle(rows[at]),
            let header = rows[(at + 1)...].firstIndex(where: { looksLikeHeader($0, width: columns) }), header - at <= 30,
            isHeader(header, of: rows, below: at)
        {
            at += 1
        }
        return at < rows.count ? at : nil
    }

    /// Something besides its width says that a row is the header and what stands above it a title: a colon or padding in the title, a blank
    /// line between them, or numbers and dates below. Otherwise `Name` over `Smith, J` would be lost as a title.
    private func isHeader(_ header: Int, of rows: [Sample.Row], below title: Int) -> Bool {
        if rows[title...header].dropFirst().contains(where: { $0.afterBlankLine }) { return true }
        if rows[title..<header].contains(where: { $0.count == columns || $0.cells.contains { $0.contains(":") } }) { return true }
        return !Self.dataColumns(of: rows[(header + 1)...], width: columns).isEmpty
    }

    /// A row above the header: much narrower than the table. A header is never taken for one unless another row can be the header.
    private func isTitle(_ row: Sample.Row) -> Bool {
        let filled = row.cells.filled
        if row.count == columns {
            if columns == 2 { return filled == 1 && row.cells[0].hasSuffix(":") }
            return (filled == 1 && columns >= 3) || (filled == 2 && columns >= 5)
        }
        guard row.count < columns else { return false }
        return row.count == 1 || row.count * 2 <= columns || row.cells[0].hasSuffix(":")
            || (row.cells[0].contains(": ") && row.count < columns)
    }

    /// Words in most columns, no numbers or dates, nothing twice.
    private func looksLikeHeader(_ row: Sample.Row, width: Int) -> Bool {
        let filled = row.cells.filter { !$0.isEmpty }
        guard row.count == width, filled.count * 5 >= width * 3, filled.count >= min(2, width) else { return false }
        return filled.count { CellKind($0).isData && !CellKind.isYear($0) } * 4 <= filled.count
    }

    /// True when the first row is of the same kind as the rows below it in some column, and in none unlike them.
    private func isData(_ row: Sample.Row, _ below: some Collection<Sample.Row>) -> Bool {
        let kinds = row.cells.map { CellKind($0) }
        let dataCells = kinds.indices.filter { kinds[$0].isData }
        guard !dataCells.isEmpty else { return false }
        if below.isEmpty { return dataCells.count == row.cells.filled }
        var alike = false
        for column in kinds.indices where kinds[column] != .blank {
            guard let kind = Self.kind(of: column, in: below, width: columns) else { continue }
            if kind == kinds[column] {
                // `2024` may be a column's name, beside names that are words.
                if !CellKind.isYear(row.cells[column]) || !kinds.contains(.text) { alike = true }
            } else {
                return false
            }
        }
        return alike
    }

    /// A second line of names: the first has gaps, the second fills each of them, and below stand numbers or dates.
    private func isSecondHeader(_ row: Sample.Row, under first: Sample.Row, _ below: ArraySlice<Sample.Row>) -> Bool {
        guard columns >= 3, first.count == columns, row.count == columns, first.cells.contains("") else { return false }
        let data = Self.dataColumns(of: below, width: columns)
        guard data.contains(where: { !row.cells[$0].isEmpty }) else { return false }
        let names = row.cells.filter { !$0.isEmpty }
        guard names.allSatisfy({ CellKind($0) == .text }), Set(names).count * 3 >= names.count * 2 else { return false }
        guard !row.afterBlankLine, !names.contains(where: { Frame.isPlaceholder($0) }) else { return false }
        return first.cells.indices.allSatisfy { !first.cells[$0].isEmpty || !row.cells[$0].isEmpty }
    }

    private static func dataColumns(of rows: some Collection<Sample.Row>, width: Int) -> Set<Int> {
        Set((0..<width).filter { kind(of: $0, in: rows, width: width) != nil })
    }

    /// Number or date, when nearly all cells of the column are that.
    private static func kind(of column: Int, in rows: some Collection<Sample.Row>, width: Int) -> CellKind? {
        var (numbers, dates, filled) = (0, 0, 0)
        for row in rows where row.count == width && column < row.cells.count && !row.cells[column].isEmpty {
            filled += 1
            switch CellKind(row.cells[column]) {
            case .number: numbers += 1
            case .date: dates += 1
            default: break
            }
        }
        guard filled > 0 else { return nil }
        return numbers * 5 >= filled * 4 ? .number : dates * 5 >= filled * 4 ? .date : nil
    }
}
