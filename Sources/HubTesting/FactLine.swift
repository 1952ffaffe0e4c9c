public import HubCore

/// One line for one fact or patient: everything that is set, in a fixed order, nothing that is not.
public enum FactLine {
    public static func of(_ patient: Patient) -> String {
        var parts = ["patient \(key(patient.key))"]
        if let birth = patient.birth {
            parts.append("born \(birth)\(patient.birthPrecision.map { $0 == .day ? "" : " (\($0.word))" } ?? "")")
        }
        if let sex = patient.sex { parts.append(sex.word) }
        if !patient.races.isEmpty { parts.append("race \(patient.races.joined(separator: "+"))") }
        if let ethnicity = patient.ethnicity { parts.append("ethnicity \(ethnicity)") }
        if let deceased = patient.deceased { parts.append("died \(deceased)") }
        if let language = patient.language { parts.append("speaks \(language)") }
        if let zip = patient.zip3 { parts.append("zip \(zip)") }
        if let provider = patient.provider { parts.append("patient of \(Transcript.escape(provider))") }
        return parts.joined(separator: " ") + place(patient.position, patient.path)
    }

    public static func of(_ fact: Fact) -> String {
        var parts = ["\(fact.kind.word) of \(key(fact.patient)):"]
        if fact.negated { parts.append("NOT") }
        let codes = ([fact.code].compactMap { $0 } + fact.moreCodes).map { $0.description }
        parts.append(codes.isEmpty ? "no code" : codes.joined(separator: "+"))
        parts += days(fact)
        parts += [fact.status?.word, fact.verification?.word, fact.category?.word, fact.intent.map { "intent \($0.word)" }].compactMap {
            $0
        }
        parts += value(fact)
        if let reason = fact.reason { parts.append("because \(reason)") }
        if let qualifier = fact.qualifier { parts.append("qualified \(qualifier)") }
        if let supply = fact.supplyDays { parts.append("\(supply) days of supply") }
        if let provider = fact.provider { parts.append("by \(Transcript.escape(provider))") }
        if let site = fact.site { parts.append("at \(Transcript.escape(site))") }
        for (name, key) in [("own", fact.ownKey), ("encounter", fact.encounterKey), ("panel", fact.panelKey)] {
            if let key { parts.append("\(name)#\(String(UInt64(bitPattern: key), radix: 16))") }
        }
        return parts.joined(separator: " ") + place(fact.position, fact.path)
    }

    private static func days(_ fact: Fact) -> [String] {
        var parts: [String] = []
        if let start = fact.start {
            let second = fact.startSecond.map { ":\($0)s" } ?? ""
            parts.append(fact.end == fact.start ? "on \(start)\(second)" : "from \(start)\(second)")
        }
        if let end = fact.end, end != fact.start { parts.append("to \(end)") }
        if let authored = fact.authored { parts.append("written \(authored)") }
        return parts
    }

    private static func value(_ fact: Fact) -> [String] {
        var parts: [String] = []
        let sign =
            switch fact.comparator {
            case nil: "="
            case .less: "<"
            case .lessOrEqual: "<="
            case .greater: ">"
            case .greaterOrEqual: ">="
            }
        switch fact.value {
        case nil: break
        case .quantity(let number, let unit): parts.append("\(sign) \(number)\(unit.map { " \($0)" } ?? "")")
        case .coded(let code): parts.append("\(sign) \(code)")
        case .text(let text): parts.append("\(sign) \"\(Transcript.escape(text))\"")
        }
        if fact.sentValue != nil || fact.sentUnit != nil {
            parts.append("(sent \(Transcript.escape([fact.sentValue, fact.sentUnit].compactMap { $0 }.joined(separator: " "))))")
        }
        return parts
    }

    private static func key(_ key: PatientKey) -> String { key.namespace.isEmpty ? key.value : "\(key.value)^\(key.namespace)" }

    private static func place(_ position: Position, _ path: String?) -> String { " @ \(position)\(path.map { " (\($0))" } ?? "")" }
}
