internal import HubCore
internal import HubJSON

extension ResourceReader {
    /// The facts of one resource: one, or one for each component of an Observation.
    func facts(_ resource: JSONValue, type: String, _ begun: Fact) throws(HubError) -> [Fact] {
        var fact = begun
        try setCodes(resource, type: type, of: &fact)
        fact.status = Self.status(resource["status"].text)
        let encounter = resource[resource["encounter"].exists ? "encounter" : "context"]["reference"].text.flatMap(links.target)
        if let encounter, encounter.type == nil || encounter.type == "Encounter" {
            fact.encounterKey = SourceKey.hash("Encounter/" + encounter.id)
        }
        fact.reason = Self.oneCoding(resource["reasonCode"])
        fact.authored = try exactDay(resource.extension(ending: "-recorded")?["valueDateTime"] ?? .absent, type)
        switch type {
        case "Encounter": try encounterDetails(resource, &fact)
        case "Condition", "AllergyIntolerance": try conditionDetails(resource, type, &fact)
        case "Observation":
            qualifierAndNegation(resource, &fact)
            return try observations(resource, fact)
        case "Immunization":
            put(moment: try times(resource, "occurrence", type), on: &fact)
            fact.authored = try exactDay(resource["recorded"], type) ?? fact.authored
            fact.category = resource["primarySource"].flag == false ? .historical : .administeredHere
        case "Procedure": put(event: try times(resource, "performed", type), on: &fact)
        case "ServiceRequest", "DeviceRequest": try orderDetails(resource, type, &fact)
        case "AdverseEvent":
            // Without a day of its own it has the day on which it was found or written down.
            let name = ["date", "detected", "recordedDate"].first { resource[$0].exists } ?? "date"
            let at = try moment(resource[name], type)
            put(moment: FHIRTimes(start: at, end: at, isPoint: true), on: &fact)
            fact.authored = try exactDay(resource["recordedDate"], type)
        case "Coverage": put(lasting: try period(resource["period"], type), on: &fact)
        default: try medicationDetails(resource, type, &fact)
        }
        qualifierAndNegation(resource, &fact)
        return [fact]
    }

    private static let codeNames = [
        "Encounter": "type", "Coverage": "type", "Immunization": "vaccineCode", "AdverseEvent": "event",
        "DeviceRequest": "codeCodeableConcept",
    ]

    private func setCodes(_ resource: JSONValue, type: String, of fact: inout Fact) throws(HubError) {
        let isMedication = type.hasPrefix("Medication")
        let codes =
            isMedication ? try medicationCodes(resource, type, for: fact.patient) : Self.codings(resource[Self.codeNames[type] ?? "code"])
        set(codes: codes ?? [], of: &fact)
        let hasParts = type == "Observation" && !resource["component"].items.isEmpty
        if codes?.isEmpty == true, !hasParts {
            try note(
                "fhir.no-code",
                "\(Self.a(type)) has no code: it counts "
                    + (type == "Encounter" ? "only where a measure asks for nothing but the class of a visit" : "for no measure"), type,
                fix: "Map it to a standard code in the EMR, and export the code with its system.")
        }
    }

    func set(codes: [Coding], of fact: inout Fact) {
        fact.code = codes.first
        fact.moreCodes = Array(codes.dropFirst())
    }

    private func encounterDetails(_ resource: JSONValue, _ fact: inout Fact) throws(HubError) {
        fact.category = Self.encounterClass(resource["class"].itemsOrSelf.first?["code"].text)
        put(event: try period(resource["period"], "Encounter"), on: &fact)
        fact.qualifier = Self.oneCoding(resource["hospitalization"]["dischargeDisposition"])
        (fact.provider, fact.site) = (practitioner(resource["participant"]), place(resource["location"]))
        // What the stay was for: a measure can ask for it though the Condition lies in another file.
        let diagnoses = resource["diagnosis"].items
        let principal = diagnoses.first { $0["rank"].number == 1 } ?? diagnoses.first
        if let target = principal?["condition"]["reference"].text.flatMap(links.target), target.type == nil || target.type == "Condition" {
            fact.panelKey = SourceKey.hash("Condition/" + target.id)
        }
    }

    private func conditionDetails(_ resource: JSONValue, _ type: String, _ fact: inout Fact) throws(HubError) {
        fact.status = Self.status(Self.code(resource["clinicalStatus"]))
        fact.verification = Self.code(resource["verificationStatus"]).flatMap { Fact.Verification(word: $0) }
        if type == "Condition" { fact.category = Self.category(resource["category"], 40..<50) }
        // An onset's own period says when it began, not how long the condition lasted.
        let onset = try times(resource, "onset", type)
        (fact.start, fact.startSecond) = (onset.start?.day, onset.start?.second)
        fact.end = try times(resource, "abatement", type).end?.lastDay
        fact.authored = try exactDay(resource["recordedDate"], type)
    }

    private func orderDetails(_ resource: JSONValue, _ type: String, _ fact: inout Fact) throws(HubError) {
        put(event: try times(resource, "occurrence", type), on: &fact)
        fact.authored = try exactDay(resource["authoredOn"], type)
        fact.intent = resource["intent"].text.flatMap { Fact.Intent(word: $0) }
        if isRefused(resource, type, fact) { fact.status = .revoked }
    }

    func isRefused(_ resource: JSONValue, _ type: String, _ fact: Fact) -> Bool {
        guard links.hasRefusals, let id = resource["id"].text else { return false }
        return links.isRefused(Reference(type: type, id: id), of: fact.patient.value)
    }

    /// Discharge dispositions are set already; here body sites, and whatever says that it was not done.
    private func qualifierAndNegation(_ resource: JSONValue, _ fact: inout Fact) {
        if fact.qualifier == nil { fact.qualifier = Self.oneCoding(resource["bodySite"]) }
        let ordered = resource["doNotPerform"].flag ?? resource.extension(ending: "doNotPerform")?["valueBoolean"].flag ?? false
        let isAbsent = resource["dataAbsentReason"]["coding"].items.contains { $0["code"].text == "not-performed" }
        let reasons = ["notDoneReason", "doNotPerformReason"].compactMap { resource.extension(ending: $0) }
        let isCancelled = fact.status == .cancelled || fact.kind == .observation
        fact.negated = ordered || isAbsent || fact.status == .notDone || (isCancelled && !reasons.isEmpty)
        guard fact.negated else { return }
        let said = reasons + [resource.extension(ending: "request-statusReason")].compactMap { $0 }
        fact.reason =
            said.lazy.compactMap { Self.oneCoding($0["valueCodeableConcept"]) }.first ?? Self.oneCoding(resource["statusReason"])
            ?? fact.reason
    }
}
