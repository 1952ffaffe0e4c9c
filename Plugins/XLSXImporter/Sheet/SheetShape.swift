internal import HubCore
internal import HubXML

/// What must be known of a sheet before its rows are read: merged cells stand at the end of the part.
struct SheetShape {
    /// A cell that stands for those below it: a group's name beside its rows.
    struct Group: Hashable {
        var column: Int
        var rows: ClosedRange<Int>
    }
    private(set) var groups: [Group] = []
    private(set) var hasHiddenColumns = false
    /// More are no group cells but decoration.
    static let most = 100_000

    init(_ sheet: Workbook.Sheet, _ package: WorkbookPackage) throws(HubError) {
        let reader = ShapeReader()
        if try !package.parse(sheet.part, reader) { throw ForeignWorkbook.damaged }
        (groups, hasHiddenColumns) = (reader.groups, reader.hasHiddenColumns)
        groups.sort { ($0.rows.lowerBound, $0.column) < ($1.rows.lowerBound, $1.column) }
    }
}

private final class ShapeReader: XMLHandler {
    private(set) var groups: [SheetShape.Group] = []
    private(set) var hasHiddenColumns = false

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if depth == 1 || element.isNamed(.cols) || element.isNamed(.mergeCells) { return .enter }
        if element.isNamed(.col), element.flag(.hidden) { hasHiddenColumns = true }
        if element.isNamed(.mergeCell), let ref = element[.ref], groups.count < SheetShape.most {
            let corners = ref.split(separator: ":").compactMap { CellPlace($0) }
            if corners.count == 2, corners[1].row > corners[0].row {
                groups.append(SheetShape.Group(column: corners[0].column, rows: corners[0].row...corners[1].row))
            }
        }
        return .skip
    }
    func captured(_ element: XMLElement, depth: Int) {}
    func end(depth: Int) {}
}

/// `BC12`: column 54 counted from 0, row 12.
struct CellPlace {
    var column: Int
    var row: Int

    init?(_ text: some StringProtocol) {
        var (column, row) = (0, 0)
        for byte in text.utf8 where byte != 36 {
            if (65...90).contains(byte & 0xDF), row == 0 {
                column = column * 26 + Int(byte & 0xDF) - 64
            } else if (48...57).contains(byte) {
                row = row * 10 + Int(byte) - 48
            } else {
                return nil
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        (self.column, self.row) = (column - 1, row)
    }
}
