internal import HubCore

/// What a row's code is, and of which system.
extension TableDraft {
    /// The field for `code:`, from the best column that there is: of a named system, of a system that the check digits prove, else local words.
    mutating func codeField(_ kind: TableKind, of roles: [Role], name: Role, list: String) -> (field: String, note: String)? {
        let label = first(name, .display)
        let display = label.map { "display: \(YAMLText.scalar($0.name))" } ?? ""
        if let label, roles.contains(where: { first($0) != nil }) { used.insert(label.profile.index) }
        for role in roles {
            guard let column = first(role), column.profile.filled > 0 || role == .code else { continue }
            guard role == .code else { return (field(column, system(of: role, column), display, "required: true"), "") }
            let (system, note) = system(of: column, kind)
            return (field(column, system, display, "required: true"), note)
        }
        guard let label else { return nil }
        let table = codeTable(list, of: label, meanings: list)
        return (field(label, "system: LOCAL", table, "required: true"), "")
    }

    private func system(of role: Role, _ column: KnownColumn) -> String {
        switch role {
        case .loinc: return "system: LOINC"
        case .snomed: return "system: SNOMEDCT"
        case .rxnorm: return "system: RXNORM"
        case .ndc: return "system: NDC"
        case .cvx: return "system: CVX"
        case .cpt:
            let (cpt, hcpcs) = (column.profile.fits[.cpt] ?? 0, column.profile.fits[.hcpcs] ?? 0)
            return hcpcs == 0 ? "system: CPT" : cpt == 0 ? "system: HCPCS" : "system: { guess: [CPT, HCPCS] }"
        default: return icd(column)
        }
    }

    /// ICD-10 and what else of problem lists the cells have the shape of.
    private func icd(_ column: KnownColumn) -> String {
        let p = column.profile
        if p.fits[.icd10cm] == p.filled, p.filled > 0 { return "system: ICD10CM" }
        let systems = [CodeSystem.icd10cm, .icd9cm, .snomed].filter { p.fits[$0] ?? 0 > 0 }.map(\.name)
        return systems.count == 1 ? "system: \(systems[0])" : "system: { guess: [\(systems.joined(separator: ", "))] }"
    }

    /// The system of a column that is only called "code": another column names it, or every check digit proves it, or it stays open.
    private mutating func system(of column: KnownColumn, _ kind: TableKind) -> (String, note: String) {
        if let named = first(.system), named.profile.filled > 0 {
            let unknown = named.profile.words.values.filter { CodeSystem.named($0.text) == nil }
            used.insert(named.profile.index)
            let name = YAMLText.scalar(named.name)
            guard !unknown.isEmpty else { return ("system: { column: \(name) }", "") }
            let (map, _) = map(named, as: "systems") { CodeSystem.named($0)?.name }
            return ("system: { column: \(name)\(map.isEmpty ? "" : ", \(map)") }", "")
        }
        let p = column.profile
        for system in [CodeSystem.loinc, .snomed] where p.fits[system] == p.filled && p.words.count >= 5 {
            return ("system: \(system.name)", "# \(p.cells(p.filled)) have the shape and check digit of \(system.name)")
        }
        for system in [CodeSystem.loinc, .snomed] where p.share(p.fits[system] ?? 0) >= 0.8 && p.words.count >= 5 {
            let note = "# \(p.cells(p.fits[system] ?? 0)) have the shape and check digit of \(system.name); the others stay local"
            return ("system: { guess: [\(system.name)] }", note)
        }
        if p.filled > 0, p.fits[.icd10cm] == p.filled, p.words.values.contains(where: { $0.text.contains(".") }) {
            return ("system: ICD10CM", "# \(p.cells(p.filled)) have the shape of ICD10CM")
        }
        let likely: [CodeSystem] =
            switch kind {
            case .medications: [.rxnorm, .ndc]
            case .immunizations: [.cvx]
            case .labs, .vitals: [.loinc]
            case .procedures, .visits: [.snomed, .cpt, .hcpcs]
            default: [.icd10cm, .snomed, .icd9cm]
            }
        if let best = likely.max(by: { p.fits[$0] ?? 0 < p.fits[$1] ?? 0 }), let count = p.fits[best], p.share(count) >= 0.8 {
            return ("", "# maybe with system: \(best.name); \(p.cells(count)) have its shape")
        }
        return ("", "# codes of no system that their shape tells: taken as local")
    }

    /// `status:` with the words that are FHIR's or known to mean the same.
    mutating func status(_ kind: Fact.Kind, end: KnownColumn?, ended: String, usual: String) -> String {
        let known = [
            "current": "active", "chronic": "active", "open": "active", "ongoing": "active", "closed": "resolved", "historical": "inactive",
            "discontinued": "stopped", "dc": "stopped", "d/c": "stopped", "expired": "completed", "complete": "completed",
            "done": "completed",
            "given": "completed", "administered": "completed", "final result": "final", "checked out": "finished", "signed": "finished",
            "no show": "cancelled", "no-show": "cancelled", "canceled": "cancelled", "pending": "active", "f": "final", "p": "preliminary",
            "c": "corrected", "finalized": "final", "reviewed": "final",
        ]
        if let column = first(.status) {
            let own = column.profile.words.keys.allSatisfy { Fact.Status(word: $0) != nil }
            if own, column.profile.filled > 0 { return field(column, "empty: \(usual)") }
            let (map, count) = map(column, as: "\(kind.word)-status") { word in
                Fact.Status(word: Words.key(word))?.word ?? known[Words.key(word)]
            }
            if !map.isEmpty, column.profile.share(count) >= 0.5 { return field(column, map, "empty: \(usual)") }
            if !map.isEmpty { values.removeLast() }
        }
        if let end { return field(end, "empty: active", "otherwise: \(ended)") }
        return "{ constant: \(usual) }"
    }
}
