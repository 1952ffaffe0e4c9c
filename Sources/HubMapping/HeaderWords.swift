internal import HubCore

/// Which columns of a header may be named in a finding. In a file without a header row the first patient's values stand where names would.
struct HeaderWords {
    private let named: [String]
    /// Enough of the names are the mapping's own for the row to be a header.
    private let isHeader: Bool

    /// - Parameter known: in ``Words/column(_:)`` form.
    init(_ header: TableHeader, known: Set<String>) {
        let count = header.columns.count { known.contains(Words.column($0)) }
        isHeader = header.record != nil || count > 0 && count * 4 >= header.columns.count
        named = isHeader ? header.columns.filter { known.contains(Words.column($0)) || !Mapping.mayBeValue($0) } : []
    }

    /// Of these columns the names that may be told, and how many others there are.
    func list(_ columns: [String]) -> String {
        let shown = columns.filter { named.contains($0) }
        let rest = columns.count - shown.count
        guard rest > 0 else { return shown.joined(separator: ", ") }
        let noun = rest == 1 ? "1 column" : "\(rest) columns"
        let unknown = "with names that the mapping does not know (the file may have no header)"
        let what = isHeader ? "with values in the place of a name" : unknown
        return (shown + ["\(noun) \(what)"]).joined(separator: ", ")
    }

    /// The name nearest to one that is missing.
    func nearest(to name: String) -> String? { Suggestion.nearest(to: name, among: named) }
}

extension Mapping {
    /// A column's name that may be somebody's number, day of birth, telephone or address, because the row that it stands in may be no header.
    package static func mayBeValue(_ name: String) -> Bool {
        if PersonalShape.found(in: name) != nil || name.contains("@") { return true }
        let digits = name.utf8.count { (48...57).contains($0) }
        return digits >= 5 && !name.contains(where: \.isLetter)
    }
}
