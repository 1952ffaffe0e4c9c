internal import HubCore

/// Rows under a row: cells that a report prints once for a group, and leaves empty below.
///
/// All of the columns are empty, or none is carried: a row that has a name and no number is somebody whose number is missing, and not the patient above.
final class CarriedCells {
    private let columns: [Int]
    private var above: [[UInt8]?]
    private let take: (borrowing Record) throws(HubError) -> Void
    private var builder: RecordBuilder
    private(set) var count = 0

    /// Nil when the table has none of the columns.
    init?(_ names: [[String]], _ table: TableColumns, file: SourceFile, into take: @escaping (borrowing Record) throws(HubError) -> Void) {
        columns = names.compactMap { table.index($0) }
        guard !columns.isEmpty else { return nil }
        above = Array(repeating: nil, count: columns.count)
        self.take = take
        builder = RecordBuilder(file, into: NoSink())
    }

    func accept(_ record: borrowing Record) throws(HubError) {
        var isBelow = true
        for column in columns where column < record.count && !Self.isBlank(record, column) { isBelow = false }
        if !isBelow {
            for (at, column) in columns.enumerated() { above[at] = column < record.count ? Array(record.string(column).utf8) : nil }
            return try take(record)
        }
        count += 1
        builder.begin(at: record.position)
        for field in 0..<record.count {
            builder.beginField(at: record.position(of: field))
            if let at = columns.firstIndex(of: field), let cell = above[at] {
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

/// Takes nothing: a builder that only builds.
private final class NoSink: RecordSink {
    func begin(_ table: TableHeader) throws(HubError) {}
    func accept(_ record: borrowing Record) throws(HubError) {}
    func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) {}
    func note(_ finding: Finding) throws(HubError) {}
}
