internal import HubCore

/// Tables of one kind of statement: problems, medications, immunizations, procedures, allergies.
extension TableDraft {
    mutating func problems() {
        guard let (code, note) = codeField(.problems, of: [.icd, .dx, .snomed, .code], name: .problemName, list: "problems") else { return }
        let end = first(.resolved, .end)
        let start = start(.onset, .start, .date, .authored, .visit)
        let status = status(.condition, end: end, ended: "resolved", usual: "active")
        var verification = "{ constant: confirmed }"
        if let column = first(.verification), column.profile.words.keys.allSatisfy({ Fact.Verification(word: $0) != nil }) {
            verification = field(column)
        }
        add(
            .condition,
            [
                ("when", when(TableKind.problemWords)), ("code", code.noted(note)), ("start", start), ("end", end.map { field($0) } ?? ""),
                ("status", status), ("verification", verification), ("category", "{ constant: problem-list-item }"), ("encounter", link()),
            ])
    }

    /// For a table whose rows say themselves what each is.
    private mutating func when(_ words: Set<String>) -> String {
        guard let column = first(.listType) else { return "" }
        let found = column.profile.words.keys.filter { words.contains($0) }.sorted()
        guard !found.isEmpty else { return "" }
        return field(column, "is: [\(found.map(YAMLText.scalar).joined(separator: ", "))]")
    }

    /// The allergies of a table of problems and allergies: by their words, for they seldom have a code.
    mutating func allergiesAmongProblems() {
        let when = when(TableKind.allergyWords)
        guard !when.isEmpty, let name = first(.problemName, .allergyName, .display) else { return }
        let start = start(.onset, .start, .date)
        add(
            .allergy,
            [
                ("when", when), ("code", field(name, "system: LOCAL", "required: true")), ("start", start),
                ("status", "{ constant: active }"),
            ])
    }

    mutating func medications() {
        guard let (code, note) = codeField(.medications, of: [.rxnorm, .ndc, .code], name: .drugName, list: "drugs") else { return }
        let more = first(.rxnorm) != nil ? first(.ndc).map { "[\(field($0, "system: NDC"))]" } ?? "" : ""
        let end = first(.end)
        let start = start(.start, .date, .authored)
        let authored = first(.authored, .start, .date).map { field($0) } ?? ""
        let status = status(.medication, end: end, ended: "completed", usual: "active")
        add(
            .medication,
            [
                ("code", code.noted(note)), ("more-codes", more), ("start", start), ("end", end.map { field($0) } ?? ""),
                ("authored", authored), ("status", status), ("category", "{ constant: order }"), ("intent", "{ constant: order }"),
                ("supply-days", plain(.supplyDays)), ("encounter", link()),
            ])
    }

    mutating func immunizations() {
        guard let (code, note) = codeField(.immunizations, of: [.cvx, .code], name: .vaccineName, list: "vaccines") else { return }
        let start = start(.date, .start, .visit)
        var origin = ""
        if let column = first(.historical) {
            let (map, _) = map(column, as: "historical") { word in
                Words.yes.contains(Words.key(word)) ? "historical" : Words.no.contains(Words.key(word)) ? "given-here" : nil
            }
            if !map.isEmpty { origin = field(column, map) }
        }
        add(
            .immunization,
            [
                ("code", code.noted(note)), ("start", start), ("status", "{ constant: completed }"), ("category", origin),
                ("encounter", link()),
            ])
    }

    mutating func procedures() {
        guard let (code, note) = codeField(.procedures, of: [.cpt, .snomed, .code], name: .procedureName, list: "procedures") else {
            return
        }
        let (start, end) = (start(.date, .start, .visit), plain(.end))
        add(
            .procedure,
            [("code", code.noted(note)), ("start", start), ("end", end), ("status", "{ constant: completed }"), ("encounter", link())])
    }

    mutating func allergies() {
        guard let (code, note) = codeField(.allergies, of: [.rxnorm, .snomed, .code], name: .allergyName, list: "allergens") else { return }
        let end = first(.end, .resolved)
        let (start, status) = (start(.onset, .start, .date), status(.allergy, end: end, ended: "resolved", usual: "active"))
        add(
            .allergy,
            [("code", code.noted(note)), ("start", start), ("end", end.map { field($0) } ?? ""), ("status", status), ("encounter", link())])
    }
}
