internal import HubCore

/// How one line fits its record: length, required fields, and what is in the typed ones.
struct LineJudgement {
    enum Length {
        case right
        /// Blanks at the end were cut off.
        case trimmed
        /// Only blanks stand behind the last field.
        case padded
        /// It ends inside this field, or before a required one.
        case cut(Int)
        /// Something stands behind the last field.
        case long
    }

    let length: Length
    /// Indexes of typed fields that hold something else.
    private(set) var misfits: [Int] = []
    private(set) var filled = 0

    init(_ record: LayoutPlan.Record, _ line: Span<UInt8>, _ ruler: Ruler) {
        length = Self.length(record, line, ruler)
        for at in record.typed where record.spec.fields[at].range.upperBound <= ruler.length {
            switch Cell.fit(record.spec.fields[at], line.extracting(ruler.range(record.spec.fields[at].range))) {
            case .blank: break
            case .fits: filled += 1
            case .misfit:
                filled += 1
                misfits.append(at)
            }
        }
    }

    private static func length(_ record: LayoutPlan.Record, _ line: Span<UInt8>, _ ruler: Ruler) -> Length {
        let length = ruler.length
        if length == record.length { return .right }
        if length > record.length {
            return Cell.isBlank(line.extracting(ruler.range(record.length..<length))) ? .padded : .long
        }
        for (at, field) in record.spec.fields.enumerated() where field.range.upperBound > length {
            if field.isRequired, field.range.lowerBound >= length { return .cut(at) }
            // What is written from the left may have lost blanks; a number or a day has lost digits.
            if field.range.lowerBound < length, field.isRightAligned || !Self.mayBeShort(field.kind) { return .cut(at) }
        }
        return .trimmed
    }

    private static func mayBeShort(_ kind: FlatField.Kind) -> Bool {
        switch kind {
        case .text, .code: true
        case .digits, .number, .date: false
        }
    }

    /// More than one field holds what it must not, and they are half of all: not a slip in a field, but a line that is no such record.
    var isOutOfPlace: Bool { misfits.count >= 2 && misfits.count * 2 >= filled }

    /// Nothing speaks against it: used for choosing a layout.
    var isGood: Bool {
        switch length {
        case .cut, .long: false
        case .right, .trimmed, .padded: misfits.count * 5 <= filled
        }
    }
}
