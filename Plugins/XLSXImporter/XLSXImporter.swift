internal import HubArchive
package import HubCore

/// Reads Excel workbooks (.xlsx, .xlsm): every visible sheet is a table, framed as in a CSV file.
///
/// What a cell holds is given as a person reads it in the sheet where that is exact (days, leading zeros, percentages), and exactly where the
/// sheet shows less (long numbers). Whatever cannot be known, such as a formula that was never computed, is told and left empty.
package struct XLSXImporter: RecordImporter {
    package static let about = PluginInfo(
        id: "xlsx", summary: "Excel workbooks (.xlsx, .xlsm): each visible sheet is a table",
        extensions: ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "ods"], mappedAs: ["csv"])

    let header: String?
    let sheet: String?

    package init(options: [String: String]) throws(HubError) {
        for name in options.keys.sorted() where !["header", "sheet"].contains(name) {
            throw HubError(
                .misconfigured, "xlsx has no option `\(name)`\(Suggestion.words(for: name, among: ["header", "sheet"]))",
                hint: "The options are header and sheet.")
        }
        (header, sheet) = (options["header"], options["sheet"])
    }

    package func makeReader() throws(HubError) -> any RecordReader { try XLSXReader(header: header, sheet: sheet) }

    /// Every document of an office program and every compound file: no other importer can say what it is.
    package static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        ArchiveKind(head) == .office || ForeignWorkbook.isCompound(head) ? .surely : .no
    }
}
