package import HubCore

/// How a practice's EMR hands out its data.
package enum SampleStyle: String, Sendable, CaseIterable, Codable {
    /// A folder of tables, one row an event, as Synthea writes them.
    case syntheaTables = "synthea-tables"
    /// One wide table for aspirin, blood pressure, cholesterol and smoking: one row a patient.
    case abcsWide = "abcs-wide"
    /// C-CDA R2.1, one document a patient.
    case ccda
    /// FHIR R4 in US Core's shapes, one bundle a patient.
    case fhir
    /// FHIR R4 as Synthea exports it, one bundle a patient.
    case syntheaBundles = "synthea-bundles"
}

/// What to make. The same request gives the same bytes.
package struct SampleRequest: Sendable {
    package var seed: UInt64
    package var practices: [SampleProfile]
    /// Of each practice.
    package var patients: Int
    /// The year that the practices report; the data cover the two years before it as well.
    package var period: Period
    /// Plant errors, and list them.
    package var hasErrors = true

    package init(seed: UInt64, practices: [SampleProfile] = SampleProfile.all, patients: Int, period: Period) {
        self.seed = seed
        self.practices = practices
        self.patients = patients
        self.period = period
    }
}

/// A made-up practice: who goes there, how they are cared for, and what the EMR hands out.
package struct SampleProfile: Sendable {
    package var code: String
    package var name: String
    package var style: SampleStyle
    /// Weights of the ages 0–11, 12–17, 18–39, 40–64, 65–79 and 80–90 years.
    var ages: [Int]
    /// The share of people with hypertension whose usual pressure is below 140/90.
    var controlled: Double
    /// The share of people with diabetes whose usual A1c is above 9 %.
    var poorlyControlledDiabetes: Double
    /// The chance that smoking status is written down at a visit.
    var smokingAsked: Double
    /// The chance that a smoker is counselled at a visit.
    var counselled: Double
    /// HCPCS beside the practice's own code of a visit that Medicare pays.
    var sendsBillingCodes = false

    package static let all = [riverbend, oakStreet, harbor]

    package static let riverbend = SampleProfile(
        code: "riverbend-family", name: "Riverbend Family Medicine", style: .syntheaTables,
        ages: [12, 7, 26, 31, 18, 6], controlled: 0.73, poorlyControlledDiabetes: 0.17, smokingAsked: 0.55, counselled: 0.35)
    package static let oakStreet = SampleProfile(
        code: "oak-street", name: "Oak Street Clinic", style: .abcsWide,
        ages: [0, 0, 30, 42, 22, 6], controlled: 0.62, poorlyControlledDiabetes: 0.22, smokingAsked: 0.5, counselled: 0.2)
    package static let harbor = SampleProfile(
        code: "harbor-internal", name: "Harbor Internal Medicine", style: .ccda,
        ages: [0, 1, 20, 40, 30, 9], controlled: 0.76, poorlyControlledDiabetes: 0.16, smokingAsked: 0.75, counselled: 0.45,
        sendsBillingCodes: true)

    package static func named(_ code: String) -> SampleProfile? { all.first { $0.code == code } }
}
