internal import HubCore

/// Looks over the first rows of a table for what only a whole column shows: several sites in one extract, and text that the export cuts off.
struct ColumnWatch {
    static let limit = 2000

    private struct Column {
        var number: Int
        var isSite: Bool
        /// How many different texts have each length.
        var lengths: [Int: Set<Int64>] = [:]
        var sites: Set<String> = []
    }
    private var columns: [Column] = []
    private let names: [String]
    private var rows = 0

    /// - Parameter reads: whether the mapping takes the column.
    init(_ names: [String], reads: (String) -> Bool) {
        self.names = names
        for (number, name) in names.enumerated() {
            let (isSite, isRead) = (SiteColumn.isOne(name), reads(name))
            // A site that the mapping takes is part of what it says.
            if isRead || isSite { columns.append(Column(number: number, isSite: isSite && !isRead)) }
        }
    }

    mutating func see(_ record: borrowing Record) {
        guard rows < Self.limit else { return }
        rows += 1
        for at in columns.indices where columns[at].number < record.count && !record.isEmpty(columns[at].number) {
            let number = columns[at].number
            if columns[at].isSite {
                if columns[at].sites.count <= 50 { columns[at].sites.insert(Words.key(record.string(number))) }
            } else if record.withField(number, { $0.count >= 10 }) {
                let text = record.string(number)
                guard text.contains(" "), text.count(where: \.isLetter) * 2 > text.count else { continue }
                columns[at].lengths[text.count, default: []].insert(SourceKey.hash(text))
            }
        }
    }

    /// What was noticed, with the column's name.
    func troubles(wantsSites: Bool) -> [(column: String, trouble: Trouble)] {
        columns.compactMap { column in
            let name = names[column.number]
            let sites = column.sites.subtracting(Words.placeholders)
            if wantsSites, (2...50).contains(sites.count) { return (name, .severalSites(name, sites.count)) }
            return Self.cut(column.lengths).map { (name, .cutOff(name, $0)) }
        }
    }

    /// The length at which words are cut: many different texts are exactly as long as the longest, and hardly any nearly so long.
    private static func cut(_ lengths: [Int: Set<Int64>]) -> Int? {
        guard let longest = lengths.keys.max(), longest >= 15, let most = lengths[longest]?.count, most >= 5, lengths.count >= 2 else {
            return nil
        }
        let near = (1...3).reduce(0) { $0 + (lengths[longest - $1]?.count ?? 0) }
        return near * 2 <= most ? longest : nil
    }
}

/// Columns that name the clinic a row comes from.
enum SiteColumn {
    private static let names: Set<String> = [
        "site", "sitename", "siteid", "clinic", "clinicname", "clinicid", "facility", "facilityname", "facilityid", "practice",
        "practicename", "practiceid", "location", "locationname", "servicelocation", "servicefacility", "visitlocation", "office",
        "officename", "officelocation", "cliniclocation", "practicelocation",
    ]

    static func isOne(_ name: String) -> Bool { names.contains(Words.column(name)) }
}
