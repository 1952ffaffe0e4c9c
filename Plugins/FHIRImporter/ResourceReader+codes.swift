internal import HubCore

/// Codes and days as FHIR writes them.
extension ResourceReader {
    /// Every coding of a CodeableConcept (or of several), the user's choice first.
    static func codings(_ concept: JSONValue) -> [Coding] {
        var found: [Coding] = []
        for one in concept.itemsOrSelf {
            let all = one["coding"].items
            for coding in all.filter({ $0["userSelected"].flag == true }) + all.filter({ $0["userSelected"].flag != true }) {
                if let made = self.coding(coding), !found.contains(made) { found.append(made) }
            }
            if let set = one.extension(ending: "notDoneValueSet"), let url = set["valueCanonical"].text ?? set["valueUri"].text {
                found.append(Coding(.valueSet, lastPart(url.split(separator: "|").first.map(String.init) ?? url)))
            }
        }
        return found
    }

    static func coding(_ coding: JSONValue) -> Coding? {
        guard let code = coding["code"].text, !code.isEmpty else { return nil }
        let system = coding["system"].text.map { CodeSystem.named($0) ?? CodeSystem($0) } ?? .local
        return Coding(system, code, display: coding["display"].text).normalized
    }

    static func code(_ concept: JSONValue) -> String? { concept.itemsOrSelf.first?["coding"].items.first?["code"].text }

    static func moment(_ value: JSONValue) -> CivilMoment? { value.text.flatMap { DateReader().read($0).moment } }

    /// `name` as a dateTime, a Period, an instant or a timing, whichever the resource has.
    static func days(_ resource: JSONValue, _ name: String) -> (start: CivilMoment?, end: CivilMoment?) {
        if let at = moment(resource[name + "DateTime"]) ?? moment(resource[name + "Instant"]) { return (at, at) }
        let period = resource[name + "Period"]
        return (moment(period["start"]), moment(period["end"]))
    }

    static func status(_ word: String?) -> Fact.Status? {
        guard let word else { return nil }
        return Fact.Status(word: word) ?? .unknown
    }

    static func encounterClass(_ code: String?) -> Fact.Category? {
        guard let code else { return nil }
        return Fact.Category.allCases.first { $0.rawValue < 20 && $0.word == code } ?? .otherEncounter
    }
}
