/// What a record reader writes on: the current record, and the way to the sink. It owns the buffers, so a reader is only a state machine.
public struct RecordBuilder: ~Copyable {
    public let file: SourceFile
    @usableFromInline let sink: any RecordSink
    @usableFromInline var record = Record()

    public init(_ file: SourceFile, into sink: any RecordSink) {
        self.file = file
        self.sink = sink
    }

    @inlinable public mutating func begin(at position: Position) {
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
        record.positions.removeAll(keepingCapacity: true)
        setPosition(position)
    }

    @usableFromInline mutating func setPosition(_ position: Position) { record.position = position }

    @inlinable public mutating func beginField(at position: Position) { record.positions.append(position) }
    @inlinable public mutating func append(_ byte: UInt8) { record.bytes.append(byte) }
    @inlinable public mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { record.bytes.append(contentsOf: $0) }
    }
    @inlinable public mutating func endField() { record.ends.append(record.bytes.count) }

    /// Bytes so far in the field that is open.
    @inlinable public var fieldLength: Int { record.bytes.count - (record.ends.last ?? 0) }
    /// Fields that are closed.
    @inlinable public var fieldCount: Int { record.ends.count }

    /// Takes the last field away again: a column that the reader knows and nobody wants.
    public mutating func dropLastField() {
        guard !record.ends.isEmpty else { return }
        record.ends.removeLast()
        record.positions.removeLast()
        record.bytes.removeSubrange((record.ends.last ?? 0)...)
    }

    /// Lends the record to the sink.
    public mutating func end() throws(HubError) { try sink.accept(record) }

    /// Looks at the record as built so far, without handing it on.
    public func withRecord<R, E: Error>(_ body: (borrowing Record) throws(E) -> R) throws(E) -> R { try body(record) }

    /// Announces a table: every record until the next one has these columns.
    public mutating func table(_ header: TableHeader) throws(HubError) { try sink.begin(header) }

    /// The row at `position` holds no data; it is counted as skipped, with the reason.
    public mutating func skip(_ reason: SkipReason, at position: Position) throws(HubError) {
        try sink.skip(reason, at: Origin(file, position))
    }

    /// The row at `position` was read and cannot be used; it is counted as rejected and the error says why.
    public mutating func reject(
        _ id: String, _ message: String, at position: Position, path: String? = nil, fix: String? = nil,
        owner: Finding.Owner? = nil
    ) throws(HubError) {
        try sink.reject(Finding(.error, id, message, at: Origin(file, position, path: path), fix: fix, owner: owner))
    }

    public mutating func note(
        _ severity: Finding.Severity, _ id: String, _ message: String, at position: Position?, path: String? = nil,
        fix: String? = nil, owner: Finding.Owner? = nil
    ) throws(HubError) {
        try sink.note(Finding(severity, id, message, at: Origin(file, position, path: path), fix: fix, owner: owner))
    }
}
