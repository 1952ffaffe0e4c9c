internal import HubCore

extension FHIRBundle {
    mutating func observations(_ visit: MadeUpVisit) {
        for (at, pressure) in visit.pressures.enumerated() {
            let code = FHIRBundle.concept(FHIRBundle.loinc, "85354-9", "Blood pressure panel with all children optional")
            let parts: [JSONText] = [
                part("8462-4", "Diastolic Blood Pressure", "\(pressure.diastolic)"),
                part("8480-6", "Systolic Blood Pressure", "\(pressure.systolic)"),
            ]
            observation(visit, "vital-signs", code, minute: at * 5, ("component", .list(parts)))
        }
        if visit.pulse > 0 { number(visit, "vital-signs", "8867-4", "Heart rate", "\(visit.pulse)", "/min", "/min") }
        if visit.weight > 0 {
            number(visit, "vital-signs", "29463-7", "Body Weight", tenths(visit.weight), "kg", "kg")
            number(visit, "vital-signs", "8302-2", "Body Height", tenths(visit.height), "cm", "cm")
        }
        if let a1c = visit.a1c { number(visit, "laboratory", "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", tenths(a1c), "%", "%") }
        if let ldl = visit.ldl {
            number(visit, "laboratory", "18262-6", "Low Density Lipoprotein Cholesterol", "\(ldl)", "mg/dL", "mg/dL")
        }
        if let status = visit.smoking {
            let code = FHIRBundle.concept(FHIRBundle.loinc, "72166-2", "Tobacco smoking status NHIS")
            observation(
                visit, "social-history", code, ("valueCodeableConcept", FHIRBundle.concept(FHIRBundle.snomed, status.snomed, status.words)))
        }
    }

    private func quantity(_ value: String, _ unit: String, _ code: String) -> JSONText {
        ["value": .number(value), "unit": .text(unit), "system": "http://unitsofmeasure.org", "code": .text(code)]
    }

    private func part(_ code: String, _ words: String, _ value: String) -> JSONText {
        ["code": FHIRBundle.concept(FHIRBundle.loinc, code, words), "valueQuantity": quantity(value, "mmHg", "mm[Hg]")]
    }

    private mutating func number(
        _ visit: MadeUpVisit, _ category: String, _ code: String, _ words: String, _ value: String, _ unit: String, _ ucum: String
    ) {
        observation(
            visit, category, FHIRBundle.concept(FHIRBundle.loinc, code, words), ("valueQuantity", quantity(value, unit, ucum)))
    }

    private mutating func observation(
        _ visit: MadeUpVisit, _ category: String, _ code: JSONText, minute: Int = 0, _ value: (String, JSONText)
    ) {
        let at = FHIRBundle.time(visit.day, visit.minute + minute)
        var members: [(String, JSONText)] = [
            ("status", "final"), ("category", [FHIRBundle.word("observation-category", category)]), ("code", code), subject,
        ]
        members += encounter(visit.day)
        members += [("effectiveDateTime", at), ("issued", at), value]
        add("Observation", members)
    }
}
