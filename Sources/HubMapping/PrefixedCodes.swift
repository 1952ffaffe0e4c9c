internal import HubCore

/// Codes that name their system: `ICD10:I10`, and several in a cell, `ICD10:I10;ICD10:E11.9`, as OpenEMR writes them.
enum PrefixedCodes {
    /// Nil unless every part is of that form, of a known system, and of the shape of its codes: in `I10: Essential hypertension` the code comes first,
    /// though `I10` is a name of a system too.
    static func read(_ text: String) -> [Coding]? {
        var codes: [Coding] = []
        for part in text.split(separator: ";") {
            guard let mark = part.firstIndex(where: { $0 == ":" || $0 == "|" }) else { return nil }
            let code = part[part.index(after: mark)...].trimmingBlanks()
            guard let system = CodeSystem.named(part[..<mark].trimmingBlanks()), CodeShape.mayBe(code, system) else { return nil }
            codes.append(Coding(system, code).normalized)
        }
        return codes.isEmpty ? nil : codes
    }
}
