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
        // The third place is a digit, A or B in every code that there is.
        case .icd10cm: return (48...57).contains(bytes[2]) || bytes[2] == 65 || bytes[2] == 66
        case .hcpcs: return (65...86).contains(first)
        case .rxnorm: return first != 48 && bytes.count > 1
        case .ndc: return bytes.allSatisfy { (48...57).contains($0) } && (10...11).contains(bytes.count)
        case .icd10pcs, .cdt: return false
        default: return true
        }
    }
}
