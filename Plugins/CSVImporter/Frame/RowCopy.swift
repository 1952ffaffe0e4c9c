internal import HubCore

/// A row that must wait until the next one is known.
struct RowCopy {
    var position: Position
    var fields: [[UInt8]]
    var places: [Position]
    /// Where the row ends in the file.
    var end: RowEnd

    init(_ record: borrowing Record, end: RowEnd) {
        self.end = end
        position = record.position
        fields = (0..<record.count).map { record.withField($0) { field in field.withUnsafeBufferPointer { Array($0) } } }
        places = (0..<record.count).map { record.position(of: $0) }
    }

    /// The fields as trimmed text.
    var cells: [String] { fields.map { String(decoding: $0, as: UTF8.self).trimmingBlanks() } }

    func place(of column: Int) -> Position? { column < places.count ? places[column] : nil }

    func replay(into records: inout RecordBuilder) {
        records.begin(at: position)
        for (field, place) in zip(fields, places) {
            records.beginField(at: place)
            records.append(field.span)
            records.endField()
        }
    }
}

/// Where a row's text ends, and on which line.
struct RowEnd {
    var offset = 0
    var line = 0
}
