internal import HubXML

/// The names of SpreadsheetML (ECMA-376, part 1, chapter 18) that are looked at, as they are written there.
enum Name: UInt16, CaseIterable {
    // Relationships and the workbook.
    case Relationship, Id, `Type`, Target, workbook, workbookPr, date1904, sheets, sheet, name, state, id
    // Shared texts and formats.
    case sst, si, t, r, rPh, styleSheet, numFmts, numFmt, numFmtId, formatCode, cellXfs, xf
    // A sheet.
    case worksheet, cols, col, min, max, hidden, sheetData, row, c, s, v, f, `is`, mergeCells, mergeCell, ref

    /// Excel's own namespaces, and those of "Strict Open XML" workbooks.
    static let vocabulary = XMLVocabulary(
        Name.self,
        namespaces: [
            ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", .main), ("http://purl.oclc.org/ooxml/spreadsheetml/main", .main),
            ("http://schemas.openxmlformats.org/package/2006/relationships", .added),
        ])
}

extension XMLElement {
    subscript(_ name: Name) -> String? { attribute(name.rawValue) }

    func first(_ name: Name) -> XMLElement? { child(name.rawValue) }
    func all(_ name: Name) -> XMLChildren { children(name.rawValue) }
    func isNamed(_ wanted: Name) -> Bool { name == wanted.rawValue }

    /// `1` or `true`.
    func flag(_ name: Name) -> Bool { ["1", "true"].contains(self[name] ?? "") }
}
