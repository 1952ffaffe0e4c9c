internal import HubCore

/// Keeps two persons apart who go by one number.
///
/// Some systems write the same number into every document: HL7's example, a default that nobody changed. Taken at its word it would make a practice's
/// patients one person. So a number of HL7's examples always, and any other number from the second person on, gets a mark made of name and birth date.
/// Only a person who differs in both name and birth date is another: a corrected birth date or a married name is not.
final class IdentityGuard: FactSink {
    private struct Person {
        var identity: Int64
        var birth: Day?
    }
    private var known: [PatientKey: Person] = [:]
    /// Of the document that is being read.
    private var meant: [PatientKey: PatientKey] = [:]
    private let file: () -> SourceFile
    private let next: any FactSink

    init(into next: any FactSink, file: @escaping () -> SourceFile) {
        self.next = next
        self.file = file
    }

    func beginDocument() { meant.removeAll(keepingCapacity: true) }

    func take(_ patient: Patient) throws(HubError) {
        var patient = patient
        let key = patient.key
        if let identity = patient.identity {
            if Self.isExample(key.namespace) {
                try tell(
                    .warning, "identity.example-number",
                    "the patient's number is HL7's example number; patients are told apart by name and birth date", patient)
                patient.key = Self.marked(key, identity)
            } else if let before = known[key], before.identity != identity, before.birth != patient.birth {
                try tell(
                    .error, "REC-010", "two persons with different names and birth dates go by one number; they are kept apart", patient)
                patient.key = Self.marked(key, identity)
            } else if known[key] == nil {
                known[key] = Person(identity: identity, birth: patient.birth)
            }
        }
        meant[key] = patient.key
        try next.take(patient)
    }

    func take(_ fact: Fact) throws(HubError) {
        guard let key = meant[fact.patient], key != fact.patient else { return try next.take(fact) }
        var fact = fact
        fact.patient = key
        try next.take(fact)
    }

    /// HL7's arc for examples (HL7 OID registry, 2.16.840.1.113883.19).
    private static func isExample(_ root: String) -> Bool { root == "2.16.840.1.113883.19" || root.hasPrefix("2.16.840.1.113883.19.") }

    private static func marked(_ key: PatientKey, _ identity: Int64) -> PatientKey {
        let hex = String(UInt64(bitPattern: identity), radix: 16)
        return PatientKey("\(key.value)-\(String(repeating: "0", count: 16 - hex.count) + hex)", namespace: key.namespace)
    }

    private func tell(_ severity: Finding.Severity, _ id: String, _ message: String, _ patient: Patient) throws(HubError) {
        try next.note(
            Finding(
                severity, id, message, at: Origin(file(), patient.position, path: "recordTarget/patientRole/id"),
                fix: "Ask the EMR's vendor to write the practice's own patient number into each document.", owner: .vendor))
    }

    func take(_ result: ReportedResult) throws(HubError) { try next.take(result) }
    func accepted() throws(HubError) { try next.accepted() }
    func accepted(_ count: Int) throws(HubError) { try next.accepted(count) }
    func rejected(_ finding: Finding) throws(HubError) { try next.rejected(finding) }
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) { try next.skipped(reason, at: origin) }
    func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }
    func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
}
