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

    /// The form under which codes are stored and compared: see ``CodeForm``. The display is kept.
    public var normalized: Coding { Coding(system, CodeForm.of(code, system), display: display) }

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
