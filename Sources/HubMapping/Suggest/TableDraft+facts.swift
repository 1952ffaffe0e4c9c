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

    private mutating func start(_ roles: Role...) -> String {
        for role in roles {
            if let column = columns.first(where: { $0.role == role && $0.profile.filled > 0 }) { return field(column, "required: true") }
        }
        return ""
    }

    private mutating func link() -> String { first(.encounter).map { field($0) } ?? "" }
    private mutating func by() -> String { first(.provider).map { field($0, "optional: true") } ?? "" }
    private mutating func plain(_ role: Role) -> String { first(role).map { field($0) } ?? "" }

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

    private mutating func problems() {
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
    private mutating func allergiesAmongProblems() {
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

    private mutating func medications() {
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

    private mutating func immunizations() {
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

    private mutating func procedures() {
        guard let (code, note) = codeField(.procedures, of: [.cpt, .snomed, .code], name: .procedureName, list: "procedures") else {
            return
        }
        let (start, end) = (start(.date, .start, .visit), plain(.end))
        add(
            .procedure,
            [("code", code.noted(note)), ("start", start), ("end", end), ("status", "{ constant: completed }"), ("encounter", link())])
    }

    private mutating func allergies() {
        guard let (code, note) = codeField(.allergies, of: [.rxnorm, .snomed, .code], name: .allergyName, list: "allergens") else { return }
        let end = first(.end, .resolved)
        let (start, status) = (start(.onset, .start, .date), status(.allergy, end: end, ended: "resolved", usual: "active"))
        add(
            .allergy,
            [("code", code.noted(note)), ("start", start), ("end", end.map { field($0) } ?? ""), ("status", status), ("encounter", link())])
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
