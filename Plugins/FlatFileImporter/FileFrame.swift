internal import HubCore

/// Header and trailer: what they say, whether they agree, and whether the rows are as many as they say.
struct FileFrame {
    private struct Total {
        var said: Int
        var control: FlatRecord.Control
        var position: Position
        var field: String
    }

    private let plan: LayoutPlan
    /// For the tables: `PERIOD` → `2026-01-01 - 2026-12-31`.
    private(set) var preamble: [(name: String, value: String)] = []
    private var said: [String: String] = [:]
    private var totals: [Total] = []
    private var counts: [Int]
    private var totalsRows = 0
    private var sawTrailer = false

    init(_ plan: LayoutPlan) {
        self.plan = plan
        counts = Array(repeating: 0, count: plan.records.count)
    }

    /// Rows of data.
    var rows: Int { counts.reduce(0, +) }

    mutating func count(_ kind: Int) { counts[kind] += 1 }

    mutating func take(
        _ kind: Int, _ line: Span<UInt8>, _ ruler: Ruler, _ position: Position, _ ledger: Ledger, _ records: inout RecordBuilder
    ) throws(HubError) {
        let record = plan.records[kind]
        func text(_ name: String?) -> String? {
            guard let name, let at = record.index(of: name) else { return nil }
            return Self.text(record.spec.fields[at], line, ruler)
        }
        switch record.spec.role {
        case .data:
            totalsRows += 1
            guard let totals = record.spec.totals, let key = text(totals.file), let count = text(totals.count).flatMap({ Int($0) }) else {
                return try records.reject(
                    "flat.unreadable-total", "this row should say how many records a file has, and does not", at: position,
                    fix: "Fetch the summary file again.", owner: .exporter)
            }
            ledger.say(key, has: count, length: text(totals.length).flatMap { Int($0) }, in: records.file, at: position)
            try records.skip(SkipReason("flat.totals-row", "a row that counts the records of another file"), at: position)
        case .notNeeded(let why): try records.skip(SkipReason("flat.not-needed", why), at: position)
        case .header, .trailer:
            let isHeader = record.spec.role == .header
            if !isHeader { sawTrailer = true }
            for field in record.spec.fields {
                let value = Self.text(field, line, ruler)
                if let before = said[field.name], before != value {
                    try records.note(
                        .error, "flat.control-total", "header and trailer disagree about `\(field.name)`", at: position, path: field.name,
                        fix: "Fetch the file again: its parts are of different deliveries.", owner: .exporter)
                }
                said[field.name] = value
                if isHeader, !value.isEmpty { preamble.append((field.name, value)) }
            }
            if let control = record.spec.control { try take(control, record, text, position, &records) }
            let word = isHeader ? "header" : "trailer"
            try records.skip(SkipReason("flat.\(word)-record", "the file's \(word)"), at: position)
        }
    }

    private mutating func take(
        _ control: FlatRecord.Control, _ record: LayoutPlan.Record, _ text: (String?) -> String?, _ position: Position,
        _ records: inout RecordBuilder
    ) throws(HubError) {
        if control.period.count == 2, let from = text(control.period[0]), let to = text(control.period[1]), !from.isEmpty, !to.isEmpty {
            preamble.removeAll { control.period.contains($0.name) }
            preamble.append(("Date range", "\(from) - \(to)"))
        }
        guard let field = control.count else { return }
        guard let said = text(field).flatMap({ Int($0) }) else {
            return try records.note(
                .error, "flat.control-total", "`\(field)` should say how many records there are, and is no number", at: position,
                path: field,
                fix: "Fetch the file again.", owner: .exporter)
        }
        totals.append(Total(said: said, control: control, position: position, field: field))
    }

    /// As it is handed on: numbers without zeros in front, days as yyyy-MM-dd.
    private static func text(_ field: FlatField, _ line: Span<UInt8>, _ ruler: Ruler) -> String {
        let raw = line.extracting(ruler.range(field.range))
        let cell = raw.extracting(Cell.trim(raw))
        if case .date(let date) = field.kind, let written = date.read(cell) { return String(decoding: written, as: UTF8.self) }
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if case .number = field.kind { return Int(text).map { "\($0)" } ?? text }
        return text
    }

    mutating func finish(saysEmpty: Bool, _ records: inout RecordBuilder) throws(HubError) {
        for total in totals {
            let kinds = plan.records.indices.filter { total.control.of.isEmpty || total.control.of.contains(plan.records[$0].spec.name) }
            let found = kinds.reduce(0) { $0 + counts[$1] } + total.control.plus
            guard found != total.said else { continue }
            try records.note(
                .error, "flat.control-total", "`\(total.field)` says \(total.said) records, and the file has \(found)", at: total.position,
                path: total.field, fix: "Fetch the file again: it is cut off, or rows were taken out or doubled.", owner: .exporter)
        }
        if saysEmpty {
            try records.note(.note, "flat.says-empty", "the file says itself that it is empty", at: nil)
        } else if rows == 0, totalsRows == 0 {
            try records.note(
                .warning, "flat.no-records", "there is no record in the file", at: nil,
                fix: "Run the export again, and see that it finds patients.",
                owner: .exporter)
        }
        if !sawTrailer, !saysEmpty, plan.records.contains(where: { $0.spec.role == .trailer && $0.spec.control?.count != nil }) {
            try records.note(
                .error, "flat.no-trailer", "the file ends without its trailer record, so nobody can say whether it is whole", at: nil,
                fix: "Fetch the file again: it may be cut off.", owner: .exporter)
        }
    }
}
