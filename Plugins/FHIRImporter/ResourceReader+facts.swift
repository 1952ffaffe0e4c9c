internal import HubCore

extension ResourceReader {
    /// The facts of one resource: one, or one for each component of an Observation.
    func facts(_ resource: JSONValue, type: String, kind: Fact.Kind, patient: PatientKey, place: String) -> [Fact] {
        var fact = Fact(kind, patient: patient, at: Position(line: line, column: 1))
        fact.path = place
        set(codes: codes(resource, type: type), of: &fact)
        fact.status = Self.status(resource["status"].text)
        fact.ownKey = resource["id"].text.map { SourceKey.hash(type + "/" + $0) }
        let encounter = resource[resource["encounter"].exists ? "encounter" : "context"]["reference"].text
        fact.encounterKey = encounter.map { SourceKey.hash("Encounter/" + Self.lastPart($0)) }
        fact.reason = Self.codings(resource["reasonCode"]).first
        set(days: Self.days(resource, Self.dayNames[type] ?? "effective"), of: &fact)
        switch type {
        case "Encounter": encounterDetails(resource, &fact)
        case "Condition", "AllergyIntolerance": conditionDetails(resource, &fact)
        case "Observation": return observations(resource, fact)
        case "Immunization": fact.category = resource["primarySource"].flag == false ? .historical : .administeredHere
        case "MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration":
            medicationDetails(resource, type, &fact)
        case "ServiceRequest", "DeviceRequest":
            fact.authored = Self.moment(resource["authoredOn"])?.day
            fact.intent = resource["intent"].text.flatMap { Fact.Intent(word: $0) }
        case "AdverseEvent":
            let at = Self.moment(resource["date"])
            set(days: (at, at), of: &fact)
            fact.authored = Self.moment(resource["recordedDate"])?.day
        case "Coverage": set(days: (Self.moment(resource["period"]["start"]), Self.moment(resource["period"]["end"])), of: &fact)
        default: break
        }
        qualifierAndNegation(resource, &fact)
        return [fact]
    }

    private static let dayNames = [
        "Condition": "onset", "AllergyIntolerance": "onset", "Immunization": "occurrence", "Procedure": "performed",
        "ServiceRequest": "occurrence", "DeviceRequest": "occurrence",
    ]

    func set(codes: [Coding], of fact: inout Fact) {
        fact.code = codes.first
        fact.moreCodes = Array(codes.dropFirst())
    }

    func set(days: (start: CivilMoment?, end: CivilMoment?), of fact: inout Fact) {
        (fact.start, fact.startSecond, fact.end) = (days.start?.day, days.start?.second, days.end?.day)
    }

    private func codes(_ resource: JSONValue, type: String) -> [Coding] {
        switch type {
        case "Encounter", "Coverage": return Self.codings(resource["type"])
        case "Immunization": return Self.codings(resource["vaccineCode"])
        case "AdverseEvent": return Self.codings(resource["event"])
        case "DeviceRequest": return Self.codings(resource["codeCodeableConcept"])
        case _ where type.hasPrefix("Medication"):
            let direct = Self.codings(resource["medicationCodeableConcept"])
            guard direct.isEmpty, let reference = resource["medicationReference"]["reference"].text else { return direct }
            let contained = resource["contained"].items.first { "#" + ($0["id"].text ?? "") == reference }
            return contained.map { Self.codings($0["code"]) } ?? medications[Self.lastPart(reference)] ?? []
        default: return Self.codings(resource["code"])
        }
    }

    private func encounterDetails(_ resource: JSONValue, _ fact: inout Fact) {
        fact.category = Self.encounterClass(resource["class"]["code"].text)
        set(days: (Self.moment(resource["period"]["start"]), Self.moment(resource["period"]["end"])), of: &fact)
        fact.qualifier = Self.codings(resource["hospitalization"]["dischargeDisposition"]).first
    }

    private func conditionDetails(_ resource: JSONValue, _ fact: inout Fact) {
        fact.status = Self.status(Self.code(resource["clinicalStatus"]))
        fact.verification = Self.code(resource["verificationStatus"]).flatMap { Fact.Verification(word: $0) }
        fact.category = resource["category"].items.compactMap { Self.code($0).flatMap { Fact.Category(word: $0) } }.first
        // An onset's own period says when it began, not how long the condition lasted.
        fact.end = Self.moment(resource["abatementDateTime"])?.day ?? Self.moment(resource["abatementPeriod"]["end"])?.day
        fact.authored = Self.moment(resource["recordedDate"])?.day
    }

    /// Discharge dispositions are set above; here body sites, and whatever says that it was not done.
    private func qualifierAndNegation(_ resource: JSONValue, _ fact: inout Fact) {
        if fact.qualifier == nil { fact.qualifier = Self.codings(resource["bodySite"]).first }
        let ordered = resource["doNotPerform"].flag ?? resource.extension(ending: "doNotPerform")?["valueBoolean"].flag ?? false
        let notDone = resource["status"].text == "not-done"
        let reasons = ["notDoneReason", "doNotPerformReason"].compactMap { resource.extension(ending: $0) }
        fact.negated = ordered || notDone || (resource["status"].text == "cancelled" && !reasons.isEmpty)
        if fact.negated {
            fact.reason =
                reasons.first.flatMap { Self.codings($0["valueCodeableConcept"]).first } ?? Self.codings(resource["statusReason"]).first
                ?? fact.reason
        }
    }
}
