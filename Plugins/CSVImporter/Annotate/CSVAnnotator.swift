package import HubCore

extension CSVImporter: AnnotatingImporter {
    package func makeAnnotator(text: @escaping (ClosedRange<Int>) -> String?) throws(HubError) -> any TableAnnotator {
        CSVAnnotator(options, text: text)
    }
}

/// Reads the file as an import does, and copies it; where a row of the table ends, the added cell goes in.
///
/// Holds back what was read since the last row that got a cell: flat memory, unless a file has no rows.
final class CSVAnnotator: TableAnnotator {
    private var reader: CSVReader
    private var records = RecordBuilder(SourceFile(""), into: Nowhere())
    private let text: (ClosedRange<Int>) -> String?
    /// Bytes of the file that are not written yet, and where they begin.
    private var waiting: [UInt8] = []
    private var offset = 0
    private var sawHeader = false
    private var missing = 0
    private var name = FindingsColumn.name

    init(_ options: CSVOptions, text: @escaping (ClosedRange<Int>) -> String?) {
        reader = CSVReader(options, keepsFates: true)
        self.text = text
    }

    func feed(_ bytes: Span<UInt8>, into out: any ByteSink) throws(HubError) {
        bytes.withUnsafeBufferPointer { waiting.append(contentsOf: $0) }
        try reader.feed(bytes, into: &records)
        try write(out)
    }

    func finish(into out: any ByteSink) throws(HubError) {
        try reader.finish(into: &records)
        try write(out)
        let rest = waiting
        waiting = []
        try out.write(bytes: rest.span)
    }

    private func write(_ out: any ByteSink) throws(HubError) {
        guard let stream = reader.stream else { return }
        let cell = AddedCell(stream.dialect, stream.encoding)
        var from = 0
        for fate in reader.takeFates() {
            let end = fate.end - offset
            guard end >= from, end <= waiting.count, cell.isLineEnd(waiting, at: end) else {
                throw HubError(
                    .malformed, "the row's end cannot be found again, so nothing can be written on it",
                    at: Origin(records.file, Position(line: fate.lines.lowerBound, column: 1)),
                    hint: "Export the file again; it is damaged near this line.")
            }
            let piece = Array(waiting[from..<end]) + added(fate, cell)
            try out.write(bytes: piece.span)
            from = end
        }
        waiting.removeSubrange(..<from)
        offset += from
    }

    private func added(_ fate: RowFate, _ cell: AddedCell) -> [UInt8] {
        switch fate.kind {
        case .header(let missing, let taken):
            (sawHeader, self.missing) = (true, missing)
            name = FindingsColumn.name + (taken == 0 ? "" : " \(taken + 1)")
            return cell.header(name, missing: missing)
        case .headerAgain: return cell.header(name, missing: missing)
        case .empty: return cell.empty
        case .broken: return cell.bare(prefixed(text(fate.lines)) ?? "")
        case .data: return prefixed(text(fate.lines)).map { cell.filled($0) } ?? cell.empty
        }
    }

    /// Without a header nothing names the column: then each cell says what it is.
    private func prefixed(_ text: String?) -> String? { sawHeader ? text : FindingsColumn.prefix + (text ?? "none") }
}

private final class Nowhere: RecordSink {
    func begin(_ table: TableHeader) {}
    func accept(_ record: borrowing Record) {}
    func skip(_ reason: SkipReason, at origin: Origin) {}
    func reject(_ finding: Finding) {}
    func note(_ finding: Finding) {}
}
