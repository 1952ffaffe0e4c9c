internal import HubCore

/// Rows under a row: cells that a report prints once for a group, and leaves empty below.
///
/// All of the columns are empty, or none is carried: a row that has a name and no number is somebody whose number is missing, and not the
/// patient above. When a line could not be read, or is a heading that may name somebody, nobody knows whether it began a group: what lies below
/// it, up to the next row that is filled, belongs to nobody. Told by their lines, because the rows of a flat file come kind by kind.
final class CarriedCells {
    private let columns: [Int]
    /// Filled from above as well, where they are empty, and decide nothing: whose name it is, and which site's.
    private let followers: [Int]
    /// Those of the followers that a row may change for the rows below it: the same patient was seen elsewhere.
    private let sites: [Int]
    private var above: [Int: [UInt8]] = [:]
    /// Where the group began.
    private var line = 0
    private let unread: UnreadLines
    private let take: (borrowing Record) throws(HubError) -> Void
    private let lose: (borrowing Record) throws(HubError) -> Void
    private var builder: RecordBuilder

    /// Nil when the table has none of the columns.
    /// - Parameter lose: gets the rows under a row that could not be read, or a heading.
    init?(
        _ names: [[String]], _ table: TableColumns, people: [Int], sites: [Int], file: SourceFile, unread: UnreadLines,
        into take: @escaping (borrowing Record) throws(HubError) -> Void, lost lose: @escaping (borrowing Record) throws(HubError) -> Void
    ) {
        columns = names.compactMap { table.index($0) }
        guard !columns.isEmpty else { return nil }
        let own = Set(columns)
        self.sites = sites.filter { !own.contains($0) }
        followers = (people + sites).filter { !own.contains($0) }
        (self.take, self.lose, self.unread) = (take, lose, unread)
        builder = RecordBuilder(file, into: NoSink())
    }

    func accept(_ record: borrowing Record) throws(HubError) {
        if columns.contains(where: { $0 < record.count && !Self.isBlank(record, $0) }) {
            line = record.position.line
            above.removeAll(keepingCapacity: true)
            for column in columns + followers where column < record.count { above[column] = Array(record.string(column).utf8) }
            return try take(record)
        }
        guard !unread.hasOne(between: line, and: record.position.line) else { return try lose(record) }
        for site in sites where site < record.count && !Self.isBlank(record, site) { above[site] = Array(record.string(site).utf8) }
        builder.begin(at: record.position)
        for field in 0..<record.count {
            builder.beginField(at: record.position(of: field))
            if let cell = above[field], Self.isBlank(record, field) {
                builder.append(cell.span)
            } else {
                record.withField(field) { builder.append($0) }
            }
            builder.endField()
        }
        try builder.withRecord { (filled) throws(HubError) in try take(filled) }
    }

    private static func isBlank(_ record: borrowing Record, _ column: Int) -> Bool {
        record.withField(column) { span in
            for at in span.indices where span[at] > 32 { return false }
            return true
        }
    }
}

/// The lines of the table at hand that could not be read or are headings; of a flat file all of them.
final class UnreadLines {
    private var lines: [Int] = []

    func add(_ line: Int) { lines.insert(line, at: index(after: line)) }

    func hasOne(between first: Int, and last: Int) -> Bool {
        let at = index(after: first)
        return at < lines.count && lines[at] < last
    }

    /// Of the first line behind it; lines come nearly in order.
    private func index(after line: Int) -> Int {
        guard let last = lines.last, last > line else { return lines.count }
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle] <= line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Takes nothing: a builder that only builds.
private final class NoSink: RecordSink {
    func begin(_ table: TableHeader) throws(HubError) {}
    func accept(_ record: borrowing Record) throws(HubError) {}
    func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) {}
    func note(_ finding: Finding) throws(HubError) {}
}
