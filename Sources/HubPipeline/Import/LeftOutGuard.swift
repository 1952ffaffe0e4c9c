internal import HubCore

/// Leaves out of documents what rows leave out where they are mapped: test patients, who would be counted like somebody, and numbers that stand
/// for "not measured", as a blood pressure of 0 or 999.
///
/// Names such as "Test" alone are told and kept: a document was sent about one person on purpose, and Test is a surname.
final class LeftOutGuard: FactSink {
    private static let testPatient = SkipReason("identity.test-patient", "about a test patient (ZZTEST and the like)")
    private static let notMeasured = SkipReason("mapping.stands-for-none", "a number that stands for \"not measured\"")

    private let keepsAll: Bool
    private let file: () -> SourceFile
    private let next: any FactSink
    private var keptOut: Set<PatientKey> = []
    /// Of the unit at hand, or of those that are told together: why each statement that was left out was, and how many were not.
    private var (dropped, passed): ([SkipReason], Int) = ([], 0)

    init(keepsAll: Bool, into next: any FactSink, file: @escaping () -> SourceFile) {
        (self.keepsAll, self.next, self.file) = (keepsAll, next, file)
    }

    /// These people are test patients, as files say that are still to be read: what stands before that is left out as well.
    func expect(_ patients: Set<PatientKey>) {
        if !keepsAll { keptOut.formUnion(patients) }
    }

    func take(_ patient: Patient) throws(HubError) {
        let origin = Origin(file(), patient.position, path: patient.path)
        if patient.testName != .surely, keptOut.contains(patient.key) {
            dropped.append(Self.testPatient)
            try next.note(
                Finding(
                    .error, "identity.test-patient-number",
                    "this patient has the number of a test patient in another file: nothing about either of them was taken", at: origin,
                    fix: "Leave the test patient out of the export, or send what comes from two systems as two submissions.",
                    owner: .exporter))
            return try next.keptOut(patient.key)
        }
        guard let doubt = patient.testName, !keepsAll else { return try next.take(patient) }
        guard doubt == .surely else {
            try next.note(
                Finding(
                    .note, "identity.test-patient", "the patient's name looks like a test patient's; the document was taken", at: origin,
                    fix: "Leave test patients out of the export.", owner: .exporter))
            return try next.take(patient)
        }
        keptOut.insert(patient.key)
        dropped.append(Self.testPatient)
        try next.note(
            Finding(
                .note, "identity.test-patient", "a test patient (a name with ZZ) was kept out", at: origin,
                fix: "Nothing needs doing. If this is a person, import with --keep-test-patients.", owner: .practice))
        try next.keptOut(patient.key)
    }

    func take(_ fact: Fact) throws(HubError) {
        if !keptOut.isEmpty, keptOut.contains(fact.patient) {
            dropped.append(Self.testPatient)
        } else if Self.standsForNone(fact) {
            dropped.append(Self.notMeasured)
            try next.note(
                Finding(
                    .warning, "mapping.stands-for-none",
                    "the value is a number that nobody can have and that stands for \"not measured\" (0, 999); it was not taken",
                    at: Origin(file(), fact.position, path: fact.path), fix: "Leave the value out where nothing was measured.",
                    owner: .vendor))
        } else {
            passed += 1
            try next.take(fact)
        }
    }

    private static func standsForNone(_ fact: Fact) -> Bool {
        guard fact.kind == .observation, case .quantity(let value, let unit) = fact.value else { return false }
        let code = fact.code?.system == .loinc ? fact.code : fact.moreCodes.first { $0.system == .loinc }
        guard let code else { return false }
        let sent = fact.sentValue.flatMap { TextNumber.read($0)?.value }
        return Units.conversion(unit: sent == nil ? unit : fact.sentUnit ?? unit, code: code).standsForNone(sent ?? value)
    }

    func accepted() throws(HubError) { try accepted(1) }

    /// As many statements as units are one each. Else it is not known which unit gave what: when all that they gave was left out, so were they.
    func accepted(_ count: Int) throws(HubError) {
        let (left, taken) = (dropped, passed)
        forget()
        let lost = left.count + taken == count ? left.count : taken == 0 && !left.isEmpty ? count : 0
        for at in 0..<lost { try next.skipped(left[min(at, left.count - 1)], at: Origin(file())) }
        for _ in lost..<count { try next.accepted() }
    }

    private func forget() { (dropped, passed) = ([], 0) }

    func rejected(_ finding: Finding) throws(HubError) {
        forget()
        try next.rejected(finding)
    }

    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        forget()
        try next.skipped(reason, at: origin)
    }

    func take(_ result: ReportedResult) throws(HubError) {
        passed += 1
        try next.take(result)
    }
    func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }
    func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
}
