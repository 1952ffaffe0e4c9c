internal import HubCore

/// The statements that rows of each kind make.
extension TableDraft {
    mutating func makeFacts() {
        switch kind {
        case .labs: labs()
        case .problems:
            problems()
            allergiesAmongProblems()
        case .medications: medications()
        case .immunizations: immunizations()
        case .procedures: procedures()
        case .allergies: allergies()
        case .visits, .vitals, .wide, .patients, .aggregates, .billing, .reference, nil: break
        }
        if kind == .visits || kind == .vitals || kind == .wide { visit() }
        if kind != .labs { measurements() }
        diagnosesOfVisit()
        flags()
    }

    mutating func start(_ roles: Role...) -> String {
        for role in roles {
            if let column = columns.first(where: { $0.role == role && $0.profile.filled > 0 }) { return field(column, "required: true") }
        }
        return ""
    }

    mutating func link() -> String { first(.encounter).map { field($0) } ?? "" }
    mutating func by() -> String { first(.provider).map { field($0, "optional: true") } ?? "" }
    mutating func plain(_ role: Role) -> String { first(role).map { field($0) } ?? "" }

    private mutating func visit() {
        let end = first(.visitEnd) != nil || kind == .vitals ? plain(.visitEnd) : plain(.end)
        let start = kind == .visits ? start(.visit, .date, .start) : start(.visit)
        guard !start.isEmpty, kind == .visits || first(.visitType, .encounter, .visitClass) != nil else { return }
        var (code, note) = ("", "")
        if let type = first(.visitType) {
            code = field(type, "system: LOCAL", codeTable("visits", of: type, meanings: "visits"))
        } else if kind == .visits, let found = codeField(.visits, of: [.cpt, .snomed, .code], name: .visitType, list: "visits") {
            (code, note) = found
        }
        var classes = ""
        if let column = first(.visitClass) {
            let aliases = codeAliases
            let (map, _) = map(column, as: "classes") { aliases.meaning(of: $0, in: "classes")?.coding.code }
            if !map.isEmpty { classes = field(column, map) }
        }
        let when = first(.visit).map { "{ column: \(YAMLText.scalar($0.name)), filled: true }" }
        let key = first(.encounter) ?? (first(.patient) != nil ? first(.id) : nil)
        let by = by()
        add(
            .encounter,
            [
                ("when", kind == .wide ? when ?? "" : ""), ("key", key.map { field($0) } ?? ""), ("code", code.noted(note)),
                ("start", start),
                ("end", end), ("status", "{ constant: finished }"), ("category", classes), ("provider", by),
            ])
    }

    private mutating func labs() {
        let start = start(.collected, .date, .visit, .resulted, .start)
        let unit = first(.unit).map { "unit: \(field($0))" } ?? ""
        guard let value = first(.value) else { return }
        let answers = value.profile.share(value.profile.numbers.count + value.profile.pairs) >= 0.95 ? "as: quantity" : ""
        let (text, link, by) = (field(value, answers, unit), link(), by())
        needed.append(value.name)
        var more = [("start", start), ("status", "{ constant: final }"), ("category", "{ constant: laboratory }"), ("value", text)]
        if let column = first(.category), column.profile.words.keys.allSatisfy({ Fact.Category(word: $0) != nil }) {
            more[2].1 = field(column)
        }
        more += [("encounter", link), ("provider", by)]
        let name = component
        guard let loinc = first(.loinc), let name, loinc.profile.filled < loinc.profile.rows else {
            guard let (code, note) = codeField(.labs, of: [.loinc, .code], name: .labName, list: "labs") else { return }
            return add(.observation, [("code", code.noted(note))] + more)
        }
        // Some rows have the code and some only a name.
        let column = YAMLText.scalar(loinc.name)
        add(
            .observation,
            [
                ("when", "{ column: \(column), filled: true }"),
                ("code", field(loinc, "system: LOINC", "display: \(YAMLText.scalar(name.name))", "required: true")),
            ] + more)
        let table = codeTable("labs", of: name, meanings: "labs")
        add(
            .observation,
            [("when", "{ column: \(column), filled: false }"), ("code", field(name, "system: LOCAL", table, "required: true"))] + more)
    }

    /// Of "panel" and "component" the one that says more: the name with more different words, and of equals the later.
    private var component: KnownColumn? {
        all(.labName).max { ($0.profile.words.count, $0.profile.index) < ($1.profile.words.count, $1.profile.index) }
    }

    /// Columns of codes beside a visit.
    private mutating func diagnosesOfVisit() {
        guard kind == .visits || kind == .vitals || kind == .wide else { return }
        for column in all(.dx) + (kind == .visits ? all(.icd) : []) {
            guard let visit = first(.visit, .date, .start) else { continue }
            let code = field(
                column,
                "system: \(column.profile.fits[.icd10cm] == column.profile.filled ? "ICD10CM" : "{ guess: [ICD10CM, ICD9CM, SNOMEDCT] }")")
            add(
                .condition,
                [
                    ("when", "{ column: \(YAMLText.scalar(column.name)), filled: true }"), ("code", code),
                    ("start", field(visit, "required: true")),
                    ("status", "{ constant: active }"), ("verification", "{ constant: confirmed }"),
                    ("category", "{ constant: encounter-diagnosis }"), ("encounter", link()),
                ])
        }
    }
}

extension String {
    func noted(_ note: String) -> String { note.isEmpty ? self : self + "  " + note }
}
