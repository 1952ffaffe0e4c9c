internal import HubCore

/// Reads a fact's value: a number with its unit made canonical, a code, or words.
struct ValueReader {
    let column: Int
    private let spec: FieldSpec
    private let source: CellSource
    private var unit: CachedCell<KnownUnit>?
    private var codes: CachedCell<KnownCode>
    private var conversions = Conversions()
    private let noUnit = KnownUnit(sent: nil, meant: nil)

    init(_ spec: FieldSpec, _ factory: ReaderFactory) {
        self.spec = spec
        source = CellSource(spec.source, in: factory.table)
        column = source.columns.first ?? -1
        unit = spec.unit.first.map { factory.unit($0) }
        codes = factory.code(spec)
    }

    /// False when the cell says nothing: it is empty, or holds a number that stands for none.
    mutating func read(_ record: borrowing Record, _ code: KnownCode?, into fact: inout Fact, _ trouble: inout Trouble?) -> Bool {
        let isNumber = spec.shape != .code && spec.shape != .text
        if isNumber, let number = number(record) { return take(number, record, code, &fact, &trouble) }
        guard let text = source.text(record) else { return false }
        if isNumber, !source.isConstant, let number = number(in: text) ?? CellText.withoutRemark(text).flatMap({ self.number(in: $0) }) {
            return take(number, record, code, &fact, &trouble)
        }
        if let what = PersonalShape.found(in: text) {
            trouble = .personal(spec.name, what)
            return true
        }
        switch spec.shape {
        case .quantity:
            trouble = notANumber(text)
            if Words.declined.contains(Words.key(text)) { return false }
        case .text: fact.value = .text(text)
        case .code: takeCode(text, record, &fact, &trouble)
        case .any:
            if spec.codes?[Words.key(text)] != nil { takeCode(text, record, &fact, &trouble) } else { fact.value = .text(text) }
        }
        fact.sentValue = text
        return true
    }

    private func notANumber(_ text: String) -> Trouble {
        if Words.declined.contains(Words.key(text)) { return .declined(spec.name) }
        guard spec.part != nil else { return .notANumber(spec.name) }
        return text.matches(of: /\d+\s*\/\s*\d+/).count > 1 ? .twoValues(spec.name) : .notAPair(spec.name)
    }

    /// Of a cell that had something wrapped around it.
    private func number(in text: String) -> TextNumber? {
        guard let part = spec.part else { return TextNumber.read(text, decimalComma: spec.decimalComma) }
        return TextNumber.readPair(text).map { TextNumber(part == .first ? $0.first : $0.second, unit: $0.unit) }
    }

    private func number(_ record: borrowing Record) -> TextNumber? {
        if source.isConstant { return source.text(record).flatMap { TextNumber.read($0) } }
        guard column >= 0, column < record.count, source.columns.count == 1 else { return nil }
        if spec.part == nil, !spec.decimalComma, let plain = record.withField(column, { TextNumber.plain($0) }) { return TextNumber(plain) }
        guard let part = spec.part else { return record.withField(column) { TextNumber.read($0, decimalComma: spec.decimalComma) } }
        guard let pair = record.withField(column, { TextNumber.readPair($0) }) else { return nil }
        return TextNumber(part == .first ? pair.first : pair.second, unit: pair.unit)
    }

    private mutating func take(
        _ number: TextNumber, _ record: borrowing Record, _ code: KnownCode?, _ fact: inout Fact, _ trouble: inout Trouble?
    ) -> Bool {
        let known = unit?.read(record) ?? noUnit
        // A unit in the cell itself ("6.8 %") stands nearer to the number than any column of units.
        let conversion =
            number.unit.map { Units.conversion(unit: $0, code: code?.analyteCode) } ?? conversions.of(code, in: known)
        if conversion.standsForNone(number.value) {
            trouble = .placeholderNumber(spec.name)
            return false
        }
        let canonical = conversion(number.value)
        fact.value = .quantity(canonical.value, unit: canonical.unit.isEmpty ? nil : canonical.unit)
        fact.comparator = number.comparator
        fact.sentValue = source.columns.first.map { sent(record, $0) } ?? "\(number.value)"
        fact.sentUnit = number.unit ?? known.sent
        guard conversion.isKnownAnalyte else { return true }
        if canonical.imputed {
            trouble = .imputedUnit(spec.name, canonical.unit)
        } else if !conversion.isCanonical || canonical.unit.isEmpty {
            trouble = .unusableUnit(spec.name)
        }
        return true
    }

    /// As written; the blanks around it are rare, and looking for them in a string is not free.
    private func sent(_ record: borrowing Record, _ column: Int) -> String {
        let bare = record.withField(column) {
            $0.count > 0 && $0[0] > 32 && $0[0] < 0xC2 && $0[$0.count - 1] > 32 && $0[$0.count - 1] < 0x80
        }
        return bare ? record.string(column) : record.string(column).trimmingBlanks()
    }

    private mutating func takeCode(_ text: String, _ record: borrowing Record, _ fact: inout Fact, _ trouble: inout Trouble?) {
        let known = codes.read(record)
        trouble = known.trouble
        // A value has one code: the mapping's, or else the one that was sent. Words that the table lacks stay words.
        if let code = known.more.first {
            fact.value = .coded(code)
        } else if spec.codes != nil {
            fact.value = .text(text)
        } else {
            fact.value = known.code.map { .coded($0) }
        }
    }
}
