/// What codes of each system look like: shapes and check digits, no lists. Nil where a system has no shape of its own.
package enum CodeShape {
    package static func fits(_ coding: Coding) -> Bool? {
        let text = coding.code.utf8.span
        switch coding.system {
        case .loinc: return loinc(text)
        case .icd10cm: return icd10cm(text)
        case .icd10pcs: return text.count == 7 && all(text) { digit($0) || (upper($0) && $0 != 73 && $0 != 79) }
        case .icd9cm: return icd9cm(text)
        case .snomed: return snomed(text)
        case .cvx: return (1...3).contains(text.count) && all(text, digit)
        case .rxnorm: return (1...8).contains(text.count) && all(text, digit)
        case .cpt: return text.count == 5 && all(text, upTo: 4, digit) && (digit(text[4]) || category(text[4]))
        case .hcpcs:
            // Level II (J1234); Level I codes are CPT's, and claims send both under this name.
            return text.count == 5 && (upper(text[0]) || digit(text[0])) && all(text, from: 1, upTo: 4, digit)
                && (digit(text[4]) || category(text[4]))
        case .cdt: return text.count == 5 && text[0] == 68 && all(text, from: 1, digit)
        case .ndc: return (10...13).contains(text.count) && all(text) { digit($0) || $0 == 45 }
        default: return nil
        }
    }

    /// `nnnnn-c`: 1 to 7 digits and a check digit, modulus 10, double-add-double (LOINC Users' Guide, appendix C).
    package static func loinc(_ text: Span<UInt8>) -> Bool {
        let count = text.count
        guard count >= 3, count <= 9, text[count - 2] == 45, digit(text[count - 1]), all(text, upTo: count - 2, digit) else { return false }
        return luhn(text, upTo: count - 2, extra: 0) == Int(text[count - 1] - 48)
    }

    /// National Provider Identifier: ten digits from 1 or 2 on, Luhn over `80840` and the number; the prefix adds 24 (CMS).
    package static func npi(_ text: Span<UInt8>) -> Bool? {
        guard text.count == 10, all(text, digit), text[0] == 49 || text[0] == 50 else { return nil }
        return luhn(text, upTo: 9, extra: 24) == Int(text[9] - 48)
    }

    private static func luhn(_ text: Span<UInt8>, upTo end: Int, extra: Int) -> Int {
        var sum = extra
        for back in 0..<end {
            let value = Int(text[end - 1 - back] - 48)
            let doubled = back % 2 == 0 ? value * 2 : value
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return (10 - sum % 10) % 10
    }

    /// Letter, digit, letter or digit, then up to four more; with or without the dot after three.
    private static func icd10cm(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 3, upper(text[0]), digit(text[1]), digit(text[2]) || upper(text[2]) else { return false }
        let rest = text.count > 3 && text[3] == 46 ? 4 : 3
        return text.count - rest <= 4 && (rest == 3 || text.count > 4) && all(text, from: rest) { digit($0) || upper($0) }
    }

    /// Three digits (V and two, E and three), then up to two (E: one).
    private static func icd9cm(_ text: Span<UInt8>) -> Bool {
        guard let first = text.isEmpty ? nil : text[0] else { return false }
        let head = first == 69 ? 4 : 3
        guard text.count >= head, digit(first) || first == 86 || first == 69, all(text, from: 1, upTo: head, digit) else { return false }
        let rest = text.count > head && text[head] == 46 ? head + 1 : head
        return text.count - rest <= (first == 69 ? 1 : 2) && all(text, from: rest, digit)
    }

    /// 6 to 18 digits with a Verhoeff check digit, partition 0 or 1 before it (SNOMED CT RF2 specification, 5.1).
    private static func snomed(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 6, text.count <= 18, all(text, digit), text[0] != 48 else { return false }
        return Verhoeff.isValid(text)
    }

    /// CPT's F (category II), T (III), U (proprietary laboratory), M (multianalyte).
    static func category(_ byte: UInt8) -> Bool { byte == 70 || byte == 84 || byte == 85 || byte == 77 }
    private static func digit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func upper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }

    private static func all(_ text: Span<UInt8>, from: Int = 0, upTo: Int? = nil, _ good: (UInt8) -> Bool) -> Bool {
        var at = from
        while at < (upTo ?? text.count) {
            if !good(text[at]) { return false }
            at += 1
        }
        return true
    }
}
