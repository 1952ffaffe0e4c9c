internal import HubCore

/// Column names out of one or two header rows.
struct ColumnNames {
    var names: [String]
    var blanks: [Int] = []
    var repeated: [Int] = []

    /// Of a table without a header.
    init(count: Int) { names = (0..<count).map { "column \(TableHeader.letter($0))" } }

    /// Line ends and runs of blanks inside a name become one blank.
    init(_ rows: [[String]]) {
        let width = rows.map { $0.count }.max() ?? 0
        let tidy = rows.map { $0.map { Self.tidy($0) } }
        var raw = tidy.last ?? []
        if tidy.count == 2 {
            raw += Array(repeating: "", count: width - raw.count)
            var group = ""
            for column in 0..<width {
                let above = column < tidy[0].count ? tidy[0][column] : ""
                let own = column < tidy[1].count ? tidy[1][column] : ""
                if !above.isEmpty { group = above }
                raw[column] = own.isEmpty ? above : group.isEmpty ? own : "\(group) \(own)"
            }
        }
        names = []
        var seen: Set<String> = []
        for (column, text) in raw.enumerated() {
            var name = text
            if name.isEmpty {
                name = "column \(TableHeader.letter(column))"
                blanks.append(column)
            }
            var (unique, number) = (name, 1)
            while !seen.insert(unique).inserted {
                number += 1
                unique = "\(name) (\(number))"
            }
            if number > 1 { repeated.append(column) }
            names.append(unique)
        }
    }

    /// One more column, under a name that no other has.
    mutating func add(_ name: String) {
        var (unique, number) = (name, 1)
        while names.contains(where: { $0.lowercased() == unique.lowercased() }) {
            number += 1
            unique = number == 2 ? "\(name) (group)" : "\(name) (group \(number - 1))"
        }
        names.append(unique)
    }

    static func tidy(_ text: String) -> String {
        text.split(whereSeparator: { $0.isWhitespace || $0.isNewline || $0 == "\u{FEFF}" }).joined(separator: " ").trimmingBlanks()
    }
}
