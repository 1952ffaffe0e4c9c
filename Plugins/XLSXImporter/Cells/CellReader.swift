internal import HubCore
internal import HubXML

/// What one cell says, and what is odd about it.
struct CellReader {
    enum Oddity: Hashable, CaseIterable { case error, noCachedValue, scientific, rounded, unreadable }

    let texts: SharedTexts
    let formats: [CellFormat]
    let from1904: Bool

    func read(_ cell: XMLElement) -> (text: String, oddity: Oddity?) {
        let stored = cell.first(.v)?.ownText ?? ""
        switch cell[.t] ?? "n" {
        case "s": return Int(stored).flatMap { texts[$0] }.map { ($0, nil) } ?? ("", stored.isEmpty ? nil : .unreadable)
        case "inlineStr": return (cell.first(.is).map { SharedTexts.text($0) } ?? "", nil)
        case "str":
            if stored.isEmpty, cell.first(.v) == nil, cell.first(.f) != nil { return ("", .noCachedValue) }
            return (SharedTexts.unescaped(stored), nil)
        case "b": return (stored == "1" || stored == "true" ? "TRUE" : stored.isEmpty ? "" : "FALSE", nil)
        case "e": return ("", .error)
        // An ISO day, as LibreOffice and strict workbooks write it.
        case "d": return (stored.hasSuffix("T00:00:00") ? String(stored.dropLast(9)) : stored, nil)
        default: return number(stored, cell)
        }
    }

    private func number(_ stored: String, _ cell: XMLElement) -> (text: String, oddity: Oddity?) {
        let text = stored.trimmingBlanks()
        guard !text.isEmpty else { return ("", cell.first(.f) == nil ? nil : .noCachedValue) }
        guard let number = CellNumber(text) else { return (text, .unreadable) }
        let at = cell[.s].flatMap { Int($0) } ?? 0
        let format = formats.indices.contains(at) ? formats[at] : .plain
        switch format {
        case .day, .time, .dayAndTime, .duration:
            return (SerialDay.text(number.value, format, from1904: from1904) ?? number.text, nil)
        case .percent: return (number.percent, nil)
        case .digits(let mask): return (number.masked(mask) ?? number.text, number.isRounded ? .rounded : nil)
        case .plain, .scientific:
            if number.isRounded { return (number.text, .rounded) }
            return (number.text, format == .scientific || abs(number.value) >= 1e11 ? .scientific : nil)
        }
    }
}

extension CellReader.Oddity {
    var severity: Finding.Severity {
        switch self {
        case .scientific: .note
        case .error, .noCachedValue, .rounded, .unreadable: .warning
        }
    }

    var id: String {
        switch self {
        case .error: "xlsx.error-value"
        case .noCachedValue: "xlsx.no-cached-value"
        case .scientific: "xlsx.scientific"
        case .rounded: "xlsx.rounded-number"
        case .unreadable: "xlsx.unreadable-cell"
        }
    }

    var message: String {
        switch self {
        case .error: "the cell shows an error such as #N/A or #REF!; it was read as empty"
        case .noCachedValue: "the cell holds a formula that was never computed; it was read as empty"
        case .scientific: "the sheet may show this number shortened, as in 1.23E+11; all its digits were read"
        case .rounded: "this number has more digits than a spreadsheet keeps: those behind the fifteenth are lost"
        case .unreadable: "the cell does not hold what it says it holds"
        }
    }

    var fix: String? {
        switch self {
        case .error: "Correct the formula, or export the data without formulas."
        case .noCachedValue: "Open the workbook in Excel, let it compute, save it and send it again."
        case .scientific: nil
        case .rounded: "Export long identifiers as text, or as CSV that was never opened in a spreadsheet."
        case .unreadable: "Export the workbook again."
        }
    }
}
