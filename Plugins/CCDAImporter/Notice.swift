internal import HubCore

/// Everything the importer has to say about a document: one cause each, the same words for each place.
enum Notice {
    case noCode, codeOfBattery, badTime, partialDate, noValue, noUnit, badNumber, numberAsText, twoPressures, guessedType
    case guessedTemplate
    case saidNotGiven, statusAssumed, danglingReference, narrativeOnly, notUnderstood, incompleteEntry, incompletePart, unstructured
    case patientTwice, otherSubject, olderDocument, noNamespace, noEntries, numberOfTheState, noPatientNumber

    /// Its id without what stands before the dot.
    var name: String {
        switch self {
        case .noCode: "no-code"
        case .codeOfBattery: "code-of-battery"
        case .badTime: "bad-timestamp"
        case .partialDate: "partial-date"
        case .noValue: "no-value"
        case .noUnit: "no-unit"
        case .badNumber: "bad-number"
        case .numberAsText: "number-as-text"
        case .twoPressures: "two-pressures"
        case .guessedType: "no-type"
        case .guessedTemplate: "no-template"
        case .saidNotGiven: "said-not-given"
        case .statusAssumed: "no-status"
        case .danglingReference: "dangling-reference"
        case .narrativeOnly: "narrative-only"
        case .notUnderstood: "not-understood"
        case .incompleteEntry: "incomplete-entry"
        case .incompletePart: "incomplete-part"
        case .unstructured: "unstructured"
        case .patientTwice: "patient-twice"
        case .otherSubject: "other-subject"
        case .olderDocument: "older-document"
        case .noNamespace: "no-namespace"
        case .noEntries: "no-entries"
        case .numberOfTheState: "social-security-number"
        case .noPatientNumber: "no-patient-number"
        }
    }

    var severity: Finding.Severity {
        switch self {
        case .unstructured, .noEntries, .noPatientNumber: .error
        case .noCode, .badTime, .noUnit, .badNumber, .narrativeOnly, .notUnderstood, .incompleteEntry, .incompletePart, .numberOfTheState,
            .saidNotGiven:
            .warning
        default: .note
        }
    }

    var words: String {
        switch self {
        case .noCode: "the statement has words but no code, so no measure can count it"
        case .codeOfBattery: "the result has no code of its own; it is the only one of its battery, whose code was taken"
        case .badTime: "the date is not one (HL7 dates are YYYYMMDD), or one that stands for none, as 19000101; it was left out"
        case .partialDate: "only the month or year is known"
        case .noValue: "the observation has no value"
        case .noUnit: "the number has no unit; the usual one was taken where only one can be meant"
        case .badNumber: "the value should be a number and is not; it was kept as text"
        case .numberAsText: "a number was sent as text; it was read as the number"
        case .twoPressures: "a blood pressure was sent as one text with both numbers; they were read apart"
        case .guessedType: "the value does not say its type (xsi:type); it was read by its looks"
        case .guessedTemplate: "the statement has no templateId; it was read as its section's usual kind"
        case .saidNotGiven:
            "the entry says that the vaccine was given, and its text or a reason for refusing says that it was not; it was not counted as given"
        case .statusAssumed: "no status is given for something that happened; it was taken as completed"
        case .danglingReference: "the words are given by a reference that leads nowhere"
        case .narrativeOnly: "the section has text for people and no entries, so nothing could be taken from it"
        case .notUnderstood: "the entry is of a template that is not known"
        case .incompleteEntry: "the entry lacks the part that says what it is about"
        case .incompletePart: "a result among several lacks the code that says what it is; it was left out"
        case .unstructured: "the document's body is one piece (PDF, text or an image), so nothing could be taken from it"
        case .patientTwice: "the header names the same person twice, with two numbers; the first number was taken"
        case .otherSubject: "the statement is about somebody else than the patient; it was left out"
        case .olderDocument: "the document does not say that it is a C-CDA; it was read as far as it is like one"
        case .noNamespace: "the document does not declare HL7's namespace (`xmlns=\"urn:hl7-org:v3\"`); it was read as if it did"
        case .noPatientNumber:
            "no number is given for the patient; name and birth date tell patients apart, and where these are missing each document is a patient"
        case .numberOfTheState:
            "the only number that is given for the patient is a social security, Medicare or licence number; it was not taken"
        case .noEntries: "the document has no body, so nothing could be taken from it"
        }
    }

    var fix: String? {
        switch self {
        case .noCode: "Choose the entry from the EMR's coded list instead of typing it, or map the practice's own term to a code."
        case .badTime: "Report the date to the EMR's vendor; correct it in the chart if it was typed that way."
        case .saidNotGiven: "Ask the EMR's vendor to send such entries with `negationInd` or the status that the chart has."
        case .partialDate: "Enter the full date where it is known."
        case .noUnit: "Set the unit for this result in the EMR's result or vital-sign setup."
        case .badNumber: "Enter the number alone, with the remark in the comment field."
        case .narrativeOnly, .unstructured, .noEntries:
            "Ask the EMR's vendor for an export with coded entries (C-CDA R2.1, all sections), or export the data as CSV."
        case .notUnderstood: "Send a made-up example of this entry to whoever keeps the hub, so that it can be read."
        case .incompleteEntry, .incompletePart: "Report the entry to the EMR's vendor."
        case .numberOfTheState, .noPatientNumber:
            "Set the export to send the practice's own patient number (MRN) in the recordTarget."
        default: nil
        }
    }

    var owner: Finding.Owner? {
        switch self {
        case .noCode, .partialDate, .badNumber, .noValue: .practice
        case .notUnderstood: .hub
        case .narrativeOnly, .unstructured, .noEntries, .patientTwice, .numberOfTheState, .noPatientNumber:
            .exporter
        case .otherSubject: nil
        default: .vendor
        }
    }
}
