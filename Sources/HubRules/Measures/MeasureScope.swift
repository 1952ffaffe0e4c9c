import HubCore

/// What a name stands for.
enum Meaning {
    case criterion(Criterion)
    case events(Events)
    case number(Number)
    case day(DayValue)
    /// Already told about; whatever uses it is not told about again.
    case broken

    var words: String {
        switch self {
        case .criterion: "a criterion"
        case .events: "a set of events"
        case .number: "a number"
        case .day: "a day"
        case .broken: "nothing"
        }
    }
}

/// The names that one file can use, and everything that is wrong with it. Definitions are read when they are first asked for.
struct MeasureScope {
    var valueSets: [String: String] = [:]
    var codings: [String: Coding] = [:]
    var definitions: [String: Node] = [:]
    var meanings: [String: Meaning] = [:]
    var names = Measure.Names()
    /// What definitions, value sets and codes are called for people.
    var labels: [String: String] = [:]
    var findings: [Finding] = []
    /// Names of this file that nothing has used yet, with their places.
    var unused: [String: Origin] = [:]
    /// Names that something has used, those of shared files too.
    var used: Set<String> = []
    /// Definitions that are being read, to notice circles.
    private var open: Set<String> = []

    mutating func fail(_ message: String, at origin: Origin, id: String = "config.invalid", fix: String? = nil) {
        findings.append(Finding(.error, id, message, at: origin, fix: fix, owner: .hub))
    }

    mutating func finish(_ reader: NodeReader) {
        var reader = reader
        reader.finish()
        findings += reader.findings
    }

    /// What a definition means; told as unknown when there is none of that name.
    mutating func meaning(of name: String, at origin: Origin) -> Meaning {
        unused[name] = nil
        used.insert(name)
        if let known = meanings[name] { return known }
        guard let node = definitions[name] else {
            let names = (Array(definitions.keys) + Array(meanings.keys)).sorted()
            fail(
                "`\(name)` is not defined" + Suggestion.words(for: name, among: names), at: origin, id: "measure.unknown-name",
                fix: "Define it under `define:` or name a library under `uses:`.")
            return .broken
        }
        guard open.insert(name).inserted else {
            fail("`\(name)` is defined by itself", at: node.origin, id: "measure.circle")
            return .broken
        }
        defer { open.remove(name) }
        let meaning = definition(node, name: name)
        switch meaning {
        case .criterion(let criterion): names.criteria[criterion] = name
        case .events(let events): names.events[events] = name
        case .number(let number): names.numbers[number] = name
        case .day, .broken: break
        }
        meanings[name] = meaning
        return meaning
    }

    /// Value sets and codes by their aliases; `LOINC|8480-6` and plain OIDs are taken too.
    mutating func codeList(_ reader: inout NodeReader, _ key: String) -> CodeList? {
        guard let words = reader.texts(key), let origin = reader.node[key]?.origin else { return nil }
        var list = CodeList()
        for word in words {
            unused[word] = nil
            used.insert(word)
            if let oid = valueSets[word] {
                list.valueSets.append(oid)
            } else if let coding = codings[word] ?? MeasureScope.coding(word) {
                list.codings.append(coding)
            } else {
                let names = (Array(valueSets.keys) + Array(codings.keys)).sorted()
                fail(
                    "`\(word)` is neither a value set nor a code of this measure" + Suggestion.words(for: word, among: names),
                    at: origin, id: "measure.unknown-name", fix: "Name it under `valuesets:` or `codes:`.")
            }
        }
        return list
    }

    /// Reads `LOINC|8480-6`.
    static func coding(_ text: String) -> Coding? {
        let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
        guard parts.count == 2, let system = CodeSystem.named(parts[0]), !parts[1].isEmpty else { return nil }
        return Coding(system, parts[1]).normalized
    }
}
