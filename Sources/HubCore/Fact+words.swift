/// The words that facts use, each with the number it has in the database and the word people read. Numbers are never reused.
public protocol FactWord: RawRepresentable<Int16>, CaseIterable, Hashable, Sendable {
    /// As FHIR R4 writes it, e.g. `entered-in-error`.
    var word: String { get }
}

extension FactWord {
    public init?(word: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = found
    }
}

extension Fact {
    /// The status of anything; for conditions the clinical status. FHIR R4's words.
    public enum Status: Int16, FactWord {
        case finished = 1, completed, active, final, amended, corrected, appended, preliminary, registered, draft
        case planned, inProgress, onHold, stopped, cancelled, notDone, enteredInError, unknown
        case recurrence, relapse, inactive, remission, resolved, revoked, aborted, arrived

        public var word: String {
            switch self {
            case .inProgress: "in-progress"
            case .onHold: "on-hold"
            case .notDone: "not-done"
            case .enteredInError: "entered-in-error"
            default: "\(self)"
            }
        }
    }

    public enum Verification: Int16, FactWord {
        case confirmed = 1, unconfirmed, provisional, differential, refuted, enteredInError
        public var word: String { self == .enteredInError ? "entered-in-error" : "\(self)" }
    }

    /// Class of an encounter, category of an observation, kind of a condition or medication row, origin of an immunization.
    public enum Category: Int16, FactWord {
        // Encounters: HL7 ActCode.
        case ambulatory = 1, virtual, homeHealth, emergency, inpatient, acuteInpatient, nonAcuteInpatient, preAdmission
        case shortStay, observationEncounter, field, otherEncounter
        // Observations: FHIR observation-category.
        case vitalSigns = 20, laboratory, survey, exam, imaging, socialHistory, therapy, activity, procedureResult
        // Conditions.
        case problem = 40, encounterDiagnosis, billing, healthConcern
        // Medications: an order, a line of the medication list, a dispense, what the patient says, an administration.
        case order = 50, list, dispense, reported, administered
        // Immunizations.
        case administeredHere = 60, historical, registry

        public var word: String {
            switch self {
            case .ambulatory: "AMB"
            case .virtual: "VR"
            case .homeHealth: "HH"
            case .emergency: "EMER"
            case .inpatient: "IMP"
            case .acuteInpatient: "ACUTE"
            case .nonAcuteInpatient: "NONAC"
            case .preAdmission: "PRENC"
            case .shortStay: "SS"
            case .observationEncounter: "OBSENC"
            case .field: "FLD"
            case .otherEncounter: "OTHER"
            case .vitalSigns: "vital-signs"
            case .socialHistory: "social-history"
            case .procedureResult: "procedure"
            case .problem: "problem-list-item"
            case .encounterDiagnosis: "encounter-diagnosis"
            case .healthConcern: "health-concern"
            case .administeredHere: "given-here"
            default: "\(self)"
            }
        }
    }

    public enum Intent: Int16, FactWord {
        case order = 1, originalOrder, reflexOrder, fillerOrder, instanceOrder, plan, proposal, option, directive
        public var word: String {
            switch self {
            case .originalOrder: "original-order"
            case .reflexOrder: "reflex-order"
            case .fillerOrder: "filler-order"
            case .instanceOrder: "instance-order"
            default: "\(self)"
            }
        }
    }
}

extension Fact.Kind: FactWord {
    public var word: String {
        switch self {
        case .deviceOrder: "device-order"
        case .adverseEvent: "adverse-event"
        default: "\(self)"
        }
    }
}
