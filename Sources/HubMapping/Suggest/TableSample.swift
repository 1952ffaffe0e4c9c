package import HubCore

/// The first rows of every table of a file, kept to look at: what a draft of a mapping is made from.
package final class TableSample: RecordSink {
    package struct Table {
        package var header: TableHeader
        package var rows: [[String]] = []
        /// Rows that came after enough had been seen.
        package var more = 0
    }
    /// Enough to see what a column is; a draft says how many were looked at.
    package static let rowLimit = 2000
    private static let byteLimit = 24 << 20

    package private(set) var tables: [Table] = []
    private var bytes = 0

    package init() {}

    package func begin(_ table: TableHeader) { tables.append(Table(header: table)) }

    package func accept(_ record: borrowing Record) {
        guard let at = tables.indices.last else { return }
        guard tables[at].rows.count < Self.rowLimit, bytes < Self.byteLimit else {
            tables[at].more += 1
            return
        }
        let row = (0..<record.count).map { record.string($0).trimmingBlanks() }
        for cell in row { bytes += cell.utf8.count + 16 }
        tables[at].rows.append(row)
    }

    package func skip(_ reason: SkipReason, at origin: Origin) {}
    package func reject(_ finding: Finding) {}
    package func note(_ finding: Finding) {}
}
