package import HubCore
package import HubRules
package import HubStore

/// The letter to an EMR's vendor: what the measures need and the extract lacks, with counts as proof and nothing of any patient.
package enum VendorLetter {
    /// - Parameters:
    ///   - completeness: of one practice's data; nil: everything that the measures need is asked for.
    package static func text(
        _ measures: [Measure], _ elements: [DataElement], practice: Practice?, period: Period?, completeness: [ElementCompleteness]?
    ) -> String {
        var lines = [
            "# Data needed for quality reporting" + (practice.map { ": \(plain($0.name.isEmpty ? $0.code : $0.name))" } ?? ""), "",
        ]
        lines.append("To the support desk of the EMR's vendor:")
        lines.append("")
        let names = measures.map { "\($0.version) (\($0.title))" }.joined(separator: ", ")
        let when = period.map { " for \($0.start) to \($0.end)" } ?? ""
        lines.append("Our practice reports these quality measures\(when): \(names).")
        var asked: [(need: Measure.Requirement, measures: [String], proof: [String])] = []
        for measure in measures {
            for need in measure.requires {
                let found = completeness?.first { $0.measure == measure.id && $0.element == need.element }
                if completeness != nil, found.map({ $0.state != .fail && $0.state != .passWithFailures }) ?? true { continue }
                let proof = found.map { "\(measure.id): \($0.words)" }
                if let at = asked.firstIndex(where: { $0.need.element == need.element && $0.need.fix == need.fix }) {
                    asked[at].measures.append(measure.id)
                    asked[at].proof += [proof].compactMap { $0 }
                } else {
                    asked.append((need, [measure.id], [proof].compactMap { $0 }))
                }
            }
        }
        lines.append(
            completeness == nil
                ? "They are computed from the EMR's data export. Please tell us how the export can be set up so that it holds the following."
                : "They are computed from the EMR's data export. In the last export we found the following missing or unusable.")
        if asked.isEmpty {
            lines += ["", completeness == nil ? "Nothing is needed." : "Nothing that these measures need was found missing."]
        }
        for (number, ask) in asked.enumerated() {
            lines += [
                "", "## \(number + 1). \(ask.need.element) (for \(ask.measures.joined(separator: ", ")))", "",
                "**What we ask for:** \(ask.need.fix)",
            ]
            let rows = details(ask.need, ask.measures, measures, elements)
            if !rows.isEmpty { lines += [""] + rows }
            if !ask.proof.isEmpty { lines += ["", "**What we found:**", ""] + ask.proof.map { "- \($0)" } }
        }
        lines += [
            "",
            "Please answer, for each number: is it in the database, which report or export setting brings it out, and if none does, when one will?",
        ]
        lines += [
            "This letter holds counts only and no data of any patient. Codes of the value sets named by OID can be had from the VSAC (vsac.nlm.nih.gov)."
        ]
        return lines.joined(separator: "\n")
    }

    /// Codes, date, status and value of the leaves behind an element, once each.
    private static func details(
        _ need: Measure.Requirement, _ ids: [String], _ measures: [Measure], _ elements: [DataElement]
    ) -> [String] {
        var rows: [String] = []
        for measure in measures where ids.contains(measure.id) {
            guard let mine = measure.requires.first(where: { $0.element == need.element }), case .events(let events) = mine.need else {
                continue
            }
            for filter in events.filters {
                let name = measure.names.events[.filter(filter)].map(EvidenceText.readable)
                guard let element = elements.first(where: { $0.measure == measure.id && $0.element == name }) else { continue }
                var words = "- \(element.kind)"
                if !element.systems.isEmpty { words += " coded in \(element.systems.joined(separator: ", "))" }
                let sets = element.valueSets.map { "\($0.title) (\($0.oid))" } + element.codes.map { $0.replacing("|", with: " ") }
                if !sets.isEmpty { words += ": " + sets.joined(separator: ", ") }
                words += "; date: \(element.date); status: \(element.statuses)"
                if !element.value.isEmpty { words += "; value: \(element.value)" }
                words += "; how old: \(element.lookBack)"
                if !rows.contains(words) { rows.append(words) }
            }
        }
        return rows
    }

    /// A practice's name must not be read as Markdown.
    private static func plain(_ text: String) -> String {
        String(text.map { "\n\r#*_`<>[]|".contains($0) ? " " : $0 })
    }
}
