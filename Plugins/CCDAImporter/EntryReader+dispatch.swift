package import HubCore
package import HubXML

extension EntryReader {
    /// One clinical statement, by its template; without any templateId, by its section.
    package func read(_ element: XMLElement) throws(HubError) -> Outcome {
        // A relative's illness is a problem observation too: in that section nothing is the patient's.
        if section.isFamilyHistory { return .notNeeded }
        if element.child(.subject) != nil {
            try note(.otherSubject, element)
            return .notNeeded
        }
        if let outcome = try dialect?.read(element, by: self) { return outcome }
        if let template = Template.of(element) {
            if template.isNotNeeded { return .notNeeded }
            if element.isNull { return .empty }
            return try read(element, as: template)
        }
        if element.child(.templateId) == nil, let usual = usual(element) {
            if element.isNull { return .empty }
            let outcome = try read(element, as: usual)
            if outcome == .taken { try note(.guessedTemplate, element) }
            return outcome
        }
        // It only names another document.
        if element.child(.templateId) == nil, element.child(.reference, .externalDocument) != nil { return .notNeeded }
        // A shell of an unknown kind around statements that are known.
        var best = Outcome.notUnderstood
        for part in inner(element) where Template.of(part) != nil { best = max(best, try read(part)) }
        return best
    }

    private func read(_ element: XMLElement, as template: Template) throws(HubError) -> Outcome {
        switch template {
        case .problemConcern: return try problems(in: element, .problem)
        case .healthConcern: return try healthConcern(element)
        case .dischargeDiagnosis, .admissionDiagnosis, .preoperativeDiagnosis, .postprocedureDiagnosis,
            .encounterDiagnosis:
            return try problems(in: element, .encounterDiagnosis)
        case .problemObservation, .functionalStatusProblem, .cognitiveStatusProblem:
            return try problem(element, concern: nil, .problem)
        case .pregnancy: return try problem(element, concern: nil, .problem)
        case .allergyConcern: return try allergies(in: element)
        case .allergyObservation, .allergyIntolerance: return try allergy(element, concern: nil)
        case .medication, .plannedMedication: return try medication(element)
        case .dischargeMedication, .admissionMedication: return try all(inner(element))
        case .supplyOrder, .plannedSupply, .dispense: return try supply(element)
        case .nonMedicinalSupply: return try device(element)
        case .immunization, .plannedImmunization: return try immunization(element)
        case .procedure, .procedureObservation, .procedureAct, .procedureContext: return try procedure(element)
        case .plannedAct, .plannedEncounter, .plannedProcedure, .plannedObservation: return try order(element)
        case .intervention, .plannedIntervention, .equipmentOrganizer:
            let parts = inner(element) + components(element)
            return parts.isEmpty ? .notNeeded : max(.notNeeded, try all(parts))
        case .encounter: return try encounter(element)
        case .resultOrganizer: return try panel(element, .laboratory)
        case .vitalSignsOrganizer: return try panel(element, .vitalSigns)
        case .functionalStatusOrganizer, .mentalStatusOrganizer: return try panel(element, .survey)
        case .resultObservation: return try observation(element, .laboratory)
        case .vitalSign: return try observation(element, .vitalSigns)
        case .functionalStatus, .mentalStatus, .assessmentSupport: return try observation(element, .survey)
        case .assessmentScale: return try scale(element)
        case .smokingStatus:
            return try observation(element, .socialHistory, usual: Coding(.loinc, "72166-2", display: "Tobacco smoking status"))
        case .tobaccoUse:
            return try observation(
                element, .socialHistory, usual: Coding(.loinc, "11367-0", display: "History of tobacco use"))
        case .socialHistory, .birthSex, .sexualOrientation, .occupation, .pastOccupation:
            return try observation(element, .socialHistory)
        case .coverage: return try coverage(element)
        default: return .notNeeded
        }
    }

    package func all(_ statements: [XMLElement]) throws(HubError) -> Outcome {
        var best: Outcome?
        for statement in statements {
            let outcome = try read(statement)
            best = max(best ?? outcome, outcome)
        }
        return best ?? .incomplete
    }

    func components(_ organizer: XMLElement) -> [XMLElement] {
        var found: [XMLElement] = []
        for component in organizer.children(.component) {
            for child in component.children where Self.isStatement(child) { found.append(child) }
        }
        return found
    }

    /// What a statement of this element in this section usually is.
    private func usual(_ element: XMLElement) -> Template? {
        switch (section.key, Name(rawValue: element.name)) {
        case ("11450-4", .act): .problemConcern
        case ("11450-4", .observation), ("11348-0", .observation): .problemObservation
        case ("48765-2", .act): .allergyConcern
        case ("48765-2", .observation): .allergyObservation
        case ("10160-0", .substanceAdministration): .medication
        case ("11369-6", .substanceAdministration): .immunization
        case ("47519-4", .procedure), ("47519-4", .act), ("47519-4", .observation): .procedure
        case ("46240-8", .encounter): .encounter
        case ("30954-2", .organizer): .resultOrganizer
        case ("30954-2", .observation): .resultObservation
        case ("8716-3", .organizer): .vitalSignsOrganizer
        case ("8716-3", .observation): .vitalSign
        case ("29762-2", .observation): .socialHistory
        case ("47420-5", .observation): .functionalStatus
        case ("18776-5", .observation), ("18776-5", .act), ("18776-5", .procedure), ("18776-5", .encounter): .plannedAct
        case ("48768-6", .act): .coverage
        default: nil
        }
    }
}
