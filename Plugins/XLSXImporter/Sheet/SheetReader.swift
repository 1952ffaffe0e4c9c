internal import CSVImporter
internal import HubCore
internal import HubXML

/// Streams one sheet: its rows, each captured as a small tree, become rows of cells for the frame that CSV files have too.
struct SheetReader {
    private let sheet: Workbook.Sheet
    private let cells: CellReader
    private let header: String?
    /// Then a single column is a table: in other workbooks it is a cover.
    private let isOnly: Bool

    init(_ sheet: Workbook.Sheet, _ workbook: Workbook, header: String?, isOnly: Bool) throws(HubError) {
        self.sheet = sheet
        self.header = header
        self.isOnly = isOnly
        cells = CellReader(texts: workbook.texts, formats: workbook.formats, from1904: workbook.countsFrom1904)
    }

    /// True when the sheet holds a table.
    func read(_ package: WorkbookPackage, _ records: inout RecordBuilder) throws(HubError) -> Bool {
        let shape = try SheetShape(sheet, package)
        var frame = try TableFrame(header: header, about: (name: "sheet", value: sheet.name))
        let gatherer = RowGatherer(cells, shape)
        var (last, isTable, told) = (0, false, Told(sheet.name))
        // The parser calls the handler, which cannot hold the builder: rows wait in it until a piece of the part was parsed.
        try package.parse(sheet.part, gatherer) { () throws(HubError) in
            for row in gatherer.take() {
                try told.tell(row, &records)
                if row.cells.isEmpty { continue }
                if last > 0, row.line > last + 1 { try frame.blank(line: last + 1, &records) }
                if row.line <= last { throw ForeignWorkbook.damaged }
                last = row.line
                try frame.row(row.cells, line: row.line, &records)
            }
        }
        if last == 0 {
            try records.note(.note, "xlsx.empty-sheet", "a sheet is empty", at: nil, path: sheet.name)
            return false
        }
        isTable = isOnly || frame.columns > 1
        if isTable {
            try frame.finish(&records)
        } else {
            try frame.abandon(SkipReason("xlsx.cover-sheet", "a row of a sheet without a table"), &records)
        }
        if shape.hasHiddenColumns {
            try records.note(.note, "xlsx.hidden-columns", "columns of the sheet are hidden; they were read", at: nil, path: sheet.name)
        }
        return isTable
    }
}

/// Tells what is odd about cells and rows, by sheet.
private struct Told {
    private let sheet: String

    init(_ sheet: String) { self.sheet = sheet }

    func tell(_ row: RowGatherer.Row, _ records: inout RecordBuilder) throws(HubError) {
        for (column, oddity) in row.oddities {
            try records.note(
                oddity.severity, oddity.id, oddity.message, at: Position(line: row.line, column: column + 1), path: sheet, fix: oddity.fix,
                owner: .exporter)
        }
        let place = Position(line: row.line, column: 1)
        if row.isHidden, !row.cells.isEmpty {
            try records.note(
                .warning, "xlsx.hidden-row", "rows of the sheet are hidden, perhaps by a filter; they were read", at: place, path: sheet,
                fix: "If they do not belong to the extract, delete them.", owner: .exporter)
        }
        if row.isFilled {
            try records.note(
                .note, "xlsx.merged-cells", "a cell is merged over several rows; its value counts for each of them", at: place, path: sheet)
        }
    }
}
