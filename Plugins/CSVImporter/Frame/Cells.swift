/// What a cell looks like, without saying what it means.
enum CellKind {
    case blank, text, number, date

    init(_ cell: String) {
        let bytes = Array(cell.utf8)
        guard !bytes.isEmpty else {
            self = .blank
            return
        }
        let digits = bytes.count { (48...57).contains($0) }
        let others = Set(bytes).subtracting(48...57)
        if digits == 0 {
            self = .text
        } else if others.isSubset(of: Array(".,+-%()$ ".utf8)), !bytes.dropFirst().contains(45) {
            self = .number
        } else if digits >= 4, others.isSubset(of: Array("/-.: TZ+AMPamp".utf8)) {
            self = .date
        } else {
            self = .text
        }
    }

    var isData: Bool { self == .number || self == .date }

    /// `2026`: as a number a value, above a column its name.
    static func isYear(_ cell: String) -> Bool {
        cell.utf8.count == 4 && (cell.hasPrefix("19") || cell.hasPrefix("20")) && cell.utf8.allSatisfy { (48...57).contains($0) }
    }
}

/// What the cells of a row say together.
enum Cells {
    /// Every filled cell is a line of dashes: `---`, `====`, `-+-`.
    static func areRule(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        return !filled.isEmpty
            && filled.allSatisfy { cell in
                cell.utf8.count >= 2 && cell.utf8.allSatisfy { [45, 61, 43, 58, 32].contains($0) }
                    && cell.contains { $0 != " " && $0 != ":" }
            }
    }
}

extension [String] {
    var filled: Int { count { !$0.isEmpty } }
}
