internal import HubXML

/// What a clinical statement is, by its templateId. Numbers are the last arc of `2.16.840.1.113883.10.20.22.4.N`; versions (the
/// `extension`) change details, never the meaning.
enum Template: Int {
    case resultOrganizer = 1, resultObservation, problemConcern, problemObservation, healthStatus, problemStatus
    case allergyObservation = 7, severity, reaction
    case procedureAct = 12, procedureObservation, procedure
    case medication = 16, supplyOrder, dispense, indication, instruction
    case vitalSignsOrganizer = 26, vitalSign, allergyStatus
    case allergyConcern = 30, age
    case dischargeDiagnosis = 33, admissionDiagnosis, dischargeMedication, admissionMedication
    case socialHistory = 38, plannedAct, plannedEncounter, plannedProcedure, plannedMedication, plannedSupply
    case plannedObservation = 44, familyHistoryOrganizer, familyHistoryObservation
    case advanceDirective = 48, encounter, nonMedicinalSupply, postprocedureDiagnosis, immunization, refusalReason
    case coverage = 60, policy
    case comment = 64, preoperativeDiagnosis, functionalStatusOrganizer, functionalStatus, functionalStatusProblem
    case assessmentScale = 69, pressureUlcer = 70, caregiver = 72, cognitiveStatusProblem, mentalStatus
    case mentalStatusOrganizer = 75, smokingStatus = 78, deceased, encounterDiagnosis
    case tobaccoUse = 85, assessmentSupport, allergyIntolerance = 90
    case advanceDirectiveOrganizer = 108, homeEnvironment, progressTowardGoal, culturalObservation
    case characteristicsOfHome = 114, plannedImmunization = 120, goal, entryReference, nutritionRecommendation = 124
    case nutritionRecommendation2 = 130, intervention, healthConcern, selfCare = 128, equipmentOrganizer = 135
    case riskConcern = 136, nutritionStatus = 138, referral = 140, nutritionAssessment = 144, externalDocument = 115
    case plannedIntervention = 146, freeTextInstruction = 147, birthSex = 200, noteActivity = 202
    case handoff = 141, sexualOrientation = 501, occupation = 503, pastOccupation = 504

    /// Not under the arc above.
    case pregnancy = 100_000
    /// What was done, as a report about it says: an operative note, an imaging report.
    case procedureContext
    /// Parts of an imaging report, the purpose of an old CCD, marks of privacy (DS4P).
    case reportPart

    /// Rightly left alone: none of these says anything about the patient that a measure asks for.
    var isNotNeeded: Bool {
        switch self {
        case .healthStatus, .problemStatus, .severity, .reaction, .indication, .instruction, .allergyStatus, .age,
            .familyHistoryOrganizer, .familyHistoryObservation, .advanceDirective, .refusalReason, .comment,
            .pressureUlcer, .caregiver, .deceased, .advanceDirectiveOrganizer, .homeEnvironment, .progressTowardGoal,
            .culturalObservation, .characteristicsOfHome, .goal, .entryReference, .nutritionRecommendation,
            .nutritionRecommendation2, .selfCare, .riskConcern, .nutritionStatus, .nutritionAssessment, .referral,
            .externalDocument, .freeTextInstruction, .noteActivity, .policy, .handoff, .reportPart:
            true
        default: false
        }
    }

    /// The first of the element's templateIds that is known.
    static func of(_ element: XMLElement) -> Template? {
        for id in element.children(.templateId) {
            if let template = id.withAttribute(Name.root.rawValue, named) ?? nil { return template }
        }
        return nil
    }

    private static func named(_ root: ArraySlice<UInt8>) -> Template? {
        if let number = number(root, after: arc) ?? number(root, after: arcWithAGap) { return Template(rawValue: number) }
        if let number = number(root, after: ccd) { return olderCCD[number] }
        if let number = number(root, after: imaging) { return number == 5 ? .procedureContext : .reportPart }
        return root.elementsEqual(pregnancyRoot) ? .pregnancy : root.elementsEqual(privacyRoot) ? .reportPart : nil
    }

    private static let arc = Array("2.16.840.1.113883.10.20.22.4.".utf8)
    /// A misprint that one vendor's documents carry throughout.
    private static let arcWithAGap = Array("2.16.840.1.113883.10.22.4.".utf8)
    /// CCD 1.0, on which C32 stands.
    private static let ccd = Array("2.16.840.1.113883.10.20.1.".utf8)
    /// Diagnostic imaging reports.
    private static let imaging = Array("2.16.840.1.113883.10.20.6.2.".utf8)
    private static let pregnancyRoot = Array("2.16.840.1.113883.10.20.15.3.8".utf8)
    private static let privacyRoot = Array("2.16.840.1.113883.3.3251.1.4".utf8)
    private static let olderCCD: [Int: Template] = [
        18: .allergyObservation, 20: .coverage, 21: .encounter, 24: .medication, 26: .policy, 27: .problemConcern,
        28: .problemObservation, 29: .procedure, 31: .resultObservation, 32: .resultOrganizer, 33: .socialHistory,
        34: .dispense, 35: .vitalSignsOrganizer, 23: .familyHistoryOrganizer, 22: .familyHistoryObservation,
        17: .advanceDirective, 30: .reportPart,
    ]

    /// The digits behind the arc, when there is nothing else.
    private static func number(_ root: ArraySlice<UInt8>, after arc: [UInt8]) -> Int? {
        guard root.count > arc.count, root.count <= arc.count + 4, root.starts(with: arc) else { return nil }
        var number = 0
        for byte in root.dropFirst(arc.count) {
            guard byte >= 48, byte <= 57 else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }
}
