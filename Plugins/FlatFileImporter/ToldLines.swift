internal import HubCore

/// What is told of single lines: why one is rejected, what is odd about one that is taken.
struct ToldLines {
    var width = false
    private var trimmed = false
    private var padded = false

    mutating func reject(
        _ judged: LineJudgement, _ record: LayoutPlan.Record, _ line: LineBlock.Line, _ ruler: Ruler, _ records: inout RecordBuilder
    ) throws(HubError) -> Bool {
        if case .cut(let at) = judged.length {
            let field = record.spec.fields[at]
            let place = Position(offset: line.position.offset, line: line.position.line, column: ruler.length + 1)
            if line.isEnded {
                let where_ = field.range.lowerBound < ruler.length ? "inside" : "before"
                try records.reject(
                    "flat.short-line", "the line has \(ruler.length) of \(record.length) characters and ends \(where_) `\(field.name)`",
                    at: place,
                    path: field.name, fix: "Send the file as it was written: something has cut its lines.", owner: .exporter)
            } else {
                try records.reject(
                    "flat.short-last-line", "the file ends in the middle of a record, at `\(field.name)`", at: place, path: field.name,
                    fix: "Fetch the file again: it was not written or sent to its end.", owner: .exporter)
            }
            return true
        }
        let isLong = if case .long = judged.length { true } else { false }
        if isLong, !judged.misfits.isEmpty {
            try records.reject(
                "flat.long-line", "the line has \(ruler.length) characters where the layout has \(record.length), and does not fit it",
                at: line.position,
                fix: "Look for a line end that is missing, or for a field that holds more than its width.", owner: .exporter)
            return true
        }
        if judged.isOutOfPlace, let first = judged.misfits.first {
            try records.reject(
                "flat.row-does-not-fit",
                "half or more of the fields that can be told hold something else: this is no `\(record.spec.name)`",
                at: Position(line: line.position.line, column: record.spec.fields[first].range.lowerBound + 1),
                path: record.spec.fields[first].name, fix: "Look at this line: something was inserted, or it belongs to another record.",
                owner: .exporter)
            return true
        }
        return false
    }

    mutating func note(
        _ judged: LineJudgement, _ record: LayoutPlan.Record, _ line: LineBlock.Line, _ ruler: Ruler, _ bytes: Span<UInt8>,
        _ records: inout RecordBuilder
    ) throws(HubError) {
        switch judged.length {
        case .long:
            try records.note(
                .warning, "flat.longer-than-layout", "lines go on behind the last field of the layout; what stands there is not read",
                at: Position(line: line.position.line, column: record.length + 1),
                fix: "Ask whether the layout has grown, and add the new fields to it.", owner: .hub)
        case .trimmed where !trimmed:
            trimmed = true
            try records.note(
                .note, "flat.trimmed-lines",
                "lines are shorter than the layout's \(record.length) characters; what is missing was read as blank",
                at: line.position)
        case .padded where !padded:
            padded = true
            try records.note(
                .note, "flat.padded-lines", "lines are longer than the layout's \(record.length) characters, by blanks only",
                at: line.position)
        default: break
        }
        for at in judged.misfits {
            let field = record.spec.fields[at]
            try records.note(
                .warning, "flat.type", "`\(field.name)` holds something that is \(field.kind.noneOf)",
                at: Position(line: line.position.line, column: ruler.column(field.range.lowerBound, in: bytes) + 1), path: field.name,
                fix: "Correct it in the EMR; if every line is so, the layout is wrong.", owner: .practice)
        }
    }
}

extension FlatField.Kind {
    /// "no number": for findings.
    var noneOf: String {
        switch self {
        case .text: "no text"
        case .digits: "no row of digits as long as the field"
        case .code: "no code"
        case .number: "no number"
        case .date(let date): "no day written \(date.written)"
        }
    }

    /// "numbers".
    var plural: String {
        switch self {
        case .text: "text"
        case .digits: "digits"
        case .code: "codes"
        case .number: "numbers"
        case .date: "days"
        }
    }
}
