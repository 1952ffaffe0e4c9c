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
            if Shapes.isSSN(text) { return KnownCode(nil, trouble: .ssn(spec.name)) }
            if case .guess = spec.system, let named = PrefixedCodes.read(text) {
                return KnownCode(named[0], more: Array(named.dropFirst()))
            }
            let words = display.flatMap { $0 < record.count ? record.string($0).trimmingBlanks() : nil }
            let found = system.read(record, text)
            let code = Coding(found.value ?? .local, text, display: words?.isEmpty == false ? words : nil).normalized
            guard let codes = spec.codes else { return KnownCode(code, trouble: found.trouble) }
            let more = codes[Words.key(text)]
            // A code that is guessed to be a standard one need not be in the table; one that is in the table need not look like a standard one.
            if case .guess = spec.system {
                return KnownCode(code, more: more ?? [], trouble: more == nil && found.trouble != nil ? .unmappedCode(spec.name) : nil)
            }
            return KnownCode(code, more: more ?? [], trouble: found.trouble ?? (more == nil ? .unmappedCode(spec.name) : nil))
        }
    }

    private struct SystemReader {
        var columns: [Int] = []
        var read: (borrowing Record, String) -> Reading<CodeSystem>
    }

    private func systemReader(_ spec: FieldSpec) -> SystemReader {
        switch spec.system {
        case .fixed(let system): return SystemReader { _, _ in Reading(system) }
        case .guess(let systems):
            return SystemReader { _, text in
                systems.first { CodeShape.fits(text, $0) }.map { Reading($0) } ?? Reading(.local, trouble: .unknownShape(spec.name))
            }
        case .column(let names, let map, let otherwise):
            let source = CellSource(.column(names), in: table)
            return SystemReader(columns: source.columns) { record, _ in
                guard let name = source.text(record) else {
                    return Reading(otherwise ?? .local, trouble: otherwise == nil ? .unknownSystem(spec.name) : nil)
                }
                if let system = map[Words.key(name)] ?? CodeSystem.named(name) { return Reading(system) }
                return Reading(CodeSystem(name), trouble: .unknownSystem(spec.name))
            }
        }
    }
}
