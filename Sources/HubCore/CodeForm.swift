/// The one form of a code in which it is stored and compared, whatever way a source writes it.
///
/// Blanks around it go. ICD: upper case, without the dot. CPT and HCPCS: upper case, without modifiers (`99213-25`, `99213,25,95` and
/// `9921325` are `99213`) and without a spreadsheet's `.0`. CVX: two digits, or three from 100 on (`3` and `003` are `03`).
/// NDC: eleven digits, 5-4-2 (HIPAA's form; 4-4-2, 5-3-2 and 5-4-1 get the zero that each leaves out).
/// Ten digits without dashes stay as they are: nobody can tell where the zero belongs. Other systems are only trimmed.
package enum CodeForm {
    static func of(_ code: String, _ system: CodeSystem) -> String {
        let text = code.trimmingBlanks()
        switch system {
        case .icd10cm, .icd9cm, .icd10pcs, .icd9pcs: return text.uppercased().filter { $0 != "." }
        case .cpt, .hcpcs: return withoutModifiers(text.uppercased())
        case .cvx: return twoDigits(text)
        case .ndc: return elevenDigits(text) ?? text
        default: return text
        }
    }

    /// A code's five characters, then modifiers of two, with or without signs between them; or `.0`.
    private static func withoutModifiers(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > 5, isDigit(bytes[0]) || (65...86).contains(bytes[0]), bytes[1..<4].allSatisfy(isDigit),
            isDigit(bytes[4]) || CodeShape.category(bytes[4])
        else { return text }
        let isWhole = bytes[5] == 46 && bytes.count > 6 && bytes[6...].allSatisfy { $0 == 48 }
        return isWhole || areModifiers(bytes[5...]) ? String(decoding: bytes[..<5], as: UTF8.self) : text
    }

    /// Pairs of letters or digits; a pair is not torn apart by a sign.
    private static func areModifiers(_ bytes: ArraySlice<UInt8>) -> Bool {
        var isHalf = false
        for byte in bytes {
            if isDigit(byte) || (65...90).contains(byte) {
                isHalf.toggle()
            } else if isHalf || !isSign(byte) {
                return false
            }
        }
        return !isHalf
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// A dash, a blank, a comma, a colon, a slash.
    private static func isSign(_ byte: UInt8) -> Bool { byte == 45 || byte == 32 || byte == 44 || byte == 58 || byte == 47 }

    private static func twoDigits(_ text: String) -> String {
        guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy(isDigit) else { return text }
        let bare = String(text.drop { $0 == "0" })
        return String(repeating: "0", count: max(0, 2 - bare.utf8.count)) + bare
    }

    /// Nil when the parts are not those of an NDC.
    private static func elevenDigits(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else { return nil }
        switch (parts[0].utf8.count, parts[1].utf8.count, parts[2].utf8.count) {
        case (5, 4, 2): return parts.joined()
        case (4, 4, 2): return "0" + parts.joined()
        case (5, 3, 2): return parts[0] + "0" + parts[1] + parts[2]
        case (5, 4, 1): return parts[0] + parts[1] + "0" + parts[2]
        default: return nil
        }
    }
}
