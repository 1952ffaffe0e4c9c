package import HubCore
package import HubXML

/// HL7's ActStatus in the words of each kind of fact.
extension EntryReader {
    private func word(_ element: XMLElement) -> String? {
        guard let status = element.child(.statusCode), !status.isNull else { return nil }
        return status.string(.code)?.lowercased()
    }

    /// What is measured or asked. Nothing said about something that took place is taken as final, and told.
    package func observationStatus(_ element: XMLElement) throws(HubError) -> Fact.Status {
        switch word(element) {
        case "completed", "normal", "final": return .final
        case "active", "held", "suspended": return .preliminary
        case "new": return .registered
        case "aborted", "cancelled", "canceled": return .cancelled
        case "nullified", "obsolete": return .enteredInError
        case nil: return try assumed(.final, element)
        default: return .unknown
        }
    }

    package func eventStatus(_ element: XMLElement, done: Fact.Status, silent: Bool = false) throws(HubError) -> Fact.Status {
        switch word(element) {
        case "completed", "normal": return done
        case "active": return .inProgress
        case "held", "suspended": return .onHold
        case "new": return .planned
        case "aborted": return .stopped
        case "cancelled", "canceled": return .cancelled
        case "nullified", "obsolete": return .enteredInError
        case nil: return silent ? done : try assumed(done, element)
        default: return .unknown
        }
    }

    package func medicationStatus(_ element: XMLElement) -> Fact.Status? {
        switch word(element) {
        case "completed", "normal": .completed
        case "active": .active
        case "held", "suspended": .onHold
        case "new": .draft
        case "aborted": .stopped
        case "cancelled", "canceled": .cancelled
        case "nullified", "obsolete": .enteredInError
        case nil: nil
        default: .unknown
        }
    }

    package func orderStatus(_ element: XMLElement) -> Fact.Status? {
        switch word(element) {
        case "completed", "normal": .completed
        case "active", "new": .active
        case "held", "suspended": .onHold
        case "aborted", "cancelled", "canceled": .revoked
        case "nullified", "obsolete": .enteredInError
        case nil: nil
        default: .unknown
        }
    }

    /// `EVN` happened; everything else is wanted, planned or asked for.
    package func intent(_ element: XMLElement) -> Fact.Intent? {
        switch element.string(.moodCode)?.uppercased() {
        case "RQO": .order
        case "PRP": .proposal
        case "INT", "PRMS", "ARQ", "APT", "SLOT": .plan
        default: nil
        }
    }

    package func isEvent(_ element: XMLElement) -> Bool {
        !element.has(.moodCode) || element.attribute(.moodCode, is: "EVN")
    }

    func isGoal(_ element: XMLElement) -> Bool {
        element.attribute(.moodCode, is: "GOL") || element.attribute(.moodCode, is: "EVN.CRT")
    }

    private func assumed(_ status: Fact.Status, _ element: XMLElement) throws(HubError) -> Fact.Status {
        guard isEvent(element) else { return .unknown }
        try note(.statusAssumed, element)
        return status
    }

    /// Who did it: NPI before any other id, that before a name; the author when nobody is said to have performed it.
    package func provider(_ element: XMLElement, or outer: XMLElement? = nil) -> String? {
        if let outer { return provider(element) ?? provider(outer) }
        for entity in element.children(.performer).compactMap({ $0.child(.assignedEntity) })
            + element.children(.author).compactMap({ $0.child(.assignedAuthor) })
        {
            if let found = provider(entity: entity) { return found }
        }
        return nil
    }

    package func provider(entity: XMLElement) -> String? {
        var other: String?
        for id in entity.children(.id) where !id.isNull {
            guard let number = id.string(.extension), !id.attribute(.root, is: "2.16.840.1.113883.4.1") else { continue }
            if id.attribute(.root, is: "2.16.840.1.113883.4.6") { return number }
            other = other ?? number
        }
        if let other { return other }
        let name = entity.child(.assignedPerson, .name)?.text(limit: 100) ?? ""
        return name.isEmpty ? nil : name
    }

    /// The reason: what an Indication, or a statement related by RSON, has for its value.
    package func reason(_ element: XMLElement) throws(HubError) -> Coding? {
        for relation in element.children(.entryRelationship) {
            guard let part = relation.child(.observation) ?? relation.child(.act) else { continue }
            let template = Template.of(part)
            if template == .refusalReason { return try coded(part.child(.code)).code }
            if template == .indication || relation.attribute(.typeCode, is: "RSON") {
                if let code = try coded(part.child(.value)).code { return code }
                let code = try coded(part.child(.code))
                if template != .indication, !code.isGeneral { return code.code }
            }
        }
        return nil
    }
}
