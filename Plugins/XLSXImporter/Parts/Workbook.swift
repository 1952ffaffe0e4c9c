internal import HubCore
internal import HubXML

/// What the sheets of a workbook share: their names, the texts, the formats, and from which day days are counted.
struct Workbook {
    struct Sheet {
        var name: String
        var part: String
        var isHidden: Bool
    }
    private(set) var sheets: [Sheet] = []
    private(set) var texts = SharedTexts()
    private(set) var formats: [CellFormat] = []
    private(set) var countsFrom1904 = false

    init(_ package: WorkbookPackage) throws(HubError) {
        let root = try package.relations(of: "").first { $0.type == "officeDocument" }?.target ?? "xl/workbook.xml"
        let list = SheetList()
        guard try package.parse(root, list) else { throw ForeignWorkbook.damaged }
        countsFrom1904 = list.countsFrom1904
        let relations = try package.relations(of: root)
        for (name, id, isHidden) in list.sheets {
            // A chart has a tab and no cells.
            guard let relation = relations.first(where: { $0.id == id }) else { throw ForeignWorkbook.damaged }
            guard relation.type == "worksheet" else { continue }
            guard package.has(relation.target) else { throw ForeignWorkbook.damaged }
            sheets.append(Sheet(name: name, part: relation.target, isHidden: isHidden))
        }
        for relation in relations where relation.type == "sharedStrings" {
            let reader = SharedTextReader()
            if try !package.parse(relation.target, reader) { throw ForeignWorkbook.damaged }
            texts = reader.texts
        }
        for relation in relations where relation.type == "styles" {
            let reader = FormatReader()
            if try !package.parse(relation.target, reader) { throw ForeignWorkbook.damaged }
            formats = reader.formats
        }
    }
}

private final class SheetList: XMLHandler {
    private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if depth == 1 || element.isNamed(.sheets) { return .enter }
        if element.isNamed(.workbookPr) { countsFrom1904 = element.flag(.date1904) }
        if depth == 3, element.isNamed(.sheet), let name = element[.name], let id = element[.id] {
            sheets.append((name, id, ["hidden", "veryHidden"].contains(element[.state] ?? "")))
        }
        return .skip
    }
    func captured(_ element: XMLElement, depth: Int) {}
    func end(depth: Int) {}
}
