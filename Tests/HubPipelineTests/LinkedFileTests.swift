import Foundation
import HubCatalog
import HubCore
import HubPipeline
import Testing

/// Files of one submission may refer to each other: a folder of loose FHIR resources has its medications in files of their own.
@Suite struct LinkedFileTests {
    static let request = """
        {"resourceType": "MedicationRequest", "id": "r1", "status": "active", "intent": "order", "subject": {"reference": "Patient/p1"},
         "medicationReference": {"reference": "Medication/m1"}, "authoredOn": "2026-03-01"}
        """
    static let patient = #"{"resourceType": "Patient", "id": "p1", "birthDate": "1960-04-01", "gender": "female"}"#
    static func medication(_ code: String) -> String {
        #"{"resourceType": "Medication", "id": "m1", "code": {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "\#(code)"}]}}"#
    }

    /// The patients whose orders do not count.
    private func revoked(_ files: [String: String]) throws -> [String] {
        let facts = FactSet()
        _ = try check(files, into: facts)
        return facts.facts.filter { $0.status == .revoked }.map(\.patient.value).sorted()
    }

    private func check(_ files: [String: String], into facts: FactSet = FactSet()) throws -> ImportReceipt {
        let folder = FileManager.default.temporaryDirectory.appending(path: "linked-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        var request = SubmissionRequest(paths: [folder.path])
        request.practice = "linked"
        return try Checking(folder: Hub.folder, importers: Catalog.entries).check(request, into: facts)
    }

    private func unresolved(_ files: [String: String]) throws -> Bool {
        try check(files).causes.contains { $0.id == "fhir.unresolved-medication" }
    }

    @Test("a medication in another file is found, before or after the file that refers to it")
    func otherFile() throws {
        let files = ["b.json": Self.request, "p.json": Self.patient]
        #expect(try unresolved(files))
        #expect(try !unresolved(files.merging(["a.json": Self.medication("617312")]) { $1 }))
        #expect(try !unresolved(files.merging(["c.json": Self.medication("617312")]) { $1 }))
        #expect(try !unresolved(files.merging(["c.ndjson": "\n" + Self.medication("617312") + "\n"]) { $1 }))
        #expect(
            try !unresolved(
                files.merging(["c.json": "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": \(Self.medication("617312"))}]}"]) {
                    $1
                }))
    }

    @Test("a reference that two files answer differently leads nowhere")
    func ambiguous() throws {
        let files = ["b.json": Self.request, "p.json": Self.patient, "c.json": Self.medication("617312")]
        #expect(try unresolved(files.merging(["d.json": Self.medication("617311")]) { $1 }))
        #expect(try !unresolved(files.merging(["d.json": Self.medication("617312") + "\n"]) { $1 }))
    }

    @Test("a damaged file beside it changes nothing but itself")
    func damaged() throws {
        let files = [
            "b.json": Self.request, "p.json": Self.patient, "c.json": Self.medication("617312"),
            "d.json": "{\"resourceType\": \"Medication\",",
        ]
        let receipt = try check(files)
        #expect(!receipt.causes.contains { $0.id == "fhir.unresolved-medication" })
        #expect(receipt.files.count { $0.state == .refused } == 1)
        #expect(receipt.read == 4)
    }

    private static func order(_ patient: String) -> String {
        """
        {"resourceType": "ServiceRequest", "id": "s1", "status": "active", "intent": "order", "subject": {"reference": "Patient/\(patient)"},
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "182964004"}]}, "authoredOn": "2026-03-01"}
        """
    }

    private static func task(_ patient: String?) -> String {
        #"{"resourceType": "Task", "id": "t1", "status": "rejected", "focus": {"reference": "ServiceRequest/s1"}"#
            + (patient.map { #", "for": {"reference": "Patient/\#($0)"}}"# } ?? "}")
    }

    @Test("a Task in another file that refuses an order takes back that patient's, and not another patient's of the same id")
    func refused() throws {
        let files = [
            "p.json": Self.patient, "s.json": Self.order("p1"),
            "q.json": #"{"resourceType": "Patient", "id": "p2", "birthDate": "1961-04-01", "gender": "male"}"#, "u.json": Self.order("p2"),
        ]
        #expect(try revoked(files) == [])
        #expect(try revoked(files.merging(["t.json": Self.task("p1")]) { $1 }) == ["p1"])
        #expect(try revoked(files.merging(["a.ndjson": Self.task("p2") + "\n"]) { $1 }) == ["p2"])
        // The bundle of one patient says whose its Task's order is.
        let bundle = """
            {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": "p2"}}, {"resource": \(Self.task(nil))}]}
            """
        #expect(try revoked(files.merging(["t.json": bundle]) { $1 }) == ["p2"])
    }

    @Test("a Task that does not say whose order it refuses takes back none of another file, and that is told")
    func refusedOfNobody() throws {
        let files = ["p.json": Self.patient, "s.json": Self.order("p1"), "t.json": Self.task(nil)]
        #expect(try revoked(files) == [])
        #expect(try check(files).causes.contains { $0.id == "fhir.rejected-elsewhere" })
        #expect(try !check(files.merging(["t.json": Self.task("p1")]) { $1 }).causes.contains { $0.id == "fhir.rejected-elsewhere" })
        #expect(try check(["t.json": Self.task("p1")]).causes.contains { $0.id == "fhir.rejected-elsewhere" })
    }

    @Test("a medication in the bundle of another patient is not meant, though it has the id")
    func otherPatient() throws {
        func bundle(_ patient: String) -> String {
            """
            {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": "\(patient)"}},
              {"resource": \(Self.medication("617312"))}]}
            """
        }
        let files = ["b.json": Self.request, "p.json": Self.patient]
        #expect(try unresolved(files.merging(["c.json": bundle("p2")]) { $1 }))
        #expect(try !unresolved(files.merging(["c.json": bundle("p1")]) { $1 }))
        #expect(
            try !unresolved(
                files.merging(["c.json": bundle("p1"), "d.json": bundle("p2").replacing("617312", with: "617311")]) { $1 }),
            "two servers count from 1")
    }

    /// A visit that names a patient whom nobody knows, as in copied test cases.
    static let copied = """
        {"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"}, "subject": {"reference": "Patient/somebody"},
         "type": [{"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "99213"}]}],
         "period": {"start": "2026-03-01", "end": "2026-03-01"}}
        """
    static func testCase(_ patient: String, isOne: Bool = true) -> String {
        """
        {"resourceType": "MeasureReport", "id": "c-\(patient)", "status": "complete", "type": "individual",
         "contained": [{"resourceType": "Parameters", "id": "p", "parameter": [{"name": "subject", "valueString": "\(patient)"}]}],
         "modifierExtension": [{"url": "http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-isTestCase", "valueBoolean": \(isOne)}],
         "evaluatedResource": [{"reference": "Patient/\(patient)"}, {"reference": "Encounter/e1"}]}
        """
    }

    private func patients(_ files: [String: String]) throws -> (count: Int, told: Bool) {
        let receipt = try check(files)
        return (receipt.patients, receipt.causes.contains { $0.id == "fhir.test-case-patient" })
    }

    @Test("a test case says whose its resources are; no other report does, nor two that disagree")
    func testCases() throws {
        let files = ["p.json": Self.patient, "e.json": Self.copied]
        #expect(try patients(files) == (2, false))
        #expect(try patients(files.merging(["m.json": Self.testCase("p1")]) { $1 }) == (1, true))
        #expect(try patients(files.merging(["m.json": Self.testCase("p1", isOne: false)]) { $1 }) == (2, false))
        #expect(try patients(files.merging(["m.json": Self.testCase("p1"), "n.json": Self.testCase("p2")]) { $1 }) == (2, false))
        let all = [Self.patient, Self.copied, Self.testCase("p1")].map { "{\"resource\": \($0)}" }.joined(separator: ",")
        #expect(try patients(["b.json": "{\"resourceType\": \"Bundle\", \"entry\": [\(all)]}"]) == (1, true))
    }

    @Test("a test case holds in its own folder or bundle; not in another's bundle, nor for its neighbour in a bundle of bundles")
    func testCaseReach() throws {
        let files = ["case/p.json": Self.patient, "case/m.json": Self.testCase("p1"), "case/e.json": Self.copied]
        #expect(try patients(files) == (1, true))
        #expect(try patients(["case/p.json": Self.patient, "case/m.json": Self.testCase("p1"), "e.json": Self.copied]) == (2, false))
        let slashed = Self.testCase("p1").replacing(#""valueString": "p1""#, with: #""valueString": "Patient/p1""#)
        #expect(try patients(files.merging(["case/m.json": slashed]) { $1 }) == (1, true))
        func bundle(_ resources: [String]) -> String {
            #"{"resourceType": "Bundle", "entry": [\#(resources.map { "{\"resource\": \($0)}" }.joined(separator: ","))]}"#
        }
        let real = bundle([Self.patient.replacing("p1", with: "somebody"), Self.copied])
        #expect(try patients(["p.json": Self.patient, "m.json": Self.testCase("p1"), "real.json": real]) == (2, false))
        let one = bundle([Self.patient, Self.copied, Self.testCase("p1")])
        let two = bundle([Self.patient, Self.copied, Self.testCase("p1")].map { $0.replacing("p1", with: "p2") })
        let receipt = try check(["both.json": bundle([one, two])])
        #expect(receipt.patients == 2 && receipt.facts["encounter"] == 2, "\(receipt.facts)")
    }

    @Test("somebody who has a test patient's number in another file is told, and not silently without facts")
    func sharedNumber() throws {
        let nobody = #"{"resourceType": "Patient", "id": "p1", "name": [{"family": "ZZTEST"}]}"#
        let files = ["a.json": nobody, "p.json": Self.patient, "e.json": Self.copied.replacing("somebody", with: "p1")]
        let receipt = try check(files)
        #expect(receipt.causes.contains { $0.id == "identity.test-patient-number" } && receipt.patients == 0)
    }
}
