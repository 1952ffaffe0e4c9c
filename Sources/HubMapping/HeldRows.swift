internal import HubCore

/// The first rows of a table, kept until its columns of days are understood, then handed on as if they came now.
struct HeldRows {
    static let limit = 2000

    private struct Row {
        var position: Position
        var fields: Range<Int>
    }
    private var rows: [Row] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var positions: [Position] = []

    var isFull: Bool { rows.count >= Self.limit || bytes.count > 16 << 20 }

    mutating func append(_ record: borrowing Record) {
        let first = ends.count
        for field in 0..<record.count {
            record.withField(field) { span in
                for at in span.indices { bytes.append(span[at]) }
            }
            ends.append(bytes.count)
            positions.append(record.position(of: field))
        }
        rows.append(Row(position: record.position, fields: first..<ends.count))
    }

    func evidence(of column: Int) -> DateEvidence {
        var evidence = DateEvidence()
        for row in rows where column < row.fields.count { evidence.add(bytes.span.extracting(range(row.fields.lowerBound + column))) }
        return evidence
    }

    func replay(into builder: inout RecordBuilder) throws(HubError) {
        for row in rows {
            builder.begin(at: row.position)
            for field in row.fields {
                builder.beginField(at: positions[field])
                builder.append(bytes.span.extracting(range(field)))
                builder.endField()
            }
            try builder.end()
        }
    }

    private func range(_ field: Int) -> Range<Int> { (field == 0 ? 0 : ends[field - 1])..<ends[field] }
}
