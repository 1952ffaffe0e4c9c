internal import HubArchive
internal import HubCore

/// Reads one workbook: its bytes are gathered in a file without a name, because its parts lie in any order; then its sheets stream one by one.
struct XLSXReader: RecordReader {
    private let spool: SpoolFile
    private let header: String?
    private let sheet: String?

    init(header: String?, sheet: String?) throws(HubError) {
        spool = try SpoolFile()
        (self.header, self.sheet) = (header, sheet)
    }

    mutating func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError) { try spool.append(bytes) }

    mutating func finish(into records: inout RecordBuilder) throws(HubError) {
        do throws(HubError) { try read(&records) } catch {
            var error = error
            if error.origin?.file != records.file { error.origin = Origin(records.file) }
            throw error
        }
    }

    private func read(_ records: inout RecordBuilder) throws(HubError) {
        guard spool.count > 0 else {
            return try records.note(
                .error, "xlsx.empty-file", "the file is empty", at: nil, fix: "Run the report again and look whether it had finished.",
                owner: .exporter)
        }
        if let foreign = ForeignWorkbook.compound(spool) { throw foreign }
        let package = try WorkbookPackage(spool)
        let workbook = try Workbook(package)
        let ending = records.file.name.lowercased().split(separator: ".").last ?? ""
        if ["csv", "txt", "tsv", "tab", "xls"].contains(ending) {
            try records.note(
                .note, "xlsx.misnamed", "the file is called .\(ending) and is an Excel workbook; it was read as one", at: nil)
        }
        let sheets = try chosen(workbook, &records)
        var tables = 0
        for one in sheets {
            let reader = try SheetReader(one, workbook, header: header, isOnly: sheets.count == 1)
            if try reader.read(package, &records) { tables += 1 }
        }
        if tables == 0 {
            try records.note(
                .error, "xlsx.no-table", "no sheet of the workbook holds a table", at: nil,
                fix: "Run the report again; check its filters and its period.", owner: .exporter)
        }
    }

    /// The sheet that the option names, or all that can be seen.
    private func chosen(_ workbook: Workbook, _ records: inout RecordBuilder) throws(HubError) -> [Workbook.Sheet] {
        if let sheet {
            guard let found = workbook.sheets.first(where: { $0.name.lowercased() == sheet.lowercased() }) else {
                throw HubError(
                    .malformed, "the workbook has no sheet `\(sheet)`\(Suggestion.words(for: sheet, among: workbook.sheets.map(\.name)))",
                    hint: "Correct the option `sheet`, or the sheet's name.")
            }
            return [found]
        }
        for hidden in workbook.sheets where hidden.isHidden {
            try records.note(
                .warning, "xlsx.hidden-sheet", "a sheet is hidden; it was not read", at: nil, path: hidden.name,
                fix: "If it belongs to the extract, unhide it and send the workbook again.", owner: .exporter)
        }
        return workbook.sheets.filter { !$0.isHidden }
    }
}
