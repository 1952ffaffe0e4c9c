internal import HubCore
internal import HubJSON

/// Reads a fact or a patient out of a program's message. A key that is not known, or a value that is not of its kind, refuses the file: a program
/// that says something else than it means must not be half believed.
struct FactMessage {
    private let block: JSONValue
    private let messages: Messages

    init(_ block: JSONValue, _ messages: Messages) { (self.block, self.messages) = (block, messages) }

    static let factKeys = [
        "kind", "patient", "namespace", "code", "display", "more-codes", "start", "time", "end", "authored", "status", "verification",
        "category", "intent", "value", "unit", "comparator", "not-done", "reason", "qualifier", "key", "encounter", "panel", "supply-days",
        "provider", "site", "line", "column", "path",
    ]
    static let patientKeys = [
        "key", "namespace", "birth", "sex", "races", "ethnicity", "deceased", "language", "zip3", "provider", "line", "column", "path",
    ]

    func fact() throws(HubError) -> Fact {
        try checkKeys(Self.factKeys, "fact")
        guard let kind: Fact.Kind = try word("kind") else { throw messages.wrong("a fact needs its `kind`") }
        guard let key = block["patient"].text, !key.isEmpty else { throw messages.wrong("a fact needs its `patient`") }
        var fact = Fact(kind, patient: PatientKey(key, namespace: block["namespace"].text ?? ""), at: try messages.position(block))
        fact.code = try code("code")
        fact.code?.display = try text("display")
        fact.moreCodes = try codes("more-codes")
        (fact.start, fact.end, fact.authored) = (try day("start"), try day("end"), try day("authored"))
        if block["time"].exists { fact.startSecond = try second() }
        (fact.status, fact.verification, fact.category, fact.intent) = (
            try word("status"), try word("verification"), try word("category"), try word("intent")
        )
        try setValue(&fact)
        fact.negated = block["not-done"].flag ?? false
        (fact.reason, fact.qualifier) = (try code("reason"), try code("qualifier"))
        (fact.ownKey, fact.encounterKey, fact.panelKey) = (try hashed("key"), try hashed("encounter"), try hashed("panel"))
        if block["supply-days"].exists {
            guard let days = block["supply-days"].number.flatMap({ Int32(exactly: $0) }), days >= 0 else {
                throw messages.wrong("`supply-days` must be a whole number")
            }
            fact.supplyDays = days
        }
        (fact.provider, fact.site, fact.path) = (try text("provider"), try text("site"), try text("path"))
        return fact
    }

    func patient() throws(HubError) -> Patient {
        try checkKeys(Self.patientKeys, "patient")
        guard let key = block["key"].text, !key.isEmpty else { throw messages.wrong("a patient needs a `key`") }
        var patient = Patient(key: PatientKey(key, namespace: block["namespace"].text ?? ""), at: try messages.position(block))
        (patient.birth, patient.deceased, patient.sex) = (try day("birth"), try day("deceased"), try word("sex"))
        if patient.birth != nil { patient.birthPrecision = .day }
        patient.races = block["races"].items.compactMap(\.text)
        (patient.ethnicity, patient.language, patient.path) = (try text("ethnicity"), try text("language"), try text("path"))
        patient.provider = try text("provider")
        if let zip = try text("zip3") {
            guard zip.utf8.count == 3, zip.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
                throw messages.wrong("`zip3` is the first three digits and no more")
            }
            patient.zip3 = zip
        }
        return patient
    }

    /// A number is made canonical here, as for every importer.
    private func setValue(_ fact: inout Fact) throws(HubError) {
        let value = block["value"]
        if let comparator = try text("comparator") {
            let known: [String: Fact.Comparator] = ["<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual]
            guard let found = known[comparator] else { throw messages.wrong("`comparator` must be <, <=, > or >=") }
            fact.comparator = found
        }
        if let number = value.number {
            (fact.sentValue, fact.sentUnit) = (value.digits, try text("unit"))
            let canonical = Units.canonical(value: number, unit: fact.sentUnit, code: fact.code)
            fact.value = .quantity(canonical.value, unit: canonical.unit.isEmpty ? nil : canonical.unit)
        } else if value.isObject {
            fact.value = .coded(try Self.coding(value["code"].text, value["display"].text, messages))
        } else if let words = value.text {
            (fact.value, fact.sentValue) = (.text(words), words)
        } else if value.exists {
            throw messages.wrong("a `value` must be a number, a text, or an object with a `code`")
        }
    }
}

/// One key at a time.
extension FactMessage {
    private func checkKeys(_ known: [String], _ what: String) throws(HubError) {
        for name in block.names where !known.contains(name) {
            throw messages.wrong("`\(name.prefix(40))` is not a key of a \(what)" + Suggestion.words(for: name, among: known))
        }
    }

    private func text(_ key: String) throws(HubError) -> String? {
        guard block[key].exists else { return nil }
        guard let text = block[key].text else { throw messages.wrong("`\(key)` must be a text") }
        return text.isEmpty ? nil : text
    }

    private func word<W: FactWord>(_ key: String) throws(HubError) -> W? {
        guard let text = try text(key) else { return nil }
        guard let word = W(word: text) else {
            throw messages.wrong("`\(key)` must be one of " + W.allCases.map(\.word).joined(separator: ", "))
        }
        return word
    }

    private func day(_ key: String) throws(HubError) -> Day? {
        guard let text = try text(key) else { return nil }
        guard let day = Day(iso: text) else { throw messages.wrong("`\(key)` must be a day, as 2026-02-01") }
        return day
    }

    private func second() throws(HubError) -> Int32 {
        let parts = (try text("time") ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) ?? -1 }
        guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0..<60).contains(parts[2]) else {
            throw messages.wrong("`time` must be as 09:30:00")
        }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    private func hashed(_ key: String) throws(HubError) -> Int64? { try text(key).map { SourceKey.hash($0) } }
    private func code(_ key: String) throws(HubError) -> Coding? {
        try text(key).map { text throws(HubError) in try Self.coding(text, nil, messages) }
    }

    private func codes(_ key: String) throws(HubError) -> [Coding] {
        var found: [Coding] = []
        try block[key].forEachItem { item throws(HubError) in found.append(try Self.coding(item.text, nil, messages)) }
        return found
    }

    /// `LOINC|4548-4`: a name, OID or URI of the vocabulary, a bar, the code.
    static func coding(_ text: String?, _ display: String?, _ messages: Messages) throws(HubError) -> Coding {
        guard let text, let bar = text.firstIndex(of: "|") else { throw messages.wrong("a code must be written as SYSTEM|code") }
        let (system, code) = (String(text[..<bar]), String(text[text.index(after: bar)...]))
        guard !system.isEmpty, !code.isEmpty else { throw messages.wrong("a code must be written as SYSTEM|code") }
        return Coding(CodeSystem.named(system) ?? CodeSystem(system), code, display: display).normalized
    }
}
