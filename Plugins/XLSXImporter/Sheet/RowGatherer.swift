internal import HubCore
internal import HubXML

/// Gathers the rows of a sheet as they are parsed.
final class RowGatherer: XMLHandler {
    struct Row {
        /// The number that the spreadsheet shows.
        var line: Int
        /// From column A to the last that is filled.
        var cells: [String] = []
        var oddities: [(column: Int, oddity: CellReader.Oddity)] = []
        var isHidden = false
        /// A cell got its value from a merged cell that begins above.
        var isFilled = false
    }
    /// As many as a CSV file may have.
    static let mostColumns = 2000

    private let reader: CellReader
    private let tree = XMLTree()
    private var ready: [Row] = []
    private var line = 0
    /// Merged cells that begin further down, and those that reach into the row at hand, with their values.
    private var groups: ArraySlice<SheetShape.Group>
    private var open: [(group: SheetShape.Group, value: String)] = []
    /// The first row with several values: what is merged from there on up is a title or a name of a column.
    private var headerLine: Int?

    init(_ reader: CellReader, _ shape: SheetShape) {
        self.reader = reader
        groups = shape.groups[...]
    }

    func take() -> [Row] {
        defer { ready.removeAll(keepingCapacity: true) }
        return ready
    }

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if depth == 1 || element.isNamed(.sheetData) { return .enter }
        return depth == 3 && element.isNamed(.row) ? .capture(tree) : .skip
    }
    func end(depth: Int) {}

    func captured(_ element: XMLElement, depth: Int) throws(HubError) {
        line = element[.r].flatMap { Int($0) } ?? line + 1
        var row = Row(line: line, isHidden: element.flag(.hidden))
        var next = 0
        for cell in element.all(.c) {
            let column = cell[.r].flatMap { CellPlace($0)?.column } ?? next
            next = column + 1
            let (text, oddity) = reader.read(cell)
            if let oddity { row.oddities.append((column, oddity)) }
            if text.isEmpty { continue }
            guard column < Self.mostColumns else {
                throw HubError(
                    .tooLarge, "the sheet has more than \(Self.mostColumns) columns", hint: "Send only the columns of the extract.")
            }
            if column >= row.cells.count { row.cells += Array(repeating: "", count: column + 1 - row.cells.count) }
            row.cells[column] = text
        }
        fill(&row)
        if headerLine == nil, row.cells.filled > 1 { headerLine = line }
        ready.append(row)
    }

    /// Gives the cells below the first of a merged one its value.
    private func fill(_ row: inout Row) {
        open.removeAll { $0.group.rows.upperBound < line }
        while let group = groups.first, group.rows.lowerBound <= line {
            groups.removeFirst()
            guard group.rows.lowerBound == line, let headerLine, line > headerLine, group.column < row.cells.count else { continue }
            open.append((group, row.cells[group.column]))
        }
        for (group, value) in open where group.rows.lowerBound < line && !value.isEmpty {
            // A row with nothing of its own is no row.
            guard !row.cells.isEmpty else { return }
            if group.column >= row.cells.count { row.cells += Array(repeating: "", count: group.column + 1 - row.cells.count) }
            guard row.cells[group.column].isEmpty else { continue }
            row.cells[group.column] = value
            row.isFilled = true
        }
    }
}

extension [String] {
    fileprivate var filled: Int { count { !$0.isEmpty } }
}
