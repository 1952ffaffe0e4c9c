internal import HubCore

/// Hashes the cells of a column (or of several, joined) that identify something else: an encounter, a panel, the row's own statement.
///
/// Works on bytes; only a short cell, which may be a placeholder, a damaged number or in need of padding, is looked at as text.
struct KeyColumn {
    private let columns: [Int]
    private let isPadded: Bool
    private var text: CachedCell<Reading<String>>
    private let separator: [UInt8]
    private var bytes: [UInt8] = []
    private var last: [UInt8] = []
    private var lastHash: Int64?

    init(_ spec: FieldSpec, _ factory: ReaderFactory) {
        isPadded = spec.pad != nil
        columns = factory.source(spec).columns
        text = factory.text(spec)
        separator = if case .joined(_, let between) = spec.source { Array(between.utf8) } else { [] }
    }

    mutating func read(_ record: borrowing Record) -> Reading<Int64> {
        guard !columns.isEmpty, !isPadded else { return readText(record) }
        if columns.count == 1, columns[0] < record.count, let lastHash, record.withField(columns[0], { CachedCell<Int>.same(last, $0) }) {
            return Reading(lastHash)
        }
        bytes.removeAll(keepingCapacity: true)
        for at in columns.indices {
            guard columns[at] < record.count, record.withField(columns[at], { Self.isPlain($0) }) else { return readText(record) }
            if at > 0 { bytes += separator }
            record.withField(columns[at]) { span in span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
        }
        if let lastHash, last == bytes { return Reading(lastHash) }
        swap(&last, &bytes)
        let hash = SourceKey.hash(last.span)
        lastHash = hash
        return Reading(hash)
    }

    private mutating func readText(_ record: borrowing Record) -> Reading<Int64> {
        let reading = text.read(record)
        guard let text = reading.value else { return Reading(nil, trouble: reading.trouble) }
        let bytes = Array(text.utf8)
        return Reading(SourceKey.hash(bytes.span))
    }

    /// Longer than any placeholder, damaged number or social security number, and without blanks around it.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 16 && bytes[0] > 32 && bytes[0] < 0x80 && bytes[0] != 61 && bytes[0] != 39 && bytes[bytes.count - 1] > 32
            && bytes[bytes.count - 1] < 0x80
    }
}
