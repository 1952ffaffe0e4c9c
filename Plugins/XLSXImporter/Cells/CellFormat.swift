internal import HubCore
internal import HubXML

/// What a number format makes of a number (ECMA-376, 18.8.30 and .31), as far as it changes what the number is.
enum CellFormat: Equatable {
    case plain
    /// A day, a time, or both.
    case day, time, dayAndTime
    /// `[h]:mm`: hours that may be more than a day's.
    case duration
    /// Digits behind the point that are shown.
    case percent
    /// `0000000`, `000-00-0000`: digits and what stands between them.
    case digits(String)
    case scientific

    /// A format that every workbook knows by its number; local ones of East Asia (27 to 36, 50 to 58) are days.
    init?(builtIn number: Int) {
        switch number {
        case 14...17, 27...31, 34...36, 50...58: self = .day
        case 18...21, 32, 33, 45, 47: self = .time
        case 22: self = .dayAndTime
        case 46: self = .duration
        case 9, 10: self = .percent
        case 11, 48: self = .scientific
        case 0...49: self = .plain
        default: return nil
        }
    }

    /// A format that is written out. Only the part for positive numbers counts; what is quoted, escaped, a colour or a locale is no code.
    init(code: String) {
        var (letters, digits, isDuration) = ("", "", false)
        var characters = Array(code.split(separator: ";", omittingEmptySubsequences: false).first ?? "")[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"":
                let quoted = characters.prefix { $0 != "\"" }
                digits += quoted
                characters = characters.dropFirst(quoted.count + 1)
            case "\\", "_", "*":
                let next = characters.popFirst().map { String($0) } ?? ""
                if character == "\\" { digits += next }
            case "[":
                let inside = String(characters.prefix { $0 != "]" }).lowercased()
                characters = characters.dropFirst(inside.count + 1)
                if !inside.isEmpty, Set(inside).count == 1, "hms".contains(inside) { isDuration = true }
            default:
                letters.append(character)
                digits.append(character)
            }
        }
        let small = letters.lowercased()
        let isTime = small.contains("h") || small.contains("s") || small.contains("am/pm")
        let isDay = small.contains("d") || small.contains("y") || (small.contains("m") && !isTime)
        if isDuration {
            self = .duration
        } else if small == "general" || small.contains("general") {
            self = .plain
        } else if isDay || isTime {
            self = isDay && isTime ? .dayAndTime : isDay ? .day : .time
        } else if small.contains("%") {
            self = .percent
        } else if small.contains("e+") || small.contains("e-") {
            self = .scientific
        } else if digits.count(where: { $0 == "0" }) >= 2, digits.allSatisfy({ "0-/ ()".contains($0) }) {
            self = .digits(digits)
        } else {
            self = .plain
        }
    }
}

/// Reads the formats of cells: a cell names one by its place in `cellXfs`.
final class FormatReader: XMLHandler {
    private(set) var formats: [CellFormat] = []
    private var codes: [Int: CellFormat] = [:]
    private var isInCells = false

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if depth == 1 { return .enter }
        if depth == 2 { isInCells = element.isNamed(.cellXfs) }
        if depth == 2, isInCells || element.isNamed(.numFmts) { return .enter }
        if depth == 3, let number = element[.numFmtId].flatMap({ Int($0) }) {
            if element.isNamed(.numFmt), let code = element[.formatCode] { codes[number] = CellFormat(code: code) }
            if isInCells, element.isNamed(.xf) { formats.append(codes[number] ?? CellFormat(builtIn: number) ?? .plain) }
        } else if depth == 3, isInCells {
            formats.append(.plain)
        }
        return .skip
    }
    func captured(_ element: XMLElement, depth: Int) {}
    func end(depth: Int) {}
}
