internal import HubCore

extension ResourceReader {
    /// The period is the dosing bounds, else the dispense's validity; days of supply include refills (FHIR R4, MedicationRequest.dispenseRequest).
    func medicationDetails(_ resource: JSONValue, _ type: String, _ fact: inout Fact) {
        fact.intent = resource["intent"].text.flatMap { Fact.Intent(word: $0) }
        switch type {
        case "MedicationRequest": fact.category = resource["reportedBoolean"].flag == true ? .reported : .order
        case "MedicationDispense": fact.category = .dispense
        case "MedicationAdministration": fact.category = .administered
        default: fact.category = .reported
        }
        fact.authored =
            Self.moment(resource["authoredOn"])?.day ?? Self.moment(resource["dateAsserted"])?.day
            ?? Self.moment(resource["whenPrepared"])?.day
        let dispense = resource["dispenseRequest"]
        let bounds = resource["dosageInstruction"].items.map { $0["timing"]["repeat"]["boundsPeriod"] }.first { $0.exists }
        if let bounds {
            set(days: (Self.moment(bounds["start"]), Self.moment(bounds["end"])), of: &fact)
        } else if dispense["validityPeriod"].exists {
            let validity = dispense["validityPeriod"]
            set(days: (Self.moment(validity["start"]), Self.moment(validity["end"])), of: &fact)
        } else if let handed = Self.moment(resource["whenHandedOver"]) {
            set(days: (handed, nil), of: &fact)
        }
        let supply = dispense["expectedSupplyDuration"]
        if let days = Self.days(supply) ?? Self.days(resource["daysSupply"]) {
            let fills = 1 + max(0, min(dispense["numberOfRepeatsAllowed"].number ?? 0, 100))
            fact.supplyDays = Int32((days * fills).rounded())
        }
    }

    /// A duration in days; nil for units that are no time.
    private static func days(_ duration: JSONValue) -> Double? {
        guard let value = duration["value"].number, value >= 0, value < 10_000 else { return nil }
        switch duration["code"].text ?? duration["unit"].text {
        case "d", "day", "days", nil: return value
        case "wk", "week", "weeks": return value * 7
        case "mo", "month", "months": return value * 30
        case "h", "hour", "hours": return value / 24
        default: return nil
        }
    }
}
