internal import HubCore
internal import HubJSON

/// Codes and words as FHIR writes them.
extension ResourceReader {
    /// Every coding of a CodeableConcept (or of several), the user's choice first.
    static func codings(_ concept: JSONValue) -> [Coding] {
        var found: [Coding] = []
        for one in concept.itemsOrSelf {
            let all = one["coding"].items
            for coding in all.filter({ $0["userSelected"].flag == true }) + all.filter({ $0["userSelected"].flag != true }) {
                if let made = self.coding(coding), !found.contains(made) { found.append(made) }
            }
            if let set = one.extension(ending: "notDoneValueSet"), let url = set["valueCanonical"].text ?? set["valueUri"].text,
                let oid = url.split(separator: "|").first?.split(whereSeparator: { $0 == "/" || $0 == ":" }).last
            {
                found.append(Coding(.valueSet, String(oid)))
            }
        }
        return found
    }

    /// The one coding to take where a fact has room for one: of a vocabulary that others know, if there is one.
    static func oneCoding(_ concept: JSONValue) -> Coding? {
        let all = codings(concept)
        return all.first { $0.system != .local && CodeSystem.named($0.system.name) != nil } ?? all.first
    }

    private static func coding(_ coding: JSONValue) -> Coding? {
        guard let code = coding["code"].text else { return nil }
        let system = coding["system"].text.flatMap(system) ?? .local
        let made = Coding(system, code, display: coding["display"].text).normalized
        return made.code.isEmpty ? nil : made
    }

    /// Vocabularies are found also where the address is written with `https` for `http` or a slash too many.
    private static func system(_ address: String) -> CodeSystem? {
        guard !address.isEmpty else { return nil }
        if let known = CodeSystem.named(address) { return known }
        var other = address.hasSuffix("/") ? String(address.dropLast()) : address
        if let known = CodeSystem.named(other) { return known }
        other =
            other.hasPrefix("https://")
            ? "http://" + other.dropFirst(8) : other.hasPrefix("http://") ? "https://" + other.dropFirst(7) : other
        return CodeSystem.named(other) ?? CodeSystem(address)
    }

    /// The first code of a concept that uses FHIR's own words.
    static func code(_ concept: JSONValue) -> String? { concept.itemsOrSelf.first?["coding"].items.first?["code"].text }

    static func status(_ word: String?) -> Fact.Status? {
        switch word {
        case nil: nil
        case "triaged", "onleave": .inProgress
        case "intended", "preparation": .planned
        case "not-taken", "declined": .notDone
        case let word?: Fact.Status(word: word) ?? .unknown
        }
    }

    static func encounterClass(_ code: String?) -> Fact.Category? {
        guard let code else { return nil }
        return Fact.Category.allCases.first { $0.rawValue < 20 && $0.word == code } ?? .otherEncounter
    }

    /// The first of the concept's codes that is a category between these numbers.
    static func category(_ concept: JSONValue, _ range: Range<Int16>) -> Fact.Category? {
        for one in concept.itemsOrSelf {
            for coding in one["coding"].items {
                if let found = coding["code"].text.flatMap({ Fact.Category(word: $0) }), range.contains(found.rawValue) { return found }
            }
        }
        return nil
    }
}
