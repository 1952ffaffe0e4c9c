internal import HubCore

/// Makes the readers of one table's fields.
struct ReaderFactory {
    let table: TableColumns
    let authority: String

    func source(_ spec: FieldSpec) -> CellSource { CellSource(spec.source, in: table) }

    /// A number or name that identifies something: trimmed, padded, refused when it is a social security number or damaged.
    func text(_ spec: FieldSpec) -> CachedCell<Reading<String>> { CachedCell(source(spec).columns, readText(spec)) }

    func patient(_ spec: FieldSpec) -> CachedCell<Reading<PatientKey>> {
        let (text, authority) = (readText(spec), authority)
        return CachedCell(source(spec).columns) { record in
            let reading = text(record)
            return Reading(reading.value.map { PatientKey($0, namespace: authority) }, trouble: reading.trouble)
        }
    }

    private func readText(_ spec: FieldSpec) -> (borrowing Record) -> Reading<String> {
        let (source, pad, name, map) = (source(spec), spec.pad, spec.name, spec.map)
        return { record in
            guard var text = source.text(record) else { return Reading(nil) }
            if PersonalShape.found(in: text) == .socialSecurity { return Reading(nil, trouble: .personal(name, .socialSecurity)) }
            if Shapes.isRounded(text) { return Reading(nil, trouble: .damagedKey(name)) }
            if let pad, text.count < pad { text = String(repeating: "0", count: pad - text.count) + text }
            guard !map.isEmpty else { return Reading(text) }
            return map[Words.key(text)].map { Reading($0) } ?? Reading(nil, trouble: .unknownWord(name))
        }
    }

    /// One of an enumeration's words; a word that the map lacks may be the enumeration's own.
    func word<W: FactWord>(_ spec: FieldSpec, _: W.Type) -> CachedCell<Reading<W>> {
        let (source, spec) = (source(spec), spec)
        return CachedCell(source.columns) { record in
            // An end of 12/31/9999 is no end.
            guard let text = source.text(record), !Shapes.isNoDay(text) else { return Reading(spec.empty.flatMap { W(word: $0) }) }
            let key = Words.key(text)
            if let word = spec.map[key].flatMap({ W(word: $0) }) { return Reading(word) }
            if let word = W.allCases.first(where: { $0.word.lowercased() == key }) { return Reading(word) }
            if let word = spec.otherwise.flatMap({ W(word: $0) }) { return Reading(word) }
            return Reading(nil, trouble: .unknownWord(spec.name))
        }
    }

    func unit(_ spec: FieldSpec) -> CachedCell<KnownUnit> {
        let (source, map) = (source(spec), spec.map)
        return CachedCell(source.columns) { record in
            let text = source.text(record)
            return KnownUnit(sent: text, meant: text.map { map[Words.key($0)] ?? $0 })
        }
    }

    func conditions(_ conditions: [Condition], _ name: String) -> [Field<CachedCell<Reading<Bool>>>] {
        conditions.map { Field(reader: condition($0), column: table.index($0.column), name: name, isRequired: false) }
    }

    private func condition(_ condition: Condition) -> CachedCell<Reading<Bool>> {
        let source = CellSource(.column(condition.column), in: table)
        let name = source.columns.first.map { table.names[$0] } ?? condition.column[0]
        return CachedCell(source.columns) { record in
            let text = source.text(record)
            // Words such as "Unknown" are placeholders, yet a condition may name them.
            let raw = source.columns.first.flatMap { $0 < record.count ? Words.key(CellText.plain(record.string($0))) : nil } ?? ""
            switch condition.test {
            case .isOne(let words): return Reading(words.contains(raw))
            case .isNone(let words): return Reading(!words.contains(raw))
            case .filled(let wanted):
                if let text, Shapes.isNoDay(text) { return Reading(!wanted, trouble: .noDate(name)) }
                return Reading((text != nil) == wanted)
            case .matches(let globs): return Reading(globs.contains { Words.matches(raw, glob: $0) })
            case .yes(let wanted):
                guard let text else { return Reading(false) }
                let key = Words.key(text)
                if Words.no.contains(key) { return Reading(!wanted) }
                if Words.yes.contains(key) { return Reading(wanted) }
                switch DateReader(nil).read(text) {
                case .read, .ambiguous: return Reading(wanted)
                case .sentinel, .empty: return Reading(false)
                case .unreadable: return Reading(false, trouble: .neitherYesNorNo(name))
                }
            }
        }
    }
}

/// Shapes of cells that must not be taken for what they are not.
enum Shapes {
    /// 12/31/9999 or 00/00/0000, where a date would stand.
    static func isNoDay(_ text: String) -> Bool { text.utf8.count >= 8 && DateReader(nil).read(text) == .sentinel }

    /// `1.23E+11`: a long number after a spreadsheet has shown it.
    static func isRounded(_ text: String) -> Bool {
        guard let e = text.utf8.firstIndex(where: { $0 | 32 == 101 }), text.utf8.count >= 4 else { return false }
        let behind = text[e...].utf8.dropFirst()
        let mantissa = text[..<e]
        return (behind.first == 43 || behind.first == 45) && behind.dropFirst().allSatisfy { $0 &- 48 < 10 } && behind.count >= 2
            && !mantissa.isEmpty && mantissa.utf8.allSatisfy { $0 &- 48 < 10 || $0 == 46 }
    }
}
