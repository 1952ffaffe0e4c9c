internal import HubCore

/// Hashes the cells of a column (or of several, joined) that identify something else: an encounter, a panel, the row's own statement.
///
/// Works on bytes; only a short cell, which may be a placeholder, a damaged number or in need of padding, is looked at as text.
final class KeyColumn {
    private let columns: [Int]
    private let source: CellSource
    private let spec: FieldSpec
    private let text: CachedCell<Reading<String>>
    private let separator: [UInt8]
    private var bytes: [UInt8] = []

    init(_ spec: FieldSpec, _ factory: ReaderFactory) {
        self.spec = spec
        source = factory.source(spec)
        columns = source.columns
        text = factory.text(spec)
        separator = if case .joined(_, let between) = spec.source { Array(between.utf8) } else { [] }
    }

    func read(_ record: borrowing Record) -> Reading<Int64> {
        guard !columns.isEmpty else { return slowly(record) }
        if columns.count == 1, columns[0] < record.count, spec.pad == nil {
            guard record.withField(columns[0], { Self.isPlain($0) }) else { return slowly(record) }
            return Reading(record.withField(columns[0]) { SourceKey.hash($0) })
        }
        guard spec.pad == nil else { return slowly(record) }
        bytes.removeAll(keepingCapacity: true)
        for (at, column) in columns.enumerated() {
            guard column < record.count, record.withField(column, { Self.isPlain($0) }) else { return slowly(record) }
            if at > 0 { bytes += separator }
            record.withField(column) { span in span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
        }
        let joined = bytes
        return Reading(SourceKey.hash(joined.span))
    }

    private func slowly(_ record: borrowing Record) -> Reading<Int64> {
        let reading = text.read(record)
        guard let text = reading.value else { return Reading(nil, trouble: reading.trouble) }
        let bytes = Array(text.utf8)
        return Reading(SourceKey.hash(bytes.span))
    }

    /// Longer than any placeholder, damaged number or social security number, and without blanks around it.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 16 && bytes[0] > 32 && bytes[0] < 0x80 && bytes[bytes.count - 1] > 32 && bytes[bytes.count - 1] < 0x80
    }
}
