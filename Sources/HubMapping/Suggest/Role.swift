/// What a column is for, as far as its name says.
enum Role: String, CaseIterable, Sendable {
    case patient, birth, sex, race, ethnicity, language, zip, deceased
    case encounter, visit, visitEnd = "visit-end", visitType = "visit-type", visitClass = "visit-class", provider
    case date, start, end, authored, collected, resulted, onset, resolved
    case status, verification, active, id, listType = "list-type", reason
    case code, system, display, loinc, icd, dx, snomed, cpt, rxnorm, ndc, cvx
    case labName = "lab-name", value, unit, category
    case problemName = "problem-name", drugName = "drug-name", vaccineName = "vaccine-name", procedureName = "procedure-name"
    case allergyName = "allergy-name", supplyDays = "supply-days", historical, refused
    case numerator, denominator, rate
    /// Names, telephone numbers: never used.
    case personal
    case notNeeded = "not-needed"

    /// Holds days.
    var isDay: Bool {
        switch self {
        case .birth, .deceased, .visit, .visitEnd, .date, .start, .end, .authored, .collected, .resulted, .onset, .resolved: true
        default: false
        }
    }
}

/// What the rows of a table are.
enum TableKind: String, CaseIterable, Sendable {
    case patients, visits, vitals, labs, problems, medications, immunizations, procedures, allergies
    /// One row a patient, many columns.
    case wide
    /// Numerators and denominators.
    case aggregates
    /// Claims and money; lists of doctors, sites, payers.
    case billing, reference

    /// For a person.
    var words: String {
        switch self {
        case .wide: "one row a patient"
        case .aggregates: "counts that the EMR computed"
        case .billing: "claims or money"
        case .reference: "a list of doctors, sites or payers"
        default: rawValue
        }
    }
}
