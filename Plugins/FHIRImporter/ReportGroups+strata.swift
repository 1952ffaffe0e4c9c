internal import HubCore
internal import HubJSON

extension ReportGroups {
    /// Stratifiers by race, ethnicity, sex and payer give parts; a stratifier of yes and no is one stratum; others give theirs by order.
    func strata(of group: JSONValue, like template: ReportedResult, group number: String) throws(HubError) -> [ReportedResult] {
        var rows: [ReportedResult] = []
        var order = 0
        for stratifier in group["stratifier"].items {
            let kind = Self.part(stratifier)
            for stratum in stratifier["stratum"].items {
                let value = stratum["value"]
                let code =
                    ResourceReader.code(value) ?? value["text"].text
                    ?? ResourceReader.code(stratum["component"].items.first?["value"] ?? .absent)
                if kind == nil, code?.lowercased() == "false" {
                    try reader.sink.note(
                        Finding(
                            .note, "fhir.not-in-stratum", "counts of those who are not in a stratum were left out",
                            at: reader.origin("MeasureReport")))
                    continue
                }
                var row = template
                row.group = number
                if let kind {
                    guard let code else {
                        try reader.note(
                            "fhir.part-without-code", "a part of a MeasureReport does not say which one it is; it was left out",
                            "MeasureReport")
                        continue
                    }
                    row.supplement = ReportedResult.Supplement(kind, code)
                } else {
                    order += 1
                    row.stratum = String(order)
                }
                try fill(&row, from: stratum)
                rows.append(row)
            }
        }
        if order > 0 {
            try reader.note("fhir.strata-by-order", "the strata of a MeasureReport were numbered in their order", "MeasureReport")
        }
        return rows
    }

    /// By LOINC, or by the word for it.
    private static func part(_ stratifier: JSONValue) -> ReportedResult.Supplement.Kind? {
        let concepts = stratifier["code"].itemsOrSelf
        let codes = concepts.flatMap { $0["coding"].items.compactMap { $0["code"].text } } + concepts.compactMap { $0["text"].text }
        for code in codes + [stratifier["id"].text].compactMap({ $0 }) {
            let words = code.lowercased().split { !$0.isLetter }
            if code == "72826-1" || words.contains("race") { return .race }
            if code == "69490-1" || words.contains("ethnicity") { return .ethnicity }
            if code == "76689-9" || words.contains("sex") || words.contains("gender") { return .sex }
            if code == "48768-6" || words.contains("payer") { return .payer }
        }
        return nil
    }
}
