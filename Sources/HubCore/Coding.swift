/// One code of one vocabulary, as the source wrote it but normalised: see ``normalized``. The display never takes part in equality.
public struct Coding: Hashable, Sendable, CustomStringConvertible {
    public var system: CodeSystem
    public var code: String
    /// The source's own words for it, if any.
    public var display: String?

    public init(_ system: CodeSystem, _ code: String, display: String? = nil) {
        self.system = system
        self.code = code
        self.display = display
    }

    public static func == (a: Coding, b: Coding) -> Bool { a.code == b.code && a.system == b.system }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(system.name)
    }

    /// The form under which codes are stored and compared: upper case, no surrounding blanks; ICD codes without the dot; CPT and HCPCS without
    /// modifiers (`99213-25`, `9921325` → `99213`); CVX in two digits or three (`3` → `03`); a dashed NDC in its eleven digits
    /// (`0006-4681-00` → `00006468100`). Other systems are only trimmed.
    public var normalized: Coding {
        var text = code.trimmingBlanks()
        switch system {
        case .icd10cm, .icd9cm, .icd10pcs, .icd9pcs: text = text.uppercased().filter { $0 != "." }
        case .cpt, .hcpcs:
            text = text.uppercased()
            if text.utf8.count > 5 { text = Self.withoutModifiers(text) }
        case .cvx: text = Self.twoDigits(text)
        case .ndc: text = Self.elevenDigits(text)
        default: break
        }
        return Coding(system, text, display: display)
    }

    /// Modifiers are pairs of letters or digits, with or without something between; `.0` is a spreadsheet's.
    private static func withoutModifiers(_ text: String) -> String {
        let found = text.wholeMatch(of: /([0-9A-V][0-9]{3}[0-9FTUM])(?:(?:[-\x20,:\/]*[0-9A-Z]{2})*[-\x20,:\/]*|\.0+)/)
        return found.map { String($0.1) } ?? text
    }

    private static func twoDigits(_ text: String) -> String {
        guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return text }
        let bare = String(text.drop { $0 == "0" })
        return String(repeating: "0", count: max(0, 2 - bare.utf8.count)) + bare
    }

    /// FDA's 4-4-2, 5-3-2 and 5-4-1 have one form of eleven digits each; ten digits without dashes can be any of the three and stay.
    private static func elevenDigits(_ text: String) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { $0 &- 48 < 10 } }) else { return text }
        let lengths = parts.map(\.utf8.count)
        guard [[4, 4, 2], [5, 3, 2], [5, 4, 1], [5, 4, 2]].contains(lengths) else { return text }
        return zip(parts, [5, 4, 2]).map { String(repeating: "0", count: $1 - $0.utf8.count) + $0 }.joined()
    }

    public var description: String { "\(system.name)|\(code)" }
}

extension StringProtocol {
    /// Without blanks, tabs, line ends and no-break spaces at either end.
    public func trimmingBlanks() -> String {
        func blank(_ c: Unicode.Scalar) -> Bool {
            c.value <= 32 || c.value == 0xA0 || c.value == 0x202F || c.value == 0xFEFF
        }
        let view = unicodeScalars
        guard let first = view.firstIndex(where: { !blank($0) }), let last = view.lastIndex(where: { !blank($0) })
        else { return "" }
        return String(self[first...last])
    }
}
