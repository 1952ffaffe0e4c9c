internal import HubCore

/// Leaves test patients' documents out: a ZZTEST is nobody, and would be counted like somebody.
///
/// Names such as "Test" alone are told and kept: a document was sent about one person on purpose, and Test is a surname.
final class TestPatientGuard: FactSink {
    private static let reason = SkipReason("identity.test-patient", "about a test patient (ZZTEST and the like)")

    private let keepsAll: Bool
    private let file: () -> SourceFile
    private let next: any FactSink
    private var keptOut: Set<PatientKey> = []
    /// Of the unit at hand.
    private var (dropped, passed) = (false, false)

    init(keepsAll: Bool, into next: any FactSink, file: @escaping () -> SourceFile) {
        (self.keepsAll, self.next, self.file) = (keepsAll, next, file)
    }

    func take(_ patient: Patient) throws(HubError) {
        guard let doubt = patient.testName, !keepsAll else { return try next.take(patient) }
        let origin = Origin(file(), patient.position, path: patient.path)
        guard doubt == .surely else {
            try next.note(
                Finding(
                    .note, "identity.test-patient", "the patient's name looks like a test patient's; the document was taken", at: origin,
                    fix: "Leave test patients out of the export.", owner: .exporter))
            return try next.take(patient)
        }
        keptOut.insert(patient.key)
        dropped = true
        try next.note(
            Finding(
                .note, "identity.test-patient", "a test patient (a name with ZZ) was kept out", at: origin,
                fix: "Nothing needs doing. If this is a person, import with --keep-test-patients.", owner: .practice))
        try next.keptOut(patient.key)
    }

    func take(_ fact: Fact) throws(HubError) {
        if !keptOut.isEmpty, keptOut.contains(fact.patient) {
            dropped = true
            return
        }
        passed = true
        try next.take(fact)
    }

    func accepted() throws(HubError) {
        defer { (dropped, passed) = (false, false) }
        if dropped, !passed { return try next.skipped(Self.reason, at: Origin(file())) }
        try next.accepted()
    }

    func rejected(_ finding: Finding) throws(HubError) {
        (dropped, passed) = (false, false)
        try next.rejected(finding)
    }

    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        (dropped, passed) = (false, false)
        try next.skipped(reason, at: origin)
    }

    func take(_ result: ReportedResult) throws(HubError) { try next.take(result) }
    func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }
    func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
}
