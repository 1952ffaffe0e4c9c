internal import HubCore

/// Sorts the lines of a file into rows, frame and rejects, block by block. Every line ends in exactly one of them.
struct RowReader {
    let plan: LayoutPlan
    private(set) var width: FlatLayout.Width?
    private let ledger: Ledger
    private let saysEmpty: Bool
    private var ruler = Ruler()
    private var frame: FileFrame
    private var alarms: [ShiftAlarm]
    /// Where the columns moved; nothing behind it is read.
    private var shiftedFrom: Position?
    private var told = ToldLines()
    private var current: Int?
    private var longest = 0

    init(_ plan: LayoutPlan, width: FlatLayout.Width?, _ ledger: Ledger, saysEmpty: Bool, isWidthPlain: Bool) {
        told.width = isWidthPlain
        (self.plan, self.width, self.ledger, self.saysEmpty) = (plan, width ?? plan.layout.width, ledger, saysEmpty)
        frame = FileFrame(plan)
        alarms = plan.records.map { ShiftAlarm($0) }
    }

    mutating func take(_ block: borrowing LineBlock, isLast: Bool, _ records: inout RecordBuilder) throws(HubError) {
        try settleWidth(block, &records)
        var kinds = [[Int]](repeating: [], count: plan.records.count)
        for at in block.lines.indices {
            let line = block.lines[at]
            let bytes = block.bytes.span.extracting(line.range)
            ruler.measure(bytes, width ?? .characters)
            longest = max(longest, ruler.length)
            if shiftedFrom != nil {
                try rejectShifted(line, &records)
            } else if Cell.isBlank(bytes) {
                try records.skip(SkipReason("flat.blank-line", "a blank line"), at: line.position)
            } else if saysEmpty {
                try records.skip(SkipReason("flat.says-empty", "the file says that it is empty"), at: line.position)
            } else if let kind = plan.record(of: bytes, ruler) {
                kinds[kind].append(at)
            } else {
                try records.reject(
                    "flat.unknown-record", "the line is none of the records of `\(plan.layout.fullName)`", at: line.position,
                    fix: "Add this kind of record to the layout, or say there that it is not needed.", owner: .hub)
            }
        }
        // What stands before the rows says something about them.
        for kind in kinds.indices where plan.records[kind].spec.role != .data || plan.records[kind].spec.totals != nil {
            for at in kinds[kind] { try takeFrame(kind, block, at, &records) }
        }
        for kind in kinds.indices
        where plan.records[kind].spec.role == .data && plan.records[kind].spec.totals == nil && !kinds[kind].isEmpty {
            try takeRows(kind, kinds[kind], block, isLast: isLast, &records)
        }
    }

    /// Bytes or characters, from the first block that has accents.
    private mutating func settleWidth(_ block: borrowing LineBlock, _ records: inout RecordBuilder) throws(HubError) {
        guard !told.width else { return }
        var vote = WidthVote(plan)
        var hasAccents = false
        for line in block.lines {
            let bytes = block.bytes.span.extracting(line.range)
            guard WidthVote.hasAccents(bytes) else { continue }
            hasAccents = true
            vote.add(bytes)
        }
        guard hasAccents else { return }
        told.width = true
        if width == nil { width = vote.width }
        if plan.layout.width == nil, let width {
            try records.note(.note, "flat.width", "widths count \(width.rawValue) in this file, as its lines with accents show", at: nil)
        } else if width == nil {
            try records.note(
                .warning, "flat.width", "nothing tells whether widths count bytes or characters; characters were taken", at: nil,
                fix: "Say `width: bytes` or `width: characters` in the layout.", owner: .hub)
        }
    }

    private mutating func takeFrame(
        _ kind: Int, _ block: borrowing LineBlock, _ at: Int, _ records: inout RecordBuilder
    ) throws(HubError) {
        let line = block.lines[at]
        let bytes = block.bytes.span.extracting(line.range)
        ruler.measure(bytes, width ?? .characters)
        try frame.take(kind, bytes, ruler, line.position, ledger, &records)
    }

    private mutating func takeRows(
        _ kind: Int, _ lines: [Int], _ block: borrowing LineBlock, isLast: Bool, _ records: inout RecordBuilder
    ) throws(HubError) {
        let record = plan.records[kind]
        let shift = alarms[kind].look(lines, of: block, width ?? .characters, isLast: isLast)
        if let shift {
            try records.note(
                .error, "flat.shifted", shift.message, at: shift.position, path: shift.column,
                fix: "Ask who makes the file for its present layout and correct `\(plan.layout.fullName)`. Nothing of the file was kept.",
                owner: .exporter)
        }
        if current != kind {
            try records.table(
                TableHeader(
                    columns: record.given.map { record.spec.fields[$0].name }, preamble: frame.preamble, source: plan.layout.source,
                    record: record.spec.name))
            current = kind
        }
        for at in lines {
            let line = block.lines[at]
            frame.count(kind)
            if let from = shiftedFrom ?? shift?.position, line.position.line >= from.line {
                shiftedFrom = from
                try rejectShifted(line, &records)
                continue
            }
            let bytes = block.bytes.span.extracting(line.range)
            ruler.measure(bytes, width ?? .characters)
            let judged = LineJudgement(record, bytes, ruler)
            if try told.reject(judged, record, line, ruler, &records) { continue }
            try told.note(judged, record, line, ruler, bytes, &records)
            try give(record, line, bytes, &records)
        }
    }

    private mutating func rejectShifted(_ line: LineBlock.Line, _ records: inout RecordBuilder) throws(HubError) {
        try records.reject(
            "flat.shifted-line", "not read: the columns have shifted", at: line.position, fix: "See the finding `flat.shifted`.",
            owner: .exporter)
    }

    private func give(
        _ record: LayoutPlan.Record, _ line: LineBlock.Line, _ bytes: Span<UInt8>, _ records: inout RecordBuilder
    ) throws(HubError) {
        records.begin(at: line.position)
        for at in record.given {
            let field = record.spec.fields[at]
            let range = ruler.range(field.range)
            let column = ruler.column(field.range.lowerBound, in: bytes)
            records.beginField(at: Position(offset: line.position.offset + range.lowerBound, line: line.position.line, column: column + 1))
            Cell.append(field, bytes.extracting(range), to: &records)
            records.endField()
        }
        try records.end()
    }

    mutating func finish(_ records: inout RecordBuilder) throws(HubError) {
        if let key = plan.layout.countedAs { ledger.see(key, count: frame.rows, longest: longest, in: records.file) }
        if shiftedFrom == nil { try frame.finish(saysEmpty: saysEmpty, &records) }
    }
}
