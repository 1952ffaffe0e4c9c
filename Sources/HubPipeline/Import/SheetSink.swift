internal import HubCore

/// Lets the sheets of a workbook by that no mapping knows: beside the tables of the extract people keep parameters, legends and notes.
///
/// What is let by is told and counted. When no sheet at all is known, that is the file's trouble, as for any other file.
final class SheetSink: RecordSink {
    private let tables: TableChooser
    private let file: SourceFile
    private let facts: any FactSink
    private var isUnknown = false
    private var firstUnknown: TableHeader?
    private var hasKnown = false

    init(_ tables: TableChooser, _ file: SourceFile, into facts: any FactSink) {
        self.tables = tables
        self.file = file
        self.facts = facts
    }

    func begin(_ table: TableHeader) throws(HubError) {
        let sheet = table.preamble.first { $0.name == "sheet" }?.value
        isUnknown = sheet != nil && !tables.knows(table)
        guard isUnknown else {
            hasKnown = true
            return try tables.begin(table)
        }
        if firstUnknown == nil { firstUnknown = table }
        try facts.note(
            Finding(
                .warning, "table.not-known", "no mapping knows the columns of this sheet; its rows were left out",
                at: Origin(file, table.position, path: sheet),
                fix: "If it belongs to the extract, describe its table in the mapping; else nothing needs to be done.", owner: .hub))
    }

    func accept(_ record: borrowing Record) throws(HubError) {
        guard isUnknown else { return try tables.accept(record) }
        try facts.skipped(
            SkipReason("table.not-known", "a row of a sheet whose columns no mapping knows"), at: Origin(file, record.position))
    }

    func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) { try tables.skip(reason, at: origin) }
    func reject(_ finding: Finding) throws(HubError) { try tables.reject(finding) }
    func note(_ finding: Finding) throws(HubError) { try tables.note(finding) }

    /// - Throws: why the file cannot be read, when none of its sheets is known.
    func finish() throws(HubError) {
        if !hasKnown, let firstUnknown { try tables.begin(firstUnknown) }
    }
}
