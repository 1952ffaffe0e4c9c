import HubCore
import HubRules

/// A made-up patient of a `cases.yaml`: words as a clinician writes them, turned into facts.
///
/// A fact is `<kind> <name> …`, the name being one of the measure's value sets or codes, then any of: `138 mm[Hg]`, `= <name>`,
/// `on D`, `from D`, `to D`, `authored D`, `status W`, `class W`, `verification W`, `intent W`, `category W`, `supply N`, `reason <name>`,
/// `site <name>`, `discharged <name>`, `key K`, `visit K`, `for K`, `at SECOND`, `not-done`.
struct MeasureCase {
    struct Wrong: Error, CustomStringConvertible {
        var description: String
    }
    var name: String
    var patient = HistoryPatient(id: 1)
    var facts: [HistoryFact] = []
    var period: Period
    /// group → populations.
    var expected: [String: Set<String>] = [:]
    /// group → strata that the patient is in.
    var strata: [String]?

    init(_ node: Node, measure: Measure, period: Period, codes: inout CodeTable) throws {
        name = node["it"]?.text ?? ""
        self.period =
            try node["period"]?.text.map { text in
                guard let period = Period(text) else { throw Wrong(description: "\(text) is no period") }
                return period
            } ?? period
        if let born = node["born"]?.text { patient.birth = try Self.day(born) }
        if let died = node["died"]?.text { patient.deceased = try Self.day(died) }
        patient.sex = node["sex"]?.text.flatMap { Patient.Sex(word: $0) }
        for (number, line) in (node["facts"]?.list ?? []).enumerated() {
            facts.append(try Self.fact(line.text ?? "", number: number, measure, &codes))
        }
        guard let answer = node["is"] else { throw Wrong(description: "\(name): no `is`") }
        if let entries = answer.entries {
            for entry in entries { expected[entry.key] = Set((entry.value.list ?? []).compactMap(\.text)) }
        } else {
            for group in measure.groups { expected[group.id] = Set((answer.list ?? []).compactMap(\.text)) }
        }
        strata = node["strata"]?.list?.compactMap(\.text)
    }

    static func day(_ text: String) throws -> Int32 {
        guard let day = Day(iso: text) else { throw Wrong(description: "`\(text)` is no day") }
        return day.number
    }

    /// One coding for a name: the code, or the value set itself, declared.
    static func id(_ name: String, _ measure: Measure, _ codes: inout CodeTable) throws -> Int32 {
        guard let list = measure.vocabulary[name] else { throw Wrong(description: "`\(name)` is no name of \(measure.id)") }
        if let oid = list.valueSets.first { return codes.intern(Coding(.valueSet, oid)) }
        guard let coding = list.codings.first else { throw Wrong(description: "`\(name)` is empty") }
        return codes.intern(coding.normalized)
    }

    static func fact(_ line: String, number: Int, _ measure: Measure, _ codes: inout CodeTable) throws -> HistoryFact {
        var words = line.split(separator: " ").map(String.init)
        guard words.count >= 2, let kind = Fact.Kind(word: words[0]) else { throw Wrong(description: "`\(line)` has no kind") }
        var fact = HistoryFact(kind)
        fact.number = Int32(number)
        fact.status = defaultStatus(kind)
        if kind == .medication { (fact.category, fact.intent) = (.order, .order) }
        if kind == .order || kind == .deviceOrder { fact.intent = .order }
        fact.code = words[1] == "local" ? codes.intern(Coding(.local, "x")) : try id(words[1], measure, &codes)
        words.removeFirst(2)
        while !words.isEmpty {
            let word = words.removeFirst()
            if word == "not-done" {
                fact.negated = true
                continue
            }
            guard !words.isEmpty else { throw Wrong(description: "`\(line)` ends too early") }
            let next = words.removeFirst()
            if let value = Double(word) {
                (fact.value, fact.unit) = (value, codes.intern(Coding(.ucum, next)))
                continue
            }
            switch word {
            case "=": fact.valueCode = try id(next, measure, &codes)
            case "on": (fact.start, fact.end, fact.authored) = (try day(next), try day(next), try day(next))
            case "from": fact.start = try day(next)
            case "to": fact.end = try day(next)
            case "authored": fact.authored = try day(next)
            case "status": fact.status = next == "none" ? nil : Fact.Status(word: next)
            case "class", "category": fact.category = Fact.Category(word: next)
            case "verification": fact.verification = Fact.Verification(word: next)
            case "intent": fact.intent = Fact.Intent(word: next)
            case "supply": fact.supplyDays = Int32(next) ?? -1
            case "reason": fact.reason = try id(next, measure, &codes)
            case "site", "discharged": fact.qualifier = try id(next, measure, &codes)
            case "key": fact.ownKey = SourceKey.hash(next)
            case "visit": fact.encounterKey = SourceKey.hash(next)
            case "for": fact.panelKey = SourceKey.hash(next)
            case "at": fact.startSecond = Int32(next) ?? -1
            default: throw Wrong(description: "`\(word)` in `\(line)` is not known")
            }
        }
        if kind == .condition, fact.end == fact.start { fact.end = HistoryFact.noDay }
        return fact
    }

    static func defaultStatus(_ kind: Fact.Kind) -> Fact.Status? {
        switch kind {
        case .encounter: .finished
        case .condition, .medication, .allergy: .active
        case .observation: .final
        case .procedure, .immunization, .order, .deviceOrder: .completed
        case .adverseEvent, .coverage: nil
        }
    }
}
