/// For columns that do not say which system a code is of; only asked where a mapping says `guess`.
extension CodeShape {
    /// Whether a code as it was sent may be one of the system. Narrower than ``fits(_:)`` where systems overlap: HCPCS begins with a letter, an
    /// RxNorm number with no zero. Shapes overlap still (`G0438` may be HCPCS or ICD-10-CM without its dot), so the mapping's order decides.
    package static func mayBe(_ text: String, _ system: CodeSystem) -> Bool {
        let sent = text.trimmingBlanks().uppercased()
        let coding = Coding(system, sent).normalized
        guard fits(coding) == true, let first = sent.utf8.first else { return false }
        let bytes = Array(coding.code.utf8)
        switch system {
        case .icd10cm:
            // The third place is a digit, A or B in every code that there is. A code of V with up to five characters is one of ICD-9
            // (V70.0, a check-up): ICD-10's, which are of accidents, have six or seven.
            return dotIsThird(sent) && ((48...57).contains(bytes[2]) || bytes[2] == 65 || bytes[2] == 66)
                && (first != 86 || bytes.count > 5)
        case .icd9cm: return fits(Coding(system, sent)) == true
        case .hcpcs: return (65...86).contains(first) && (48...57).contains(bytes[4])
        case .rxnorm: return first != 48 && bytes.count > 1
        case .ndc: return bytes.allSatisfy { (48...57).contains($0) } && (10...11).contains(bytes.count)
        case .icd10pcs, .cdt: return false
        default: return true
        }
    }

    /// A dot stands after three characters or not at all; it may be the last.
    private static func dotIsThird(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.firstIndex(of: 46).map { $0 == 3 && !bytes[4...].contains(46) } ?? true
    }
}
