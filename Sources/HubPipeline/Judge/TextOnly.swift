internal import HubCore
internal import HubRules

/// What a measure lacks and documents hold as text for people: completeness says so, and what to ask of the EMR's vendor.
enum TextOnly {
    /// The sections of a clinical document where facts of a kind stand, by LOINC code.
    private static let sections: [Fact.Kind: [(code: String, name: String)]] = [
        .encounter: [("46240-8", "encounters")], .condition: [("11450-4", "problems")], .medication: [("10160-0", "medications")],
        .immunization: [("11369-6", "immunizations")], .procedure: [("47519-4", "procedures")], .allergy: [("48765-2", "allergies")],
        .observation: [("8716-3", "vital signs"), ("30954-2", "results"), ("29762-2", "social history")],
    ]

    static let fix =
        "Ask the EMR's vendor for an export with coded entries in these sections (C-CDA R2.1): text alone cannot be counted. Or export the data as CSV."

    /// Adds a sentence to what is not complete, where a section that it would stand in is text only in some document.
    static func told(
        _ results: [ElementCompleteness], _ measures: [Measure], _ coverage: ImportReceipt.Coverage?
    ) -> [ElementCompleteness] {
        guard let coverage, coverage.bySection.values.contains(where: { $0.textOnly > 0 }) else { return results }
        return results.map { result in
            guard result.have < result.of || result.of == 0,
                let requirement = measures.first(where: { $0.id == result.measure })?.requires.first(where: { $0.element == result.element }
                )
            else { return result }
            // Where nobody is among the patients who are meant, what makes one of them may be what is missing.
            let kinds = result.of == 0 ? requirement.kindsOfPopulation : requirement.kinds
            let found = kinds.sorted { $0.rawValue < $1.rawValue }.flatMap { sections[$0] ?? [] }.compactMap { code, name -> String? in
                guard let section = coverage.bySection[code], section.textOnly > 0 else { return nil }
                return "\(name) in \(section.textOnly) of \(section.seen)"
            }
            guard !found.isEmpty else { return result }
            var told = result
            told.words += " Present as text only, without coded entries: " + found.joined(separator: ", ") + " sections."
            told.fix = fix
            return told
        }
    }
}
