import Foundation
import HubCore
import HubMapping
import HubRules

/// The shipped rules, and rule files written in a test.
enum CheckFixtures {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Read once for all tests.
    private static let loaded = Result {
        let folder = root.appending(path: "Mappings/rules")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
        let files = try names.map { name in
            try YAMLDocument.read(String(contentsOf: folder.appending(path: name), encoding: .utf8), file: SourceFile(name))
        }
        return RuleBook.read(files)
    }

    static func shipped() throws -> (book: RuleBook, findings: [Finding]) { try loaded.get() }

    static func book() throws -> RuleBook { try shipped().book }

    static func read(_ texts: String...) throws -> (book: RuleBook, findings: [Finding]) {
        RuleBook.read(try texts.enumerated().map { try YAMLDocument.read($1, file: SourceFile($0 == 0 ? "r.yaml" : "r\($0 + 1).yaml")) })
    }
}

/// Keeps nothing but counts.
final class CountingSink: FactSink {
    var facts = 0, patients = 0, results = 0, findings = 0
    func take(_ patient: Patient) throws(HubError) { patients += 1 }
    func take(_ fact: Fact) throws(HubError) { facts += 1 }
    func take(_ result: ReportedResult) throws(HubError) { results += 1 }
    func accepted() throws(HubError) {}
    func rejected(_ finding: Finding) throws(HubError) { findings += 1 }
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {}
    func note(_ finding: Finding) throws(HubError) { findings += 1 }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) {}
}

/// A made-up submission: rows get line after line, then everything is run through the shipped rules.
struct SampleSubmission {
    var patients: [Patient] = []
    var facts: [Fact] = []
    var context = SubmissionContext()
    var file = "events.csv"
    var profile = RuleProfile.usual
    var preamble: [(name: String, value: String)] = []

    init(period: String? = "2025-01-01..2025-12-31") {
        context.asked = period.flatMap { Period($0) }
        context.receivedOn = Day(year: 2026, month: 1, day: 15)
    }

    private var line: Int { 2 + patients.count + facts.count }

    mutating func patient(
        _ key: String, born: String? = "1970-05-05", _ sex: Patient.Sex? = .female, change: (inout Patient) -> Void = { _ in }
    ) {
        var patient = Patient(key: PatientKey(key), at: Position(line: line, column: 1))
        patient.birth = born.flatMap { Day(iso: $0) }
        patient.sex = sex
        change(&patient)
        patients.append(patient)
    }

    mutating func fact(
        _ kind: Fact.Kind, of patient: String = "p1", _ code: Coding? = nil, on day: String? = "2025-06-15",
        change: (inout Fact) -> Void = { _ in }
    ) {
        var fact = Fact(kind, patient: PatientKey(patient), at: Position(line: line, column: 1))
        fact.code = code
        fact.start = day.flatMap { Day(iso: $0) }
        change(&fact)
        facts.append(fact)
    }

    func results(facts order: [Fact]? = nil, patientsFirst: Bool = true) throws -> [CheckResult] {
        let profile = SubmissionProfile(try CheckFixtures.book(), profile: profile, context: context, into: CountingSink())
        profile.begin(file: SourceFile(file))
        profile.table(TableHeader(columns: ["a"], preamble: preamble))
        if patientsFirst { for patient in patients { try profile.take(patient) } }
        for fact in order ?? facts {
            try profile.take(fact)
            try profile.accepted()
        }
        if !patientsFirst { for patient in patients { try profile.take(patient) } }
        profile.end(file: SourceFile(file))
        return profile.results()
    }

    /// The only result of that rule (and subject).
    func result(_ rule: String, _ subject: String? = nil) throws -> CheckResult {
        let all = try results().filter { $0.rule == rule && (subject == nil || $0.subject == subject) }
        guard let first = all.first, all.count == 1 else { throw NotOne(found: all.map { $0.rule + " " + $0.subject }) }
        return first
    }

    struct NotOne: Error { var found: [String] }
}

extension CheckResult {
    var sentence: String? { finding?.first.description }
}

extension Coding {
    static let systolic = Coding(.loinc, "8480-6")
    static let diastolic = Coding(.loinc, "8462-4")
    static let office = Coding(.cpt, "99213")
}
