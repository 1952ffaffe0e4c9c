/// The one form of a code in which it is stored and compared, whatever way a source writes it.
///
/// Blanks around it go. ICD: upper case, without the dot. CPT and HCPCS: upper case, without modifiers (`99213-25`, `99213 25` and
/// `9921325` are `99213`). NDC: eleven digits, 5-4-2 (HIPAA's form; 4-4-2, 5-3-2 and 5-4-1 get the zero that each leaves out).
/// Ten digits without dashes stay as they are: nobody can tell where the zero belongs. Other systems are only trimmed.
package enum CodeForm {
    static func of(_ code: String, _ system: CodeSystem) -> String {
        let text = code.trimmingBlanks()
        switch system {
        case .icd10cm, .icd9cm, .icd10pcs, .icd9pcs: return text.uppercased().filter { $0 != "." }
        case .cpt, .hcpcs: return withoutModifier(text.uppercased())
        case .ndc: return elevenDigits(text) ?? text
        default: return text
        }
    }

    /// Five characters, then a modifier of two, with or without a sign between them; several modifiers too.
    private static func withoutModifier(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > 5, bytes[..<5].allSatisfy(isCodeByte) else { return text }
        let rest = bytes[5...]
        let isSigned = rest.first == 45 || rest.first == 32 || rest.first == 58 || rest.first == 44
        let isBare = rest.count == 2 && rest.allSatisfy(isCodeByte) && bytes[1..<4].allSatisfy { (48...57).contains($0) }
        return isSigned || isBare ? String(decoding: bytes[..<5], as: UTF8.self) : text
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (65...90).contains(byte) }

    /// Nil when the parts are not those of an NDC.
    private static func elevenDigits(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        switch (parts[0].utf8.count, parts[1].utf8.count, parts[2].utf8.count) {
        case (5, 4, 2): return parts.joined()
        case (4, 4, 2): return "0" + parts.joined()
        case (5, 3, 2): return parts[0] + "0" + parts[1] + parts[2]
        case (5, 4, 1): return parts[0] + parts[1] + "0" + parts[2]
        default: return nil
        }
    }
}
