/// Makes small workbooks for tests: sheets of texts, in the fewest parts that a workbook can have.
public struct WorkbookFixture: Sendable {
    public var sheets: [(name: String, rows: [[String]])]

    public init(_ sheets: [(name: String, rows: [[String]])]) { self.sheets = sheets }

    public var bytes: [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var tabs = "", relations = ""
        var parts: [(name: String, text: String)] = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships xmlns='\(package)'><Relationship Id='r' Type='\(office)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
        ]
        for (at, sheet) in sheets.enumerated() {
            tabs += "<sheet name='\(Self.escaped(sheet.name))' sheetId='\(at + 1)' r:id='r\(at)'/>"
            relations += "<Relationship Id='r\(at)' Type='\(office)/worksheet' Target='worksheets/\(at).xml'/>"
            let rows = sheet.rows.map { row in
                "<row>" + row.map { "<c t='inlineStr'><is><t>\(Self.escaped($0))</t></is></c>" }.joined() + "</row>"
            }
            parts.append(("xl/worksheets/\(at).xml", "<worksheet xmlns='\(main)'><sheetData>\(rows.joined())</sheetData></worksheet>"))
        }
        parts.append(("xl/workbook.xml", "<workbook xmlns='\(main)' xmlns:r='\(office)'><sheets>\(tabs)</sheets></workbook>"))
        parts.append(("xl/_rels/workbook.xml.rels", "<Relationships xmlns='\(package)'>\(relations)</Relationships>"))
        return ZipFixture(parts).bytes
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&apos;")
    }
}
