internal import HubCore
internal import HubJSON

/// Whom and where a visit was, and whose patient somebody is.
extension ResourceReader {
    /// Who saw the patient: the one who mainly performed or attended, else the first who is no relative and no device.
    func practitioner(_ participants: JSONValue) -> String? {
        let found = participants.items.compactMap { participant -> (isMain: Bool, name: String)? in
            let actor = participant[participant["individual"].exists ? "individual" : "actor"]
            guard let name = party(actor, of: Self.practitioners) else { return nil }
            let roles = participant["type"].items.flatMap { $0["coding"].items }.compactMap { $0["code"].text }
            return (roles.contains("PPRF") || roles.contains("ATND"), name)
        }
        return (found.first { $0.isMain } ?? found.first)?.name
    }

    /// The first place that was not only planned or reserved.
    func place(_ locations: JSONValue) -> String? {
        let places = locations.items.filter { !["planned", "reserved"].contains($0["status"].text ?? "") }
        return places.lazy.compactMap { party($0["location"], of: ["Location"]) }.first
    }

    static let practitioners: Set<String> = ["Practitioner", "PractitionerRole"]

    /// The identifier that the reference has, the id of the resource, the one that it is searched by, or else its words.
    func party(_ reference: JSONValue, of types: Set<String>) -> String? {
        let text = reference["reference"].text ?? ""
        let target = links.target(text)
        let isSearch = text.contains("?")
        let type =
            reference["type"].text ?? (isSearch ? text.prefix { $0 != "?" }.split(separator: "/").last.map(String.init) : target?.type)
        if let type, !types.contains(type) { return nil }
        let searched = isSearch ? text.split(separator: "|").dropFirst().last.map(String.init) : nil
        let all = [reference["identifier"]["value"].text, text.isEmpty ? nil : target?.id, searched, reference["display"].text]
        return all.lazy.compactMap { $0 }.first { !$0.isEmpty }
    }
}
