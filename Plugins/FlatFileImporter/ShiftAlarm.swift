internal import HubCore

/// Watches whole columns: when fields stop holding what they should from some line on, a field was inserted, taken out or widened.
///
/// One wrong cell is a slip; a column that turns is another layout. Blanks say nothing.
struct ShiftAlarm {
    struct Shift {
        var position: Position
        var column: String
        var message: String
    }

    /// Wrong cells one after another that are no accident any more.
    static let run = 5

    private let record: LayoutPlan.Record
    /// Of each typed field: wrong cells since the last right one, and where the first of them stands.
    private var runs: [(count: Int, from: Position)]
    private var ruler = Ruler()

    init(_ record: LayoutPlan.Record) {
        self.record = record
        runs = record.typed.map { _ in (0, .start) }
    }

    /// Nil when the columns hold what they should, or nothing says why they do not.
    mutating func look(_ lines: [Int], of block: borrowing LineBlock, _ width: FlatLayout.Width, isLast: Bool) -> Shift? {
        var filled = [Int](repeating: 0, count: runs.count)
        var wrong = filled
        var firstWrong = [Position?](repeating: nil, count: runs.count)
        for at in lines {
            let line = block.lines[at]
            let bytes = block.bytes.span.extracting(line.range)
            ruler.measure(bytes, width)
            // A line that was cut is told as one; it says nothing about columns.
            guard ruler.length >= record.length - ShiftEvidence.farthest else { continue }
            for (number, typed) in record.typed.enumerated() {
                let field = record.spec.fields[typed]
                guard field.range.upperBound <= ruler.length else { continue }
                switch Cell.fit(field, bytes.extracting(ruler.range(field.range))) {
                case .blank: break
                case .fits:
                    filled[number] += 1
                    runs[number].count = 0
                case .misfit:
                    filled[number] += 1
                    wrong[number] += 1
                    if runs[number].count == 0 { runs[number].from = line.position }
                    if firstWrong[number] == nil { firstWrong[number] = line.position }
                    runs[number].count += 1
                }
            }
        }
        let failing = runs.indices.filter { runs[$0].count >= (isLast ? 3 : Self.run) || wrong[$0] >= 3 && wrong[$0] * 2 >= filled[$0] }
        guard let first = failing.first else { return nil }
        let from = failing.map { runs[$0].count > 0 ? runs[$0].from : firstWrong[$0] ?? runs[$0].from }.min() ?? runs[first].from
        let evidence = ShiftEvidence(record, lines.filter { block.lines[$0].position >= from }, of: block, width)
        let column = record.spec.fields[record.typed[first]]
        let start = "from line \(from.line) on `\(column.name)` holds no \(column.kind.plural) any more"
        let message: String
        if let words = evidence.explanation {
            message = start + ": it looks as if " + words
        } else if failing.count >= 2, failing.count * 2 >= filled.count(where: { $0 > 0 }) {
            message = start + ", and with it \(failing.count - 1) more fields: the columns do not fit the layout"
        } else {
            return nil
        }
        return Shift(
            position: Position(offset: from.offset, line: from.line, column: column.range.lowerBound + 1), column: column.name,
            message: message)
    }
}
