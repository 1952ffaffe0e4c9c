internal import HubCore

extension MappingCompiler {
    mutating func table(_ node: Node) -> TableSpec {
        var reader = NodeReader(node, what: "a table")
        var table = TableSpec(name: reader.requiredText("table") ?? "")
        table.files = reader.texts("files") ?? []
        table.has = reader.optional("has").map { Self.columns($0) } ?? []
        table.carryDown = reader.optional("carry-down").map { Self.columns($0) } ?? []
        table.records = reader.texts("record") ?? (isFlat ? [table.name] : [])
        if table.files.isEmpty, table.has.isEmpty, table.records.isEmpty, node.entries != nil {
            reader.fail("a table is recognised by `files` or by the columns in `has`; this one has neither", at: node.origin)
        }
        table.notNeeded = reader.text("not-needed")
        if let node = reader.optional("one-of") {
            table.oneOf = (node.list ?? []).map { ($0.list ?? []).compactMap { $0.text } }
            if table.oneOf.isEmpty || table.oneOf.contains(where: { $0.count < 2 }) {
                reader.fail("`one-of` must be a list of lists of columns", at: node.origin)
            }
        }
        let patient = reader.optional("patient")
        let facts = reader.optional("facts")
        let results = reader.optional("results")
        let keepOut = reader.optional("keep-out")
        let refuse = reader.optional("refuse")
        let person = reader.optional("person")
        let isReport = results != nil && facts == nil && person == nil
        if table.notNeeded == nil, patient == nil, !isReport, node.entries != nil {
            reader.fail(
                "a table needs `patient`, the column with the patient's number, `results` for counts of a report, or `not-needed`, the reason why no row is read",
                at: node.origin)
        }
        if table.notNeeded == nil, person == nil, facts?.list == nil, results?.list == nil, node.entries != nil {
            reader.fail("a table needs `person`, or `facts` or `results` as a list", at: facts?.origin ?? results?.origin ?? node.origin)
        }
        if results != nil, !isReport || patient != nil {
            reader.fail("a table has `results`, which are counts of nobody in particular, or patients, not both", at: node.origin)
        }
        reader.finish()
        findings += reader.findings
        if let patient {
            table.patientKey = field(patient, "patient", .key)
            table.patientKey?.isRequired = true
        }
        table.person = person.map { self.person($0) }
        table.facts = (facts?.list ?? []).compactMap { fact($0) }
        table.results = (results?.list ?? []).compactMap { result($0) }
        for rule in keepOut?.list ?? [] { table.keepOut.append(self.keepOut(rule)) }
        for rule in refuse?.list ?? [] { table.refuse.append(self.keepOut(rule)) }
        if let refuse, refuse.list == nil { fail("`refuse` must be a list, but this is \(refuse.shape)", at: refuse.origin) }
        if let keepOut, keepOut.list == nil { fail("`keep-out` must be a list, but this is \(keepOut.shape)", at: keepOut.origin) }
        return table
    }

    /// One column, or a list of columns, each a name or a list of the names it goes by.
    private static func columns(_ node: Node) -> [[String]] {
        (node.list ?? [node]).map { $0.text.map { [$0] } ?? ($0.list ?? []).compactMap(\.text) }.filter { !$0.isEmpty }
    }

    private mutating func keepOut(_ node: Node) -> TableSpec.KeepOut {
        var reader = NodeReader(node, what: "a keep-out rule")
        let when = reader.required("when")
        let because = reader.requiredText("because") ?? ""
        reader.finish()
        findings += reader.findings
        return TableSpec.KeepOut(when: when.map { conditions($0) } ?? [], because: because)
    }

    private mutating func person(_ node: Node) -> PersonSpec {
        var reader = NodeReader(node, what: "`person`")
        let sexes = Patient.Sex.allCases.map { $0.word }
        var person = PersonSpec()
        func take(_ key: String, _ role: FieldRole) -> (Node, FieldRole)? { reader.optional(key).map { ($0, role) } }
        let found = [
            "birth": take("birth", .birth), "deceased": take("deceased", .day), "sex": take("sex", .word(sexes)),
            "race": take("race", .text),
            "ethnicity": take("ethnicity", .text), "language": take("language", .text), "zip": take("zip", .text),
            "provider": take("provider", .key),
        ]
        reader.finish()
        findings += reader.findings
        func compile(_ key: String) -> FieldSpec? { found[key].flatMap { $0 }.flatMap { field($0.0, key, $0.1) } }
        person.birth = compile("birth")
        person.deceased = compile("deceased")
        person.sex = compile("sex")
        person.race = compile("race")
        person.ethnicity = compile("ethnicity")
        person.language = compile("language")
        person.zip = compile("zip")
        person.provider = compile("provider")
        return person
    }

    private mutating func fact(_ node: Node) -> FactSpec? {
        var reader = NodeReader(node, what: "a fact")
        let kind = reader.word("kind", of: Fact.Kind.allCases.map { ($0.word, $0) })
        if kind == nil, reader.findings.isEmpty, node.entries != nil {
            reader.fail("a fact needs `kind`", at: node.origin, id: "config.missing-key")
        }
        let each = reader.optional("for-each")
        var nodes: [String: Node] = [:]
        for key in Self.factKeys { nodes[key] = reader.optional(key) }
        reader.finish()
        findings += reader.findings
        guard let kind else { return nil }
        var fact = FactSpec(kind)
        if let each { fact.forEach = forEach(each) }
        func compile(_ key: String, _ role: FieldRole) -> FieldSpec? { nodes[key].flatMap { field($0, "\(kind.word).\(key)", role) } }
        fact.when = nodes["when"].map { conditions($0) } ?? []
        fact.code = compile("code", .code)
        if let more = nodes["more-codes"] {
            fact.moreCodes = (more.list ?? [more]).compactMap { field($0, "\(kind.word).more-codes", .code) }
        }
        fact.start = compile("start", .day)
        fact.end = compile("end", .day)
        fact.authored = compile("authored", .day)
        fact.status = compile("status", .word(Fact.Status.allCases.map { $0.word }))
        fact.verification = compile("verification", .word(Fact.Verification.allCases.map { $0.word }))
        fact.category = compile("category", .word(Fact.Category.allCases.map { $0.word }))
        fact.intent = compile("intent", .word(Fact.Intent.allCases.map { $0.word }))
        fact.value = compile("value", .value)
        fact.reason = compile("reason", .code)
        fact.qualifier = compile("qualifier", .code)
        fact.key = compile("key", .key)
        fact.encounter = compile("encounter", .key)
        fact.panelIsRow = nodes["panel"]?.text == "row"
        if !fact.panelIsRow { fact.panel = compile("panel", .key) }
        fact.supply = compile("supply-days", .text)
        fact.provider = compile("provider", .key)
        fact.site = compile("site", .key)
        fact.notDone = nodes["not-done"].map { notDone($0) }
        return fact
    }

    /// `for-each: { columns: ["BP {month}"] }`.
    private mutating func forEach(_ node: Node) -> [String] {
        var reader = NodeReader(node, what: "`for-each`")
        let patterns = reader.texts("columns") ?? []
        if patterns.isEmpty || !patterns.allSatisfy({ $0.contains("{month}") }), node.entries != nil {
            reader.fail("`columns` must list names with `{month}` in them", at: node.origin)
        }
        reader.finish()
        findings += reader.findings
        return patterns
    }

    private static let factKeys = [
        "when", "code", "more-codes", "start", "end", "authored", "status", "verification", "category", "intent", "value", "reason",
        "qualifier", "key", "encounter", "panel", "supply-days", "provider", "site", "not-done",
    ]

    private mutating func notDone(_ node: Node) -> FactSpec.NotDone {
        var reader = NodeReader(node, what: "`not-done`")
        let when = reader.required("when")
        let reason = reader.optional("reason")
        reader.finish()
        findings += reader.findings
        return FactSpec.NotDone(when: when.map { conditions($0) } ?? [], reason: reason.flatMap { coding($0) })
    }

    /// One test, or a list of tests that must all hold.
    mutating func conditions(_ node: Node) -> [Condition] { (node.list ?? [node]).compactMap { condition($0) } }

    private mutating func condition(_ node: Node) -> Condition? {
        var reader = NodeReader(node, what: "a condition")
        let columns = reader.texts("column") ?? []
        if columns.isEmpty, node.entries != nil { reader.fail("a condition needs `column`", at: node.origin, id: "config.missing-key") }
        var tests: [Condition.Test] = []
        if let words = reader.texts("is") { tests.append(.isOne(Set(words.map(Words.key)))) }
        if let words = reader.texts("is-not") { tests.append(.isNone(Set(words.map(Words.key)))) }
        if let globs = reader.texts("matches") { tests.append(.matches(globs)) }
        if let filled = reader.flag("filled") { tests.append(.filled(filled)) }
        if let yes = reader.flag("yes") { tests.append(.yes(yes)) }
        let optional = reader.flag("optional") ?? false
        if tests.count != 1, reader.findings.isEmpty {
            reader.fail("a condition has one of `is`, `is-not`, `matches`, `filled`, `yes`; this has \(tests.count)", at: node.origin)
        }
        reader.finish()
        findings += reader.findings
        guard let test = tests.first else { return nil }
        return Condition(column: columns, test: test, isOptional: optional)
    }
}
