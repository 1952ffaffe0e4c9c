internal import HubCore

/// A code that was seen in a column, with all that the mapping says of it.
final class KnownCode {
    let code: Coding?
    /// What the mapping's table says it means.
    let more: [Coding]
    let trouble: Trouble?
    /// The LOINC code among them, by which units are converted.
    let analyteCode: Coding?

    init(_ code: Coding?, more: [Coding] = [], trouble: Trouble? = nil) {
        self.code = code
        self.more = more
        self.trouble = trouble
        analyteCode = code?.system == .loinc ? code : more.first { $0.system == .loinc }
    }
}

/// A unit that was seen in a column.
final class KnownUnit {
    let sent: String?
    /// After the mapping's map.
    let meant: String?

    init(sent: String?, meant: String?) {
        self.sent = sent
        self.meant = meant
    }
}

extension ReaderFactory {
    func code(_ spec: FieldSpec) -> CachedCell<KnownCode> {
        let source = CellSource(spec.source, in: table)
        let display = table.index(spec.display)
        let system = systemReader(spec)
        return CachedCell(source.columns + system.columns, slotCount: 2048) { record in
            guard let text = source.text(record) else { return KnownCode(nil) }
            if !source.isConstant, let what = PersonalShape.found(in: text) { return KnownCode(nil, trouble: .personal(spec.name, what)) }
            if case .guess = spec.system, let named = PrefixedCodes.read(text) {
                return KnownCode(named[0], more: Array(named.dropFirst()))
            }
            var (words, trouble) = words(display, record)
            let found = system.read(record, text)
            if words == nil { words = found.words }
            let code = Coding(found.system.value ?? .local, found.code ?? text, display: words).normalized
            trouble = found.system.trouble ?? trouble ?? (found.code == nil ? nil : .codeInWords(spec.name))
            if code.system == .ndc, code.code.utf8.count == 10 { trouble = .ambiguousNDC(spec.name) }
            guard let codes = spec.codes else { return KnownCode(code, trouble: trouble) }
            let more = codes[Words.key(text)]
            // A code that is guessed to be a standard one need not be in the table; one that is in the table need not look like a standard one.
            if case .guess = spec.system {
                let isUnknown = more == nil && found.system.trouble != nil
                let other = more != nil && found.system.trouble != nil ? nil : trouble
                return KnownCode(code, more: more ?? [], trouble: isUnknown ? .unmappedCode(spec.name) : other)
            }
            return KnownCode(code, more: more ?? [], trouble: trouble ?? (more == nil ? .unmappedCode(spec.name) : nil))
        }
    }

    /// The source's own words for a code, unless they hold what names a person.
    private func words(_ display: Int?, _ record: borrowing Record) -> (words: String?, trouble: Trouble?) {
        guard let display, display < record.count else { return (nil, nil) }
        let words = CellText.plain(record.string(display))
        if let what = PersonalShape.found(in: words) { return (nil, .personal(table.names[display], what)) }
        return (words.isEmpty ? nil : words, nil)
    }

    private struct SystemReader {
        var columns: [Int] = []
        var read: (borrowing Record, String) -> Found
    }

    /// A code's system; the code itself and the words around it where it stood among words.
    private struct Found {
        var system: Reading<CodeSystem>
        var code, words: String?

        init(_ system: CodeSystem, trouble: Trouble? = nil) { self.system = Reading(system, trouble: trouble) }

        /// In one of these systems, by shape.
        init?(_ text: String, among systems: [CodeSystem]) {
            guard let found = CodeInWords.find(text, systems) else { return nil }
            self.init(found.system)
            (code, words) = (found.code, found.words)
        }
    }

    private func systemReader(_ spec: FieldSpec) -> SystemReader {
        switch spec.system {
        case .fixed(let system):
            return SystemReader { _, text in CodeShape.mayBe(text, system) ? Found(system) : Found(text, among: [system]) ?? Found(system) }
        case .guess(let systems):
            return SystemReader { _, text in
                systems.first { CodeShape.mayBe(text, $0) }.map { Found($0) } ?? Found(text, among: systems)
                    ?? Found(.local, trouble: .unknownShape(spec.name, systems))
            }
        case .column(let names, let map, let otherwise):
            let source = CellSource(.column(names), in: table)
            return SystemReader(columns: source.columns) { record, text in
                guard let name = source.text(record) else {
                    return Found(otherwise ?? .local, trouble: otherwise == nil ? .unknownSystem(spec.name) : nil)
                }
                guard let system = map[Words.key(name)] ?? CodeSystem.named(name) else {
                    return Found(CodeSystem(name), trouble: .unknownSystem(spec.name))
                }
                return CodeShape.mayBe(text, system) ? Found(system) : Found(text, among: [system]) ?? Found(system)
            }
        }
    }
}
