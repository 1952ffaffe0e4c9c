internal import HubCore
internal import HubJSON

extension ResourceReader {
    /// The period is the dosing bounds, else the dispense's validity; days of supply include refills (FHIR R4, MedicationRequest.dispenseRequest).
    func medicationDetails(_ resource: JSONValue, _ type: String, _ fact: inout Fact) throws(HubError) {
        fact.intent = resource["intent"].text.flatMap { Fact.Intent(word: $0) }
        for name in ["authoredOn", "dateAsserted", "whenPrepared"] where resource[name].exists {
            fact.authored = try exactDay(resource[name], type)
            break
        }
        switch type {
        case "MedicationRequest": fact.category = resource["reportedBoolean"].flag == true ? .reported : .order
        case "MedicationDispense": fact.category = .dispense
        case "MedicationAdministration": fact.category = .administered
        default: fact.category = .reported
        }
        if isRefused(resource, type, fact) {
            // That the order was refused does not say that the patient does not take it.
            (fact.category, fact.intent) = (.list, nil)
        }
        try setPeriod(resource, type, &fact)
        fact.supplyDays = try supplyDays(resource, type)
    }

    private func setPeriod(_ resource: JSONValue, _ type: String, _ fact: inout Fact) throws(HubError) {
        let dosage = resource["dosageInstruction"].exists ? resource["dosageInstruction"] : resource["dosage"]
        let bounds = dosage.itemsOrSelf.map { $0["timing"]["repeat"]["boundsPeriod"] }.first { $0.exists }
        let validity = resource["dispenseRequest"]["validityPeriod"]
        let effective = try times(resource, "effective", type)
        if let bounds {
            put(lasting: try period(bounds, type), on: &fact)
        } else if validity.exists {
            put(lasting: try period(validity, type), on: &fact)
        } else if let handed = try moment(resource["whenHandedOver"], type) {
            put(lasting: FHIRTimes(start: handed), on: &fact)
        } else if type == "MedicationAdministration" {
            put(event: effective, on: &fact)
        } else {
            put(lasting: effective, on: &fact)
        }
    }

    private func supplyDays(_ resource: JSONValue, _ type: String) throws(HubError) -> Int32? {
        let dispense = resource["dispenseRequest"]
        let said = dispense["expectedSupplyDuration"].exists ? dispense["expectedSupplyDuration"] : resource["daysSupply"]
        guard said.exists else { return nil }
        guard let days = Self.days(said) else {
            try note("fhir.supply", "the days of supply of \(Self.a(type)) are no length of time, or an absurd one", type)
            return nil
        }
        let refills = dispense["numberOfRepeatsAllowed"].number ?? 0
        guard (0...100).contains(refills), refills == refills.rounded() else {
            try note("fhir.refills", "the number of refills of \(Self.a(type)) is absurd and was not counted", type)
            return Int32(days.rounded())
        }
        return Int32((days * (1 + refills)).rounded())
    }

    /// A duration in days; nil for units that are no time.
    private static func days(_ duration: JSONValue) -> Double? {
        guard let value = duration["value"].number, value >= 0, value < 10_000 else { return nil }
        switch duration["code"].text ?? duration["unit"].text {
        case "d", "day", "days", nil: return value
        case "wk", "week", "weeks": return value * 7
        case "mo", "month", "months": return value * 30
        case "a", "year", "years": return value * 365
        case "h", "hour", "hours": return value / 24
        default: return nil
        }
    }

    /// Nil when the codes stand somewhere else; that is told.
    func medicationCodes(_ resource: JSONValue, _ type: String, for patient: PatientKey) throws(HubError) -> [Coding]? {
        let direct = Self.codings(resource["medicationCodeableConcept"])
        guard direct.isEmpty, let reference = resource["medicationReference"]["reference"].text else { return direct }
        if reference.hasPrefix("#") {
            let contained = resource["contained"].items.first { $0["id"].text.map { "#" + $0 == reference } ?? false }
            return contained.map { Self.codings($0["code"]) } ?? []
        }
        if let known = links.target(reference).flatMap({ links.medication($0.id, for: patient.value) }) { return known }
        try note(
            "fhir.unresolved-medication",
            "\(Self.a(type)) refers to a Medication that is not in the same bundle or before it in the file: no code, it counts for no measure",
            type, fix: "Export medications with their code in the \(type) itself, or as bundles that hold the Medication too.")
        return nil
    }
}
