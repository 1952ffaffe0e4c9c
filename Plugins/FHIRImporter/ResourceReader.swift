internal import HubCore

/// Turns one resource into facts. Each resource is one unit: accepted, rejected or skipped with a reason.
struct ResourceReader {
    let file: SourceFile
    let sink: any FactSink
    let path: String?
    let line: Int
    /// Codes of the Medication resources of the same bundle, by reference.
    let medications: [String: [Coding]]

    func read(_ resource: JSONValue) throws(HubError) {
        guard let type = resource["resourceType"].text else {
            return try sink.rejected(finding(.error, "fhir.no-type", "an entry has no resourceType and was left out", nil))
        }
        let place = path ?? type
        switch type {
        case "Patient": return try readPatient(resource, place: place)
        case "MeasureReport":
            return try skip("fhir.measure-report", "a MeasureReport: a result, not a patient's data", place)
        default: break
        }
        guard let kind = Self.kinds[type] else {
            return try skip("fhir.not-needed", "resources of a type that no measure needs (\(Self.word(type)))", place)
        }
        guard
            let subject =
                (resource["subject"].exists
                ? resource["subject"] : resource["patient"].exists ? resource["patient"] : resource["beneficiary"])["reference"].text
        else {
            return try sink.rejected(finding(.error, "fhir.no-patient", "a \(type) names no patient and was left out", place))
        }
        if resource["status"].text == "entered-in-error" || Self.code(resource["verificationStatus"]) == "entered-in-error" {
            return try skip("fhir.entered-in-error", "resources that were entered in error", place)
        }
        let facts = self.facts(resource, type: type, kind: kind, patient: PatientKey(Self.lastPart(subject)), place: place)
        if facts.allSatisfy({ $0.code == nil }) {
            try sink.note(finding(.warning, "fhir.no-code", "a \(type) has no code: it counts for no measure", place))
        }
        for fact in facts { try sink.take(fact) }
        try sink.accepted()
    }

    static let kinds: [String: Fact.Kind] = [
        "Encounter": .encounter, "Condition": .condition, "Observation": .observation, "Immunization": .immunization,
        "MedicationRequest": .medication, "MedicationStatement": .medication, "MedicationDispense": .medication,
        "MedicationAdministration": .medication, "Procedure": .procedure, "ServiceRequest": .order, "DeviceRequest": .deviceOrder,
        "AllergyIntolerance": .allergy, "AdverseEvent": .adverseEvent, "Coverage": .coverage,
    ]

    func finding(_ severity: Finding.Severity, _ id: String, _ message: String, _ place: String?) -> Finding {
        Finding(severity, id, message, at: Origin(file, Position(line: line, column: 1), path: place), owner: .exporter)
    }

    private func skip(_ id: String, _ words: String, _ place: String) throws(HubError) {
        try sink.skipped(SkipReason(id, words), at: Origin(file, Position(line: line, column: 1), path: place))
    }

    /// Only letters of a type's name are repeated to a person.
    static func word(_ type: String) -> String { String(type.prefix(40).filter { $0.isASCII && $0.isLetter }) }

    /// `Patient/12` and `http://server/Patient/12/_history/3` → `12`; `urn:uuid:x` → `x`.
    static func lastPart(_ reference: String) -> String {
        if reference.hasPrefix("urn:uuid:") { return String(reference.dropFirst(9)) }
        let parts = reference.split(separator: "/")
        if let at = parts.firstIndex(of: "_history"), at > 0 { return String(parts[at - 1]) }
        return String(parts.last ?? "")
    }

    static func medications(among resources: [JSONValue]) -> [String: [Coding]] {
        resources.reduce(into: [:]) { known, resource in
            if resource["resourceType"].text == "Medication", let id = resource["id"].text { known[id] = codings(resource["code"]) }
        }
    }
}
