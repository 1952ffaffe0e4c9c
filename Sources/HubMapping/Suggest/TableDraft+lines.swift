internal import HubCore

/// A table's lines, and what it says about the columns that it does not read.
extension TableDraft {
    mutating func lines() -> [String] {
        var lines = [
            "",
            "  # `\(YAMLText.comment(file.name))`: \(kind?.words ?? "nothing says what its rows are"), by the names of its columns; "
                + "\(rows) row\(rows == 1 ? "" : "s") looked at",
        ]
        if let names = personalNames { lines.append("  # Never read, because they tell who a patient is: \(names)") }
        guard let kind, ![.aggregates, .billing, .reference].contains(kind), let patient = patientLine() else { return lines + notRead() }
        makeFacts()
        let person = person()
        guard !facts.isEmpty || !person.isEmpty else { return lines + notRead() }
        lines += ["  - table: \(name)", "    files: [\(YAMLText.scalar(pattern))]"]
        let key = first(.patient, .id)?.name
        let has = Array(([key].compactMap(\.self) + needed).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.prefix(6))
        lines.append("    has: [\(has.map(YAMLText.scalar).joined(separator: ", "))]")
        lines.append(patient)
        if !person.isEmpty {
            // A block of comments alone would be no block.
            lines += person.contains { !$0.hasPrefix("      #") } ? ["    person:"] + person : person
        }
        if !facts.isEmpty { lines += ["    facts:"] + facts.flatMap(\.self) }
        if !maybe.isEmpty {
            if facts.isEmpty { lines.append("    # facts:") }
            lines += maybe
        }
        return lines + open()
    }

    private var personalNames: String? {
        let all = columns.filter { $0.personal != nil }
        return all.isEmpty ? nil : all.map { "\(YAMLText.comment($0.name)) (\($0.personal ?? ""))" }.joined(separator: ", ")
    }

    /// A file's name with its numbers and days taken out: `Labs_20260302.csv` is `Labs_*.csv`.
    private var pattern: String {
        let base = file.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file.name
        return base.replacing(/[0-9]{4,}([-_.][0-9]{2}){0,2}/, with: "*")
    }

    /// Why no row is read, as the table's own words: its rows are counted as skipped, and the person is asked.
    private func notRead() -> [String] {
        let reason =
            switch kind {
            case .aggregates: "numerators and denominators are not facts about patients"
            case .billing: "claims and money say again what visits and problems say"
            case .reference: "it says nothing about patients"
            case nil: "not described yet"
            default: first(.patient) == nil ? "no column has the patient's number" : "nothing is known to be read from it yet"
            }
        return [
            "  - table: \(name)", "    files: [\(YAMLText.scalar(pattern))]", "    not-needed: \(reason)",
            kind == .aggregates
                ? "    # To take the counts: say `results` in place of `not-needed`, as the mapping results-long does."
                : "    # If it is needed: say `patient`, and `facts` or `person`, in place of `not-needed`.",
        ] + open()
    }

    /// What is left, each with what its cells look like.
    private func open() -> [String] {
        var lines: [String] = []
        var known: [String] = []
        for column in columns where !used.contains(column.profile.index) && column.personal == nil {
            let name = YAMLText.comment(column.name)
            if let doubt = column.doubt {
                lines.append("    # `\(name)` is not read: \(doubt)")
            } else if column.role == .notNeeded || column.profile.filled == 0 && column.role == nil {
                known.append(name)
            } else if let evidence = column.profile.evidence {
                lines.append("    # `\(name)` is not read; maybe \(evidence)")
            } else {
                known.append(name)
            }
        }
        if !known.isEmpty { lines.append("    # Not read: \(known.joined(separator: ", "))") }
        return lines
    }
}

extension ColumnProfile {
    /// What the cells look like, with counts; nil when like nothing in particular.
    var evidence: String? {
        guard filled > 0 else { return nil }
        if share(days) >= 0.8 {
            let order = dates.monthFirst > 0 && dates.dayFirst == 0 ? " m/d/y" : dates.dayFirst > 0 && dates.monthFirst == 0 ? " d/m/y" : ""
            return "days: \(cells(days)) are dates\(order)"
        }
        if share(pairs) >= 0.8 { return "blood pressures: \(cells(pairs)) are two numbers such as 120/80" }
        for system in [CodeSystem.loinc, .snomed] where share(fits[system] ?? 0) >= 0.8 {
            return "\(system.name) codes: \(cells(fits[system] ?? 0)) have the shape and the check digit"
        }
        if share(fits[.icd10cm] ?? 0) >= 0.8, words.values.contains(where: { $0.text.contains(".") }) {
            return "ICD10CM codes: \(cells(fits[.icd10cm] ?? 0)) have the shape"
        }
        if share(numbers.count) >= 0.8 { return nil }
        let marks = Words.yes.union(Words.no)
        if words.count <= 3, words.keys.allSatisfy({ marks.contains($0) }) { return "yes or no: \(cells(filled)) are" }
        return nil
    }
}
