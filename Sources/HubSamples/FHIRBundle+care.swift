internal import HubCore

extension FHIRBundle {
    mutating func add(_ visit: MadeUpVisit, _ at: Int) {
        let kind = visit.kind.synthea
        add(
            "Encounter", id: population.visitID(person, at),
            [
                ("status", "finished"),
                ("class", ["system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": .text(kind.actClass)]),
                ("type", [FHIRBundle.concept(FHIRBundle.snomed, kind.code, kind.words)]), subject,
                ("period", ["start": FHIRBundle.time(visit.day, visit.minute), "end": FHIRBundle.time(visit.day, visit.minute + 15)]),
            ])
        observations(visit)
        if visit.counselled { procedure("225323000", "Smoking cessation education (procedure)", visit.day, visit.minute, 10) }
    }

    mutating func procedure(_ code: String, _ words: String, _ day: Day, _ minute: Int, _ minutes: Int) {
        var members: [(String, JSONText)] = [
            ("status", "completed"), ("code", FHIRBundle.concept(FHIRBundle.snomed, code, words)), subject,
        ]
        members += encounter(day)
        members.append(("performedPeriod", ["start": FHIRBundle.time(day, minute), "end": FHIRBundle.time(day, minute + minutes)]))
        add("Procedure", members)
    }

    mutating func immunization(_ day: Day) {
        let vaccine = FHIRBundle.concept("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal, injectable, preservative free")
        var members: [(String, JSONText)] = [
            ("status", "completed"), ("vaccineCode", vaccine), ("patient", ["reference": "urn:uuid:\(person.id)"]),
        ]
        members += encounter(day)
        members += [("occurrenceDateTime", FHIRBundle.time(day, 615)), ("primarySource", .yes(true))]
        add("Immunization", members)
    }

    mutating func medication(_ course: MadeUpDrug) {
        let drug = FHIRBundle.concept("http://www.nlm.nih.gov/research/umls/rxnorm", course.drug.rxnorm, course.drug.words)
        var members: [(String, JSONText)] = [
            ("status", course.end == nil ? "active" : "completed"), ("intent", "order"), ("medicationCodeableConcept", drug), subject,
        ]
        members += encounter(course.start)
        members.append(("authoredOn", FHIRBundle.time(course.start, 600)))
        if style == .usCore {
            var bounds: [(String, JSONText)] = [("start", .text(course.start.description))]
            if let end = course.end { bounds.append(("end", .text(end.description))) }
            members.append(("dosageInstruction", [["sequence": .number("1"), "timing": ["repeat": ["boundsPeriod": .object(bounds)]]]]))
        }
        add("MedicationRequest", members)
    }
}

extension MadeUpVisit.Kind {
    /// The class and the code that Synthea gives such a visit, and HL7's class for it.
    var synthea: (name: String, code: String, words: String, actClass: String) {
        switch self {
        case .office, .value: ("ambulatory", "185349003", "Encounter for check up (procedure)", "AMB")
        case .wellness: ("wellness", "162673000", "General examination of patient (procedure)", "AMB")
        case .wellChild: ("wellness", "410620009", "Well child visit (procedure)", "AMB")
        case .telephone: ("virtual", "185317003", "Telephone encounter (procedure)", "VR")
        case .emergency: ("emergency", "50849002", "Emergency room admission (procedure)", "EMER")
        }
    }
}
