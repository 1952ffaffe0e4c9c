internal import HubCore

/// What stands in one field of one line.
enum Cell {
    enum Fit { case blank, fits, misfit }

    /// Whether the cell, blanks included, is what its field says. `~` alone is how claims systems write nothing.
    static func fit(_ field: FlatField, _ raw: Span<UInt8>) -> Fit {
        let cell = raw.extracting(trim(raw))
        if cell.isEmpty || cell.count == 1 && cell[0] == 126 { return .blank }
        switch field.kind {
        case .text: return .fits
        case .digits: return cell.count == raw.count && isDigits(cell) ? .fits : .misfit
        case .code:
            if !field.isRightAligned, raw[0] == 32 { return .misfit }
            for at in cell.indices where !isCode(cell[at]) { return .misfit }
            return .fits
        case .number:
            if field.isRightAligned ? raw[raw.count - 1] == 32 : raw[0] == 32 { return .misfit }
            return isNumber(cell) ? .fits : .misfit
        case .date(let date): return date.read(cell) != nil ? .fits : .misfit
        }
    }

    /// The cell as it is meant.
    static func append(_ field: FlatField, _ raw: Span<UInt8>, to records: inout RecordBuilder) {
        var cell = raw.extracting(trim(raw))
        if let pad = field.pad { cell = cell.extracting(unpad(cell, pad, field)) }
        switch field.kind {
        case .date(let date):
            if let written = date.read(cell) { return records.append(written.span) }
        case .number(let decimals):
            if isNumber(cell) { return appendNumber(cell, decimals, to: &records) }
        default: break
        }
        records.append(cell)
    }

    private static func unpad(_ cell: Span<UInt8>, _ pad: UInt8, _ field: FlatField) -> Range<Int> {
        var (from, to) = (0, cell.count)
        let least = if case .number = field.kind { 1 } else { 0 }
        if field.isRightAligned {
            while to - from > least, cell[from] == pad { from += 1 }
        } else {
            while to - from > least, cell[to - 1] == pad { to -= 1 }
        }
        while from < to, cell[from] <= 32 { from += 1 }
        while to > from, cell[to - 1] <= 32 { to -= 1 }
        return from..<to
    }

    private static func appendNumber(_ cell: Span<UInt8>, _ decimals: Int, to records: inout RecordBuilder) {
        var digits: [UInt8] = []
        var isNegative = false
        for at in cell.indices {
            switch cell[at] {
            case 45: isNegative = true
            case 43: break
            default: digits.append(cell[at])
            }
        }
        if decimals > 0, !digits.contains(46) {
            if digits.count <= decimals { digits.insert(contentsOf: Array(repeating: 48, count: decimals + 1 - digits.count), at: 0) }
            digits.insert(46, at: digits.count - decimals)
        }
        while digits.count > 1, digits[0] == 48, digits[1] != 46 { digits.removeFirst() }
        if isNegative { records.append(45) }
        records.append(digits.span)
    }

    /// A sign before or behind, digits, at most one point.
    private static func isNumber(_ cell: Span<UInt8>) -> Bool {
        var (digits, points, signs) = (0, 0, 0)
        for at in cell.indices {
            switch cell[at] {
            case 48...57: digits += 1
            case 46: points += 1
            case 43, 45:
                guard at == 0 || at == cell.count - 1 else { return false }
                signs += 1
            default: return false
            }
        }
        return digits > 0 && points <= 1 && signs <= 1
    }

    static func isDigits(_ cell: Span<UInt8>) -> Bool {
        for at in cell.indices where cell[at] &- 48 >= 10 { return false }
        return true
    }

    private static func isCode(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 32) &- 97 < 26 || byte == 45 || byte == 46 || byte == 47 || byte == 95
    }

    static func isBlank(_ raw: Span<UInt8>) -> Bool { trim(raw).isEmpty }

    /// Where the cell is without the blanks around it.
    static func trim(_ raw: Span<UInt8>) -> Range<Int> {
        var (from, to) = (0, raw.count)
        while to > from, raw[to - 1] <= 32 { to -= 1 }
        while from < to, raw[from] <= 32 { from += 1 }
        return from..<to
    }

    static func same(_ text: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard text.count == bytes.count else { return false }
        for at in text.indices where text[at] != bytes[at] { return false }
        return true
    }
}
