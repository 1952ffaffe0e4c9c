internal import HubCore
internal import HubJSON

/// What a reference leads to, as far as its text says it.
struct Reference: Hashable {
    var type: String?
    var id: String

    var text: String { (type ?? "") + "/" + id }
}

/// An order whose fulfilment was refused: it was written and nobody carried it out.
struct Refusal: Hashable {
    var order: Reference
    /// Whose order it is, as the Task says; nil when it does not.
    var patient: String?
}

/// What resources of one bundle, or of one submission, say about each other.
struct Links {
    /// Codes of Medication resources, by id.
    private(set) var medications: [String: [Coding]] = [:]
    /// Whose resources are that a test case of a measure lists.
    private(set) var owners: [Reference: String] = [:]
    private(set) var refusals: Set<Refusal> = []
    /// The Patients of the bundles, by id.
    private(set) var patients: Set<String> = []
    /// Patients who are surely nobody, by id.
    private(set) var testPatients: Set<String> = []
    /// Entries that are referred to by another name than their id.
    private var byURN: [String: Reference] = [:]
    /// What other files of the submission say.
    private let elsewhere: DocumentLinks

    init(elsewhere: DocumentLinks = DocumentLinks()) { self.elsewhere = elsewhere }

    /// Those of a bundle in a bundle. What hangs on an id alone stays inside of each: copies keep their ids.
    func inside(_ bundle: JSONValue) -> Links {
        var inner = self
        (inner.owners, inner.refusals, inner.patients, inner.testPatients) = ([:], [], [], [])
        inner.gather(bundle: bundle)
        return inner
    }

    /// The codes of a Medication: of the same bundle or an earlier line, else of another file.
    func medication(_ id: String, for patient: String?) -> [Coding]? {
        medications[id] ?? elsewhere.codes(of: "Medication/" + id, for: patient)
    }

    var hasRefusals: Bool { !refusals.isEmpty || elsewhere.hasRefusals }

    /// In one bundle an id is one order, and its Task need not say whose; across files it must.
    func isRefused(_ order: Reference, of patient: String) -> Bool {
        refusals.contains(Refusal(order: order, patient: patient)) || refusals.contains(Refusal(order: order, patient: nil))
            || elsewhere.isRefused(order.text, of: patient)
    }

    /// Hands on what other files may refer to. A bundle of one patient says whose its orders are.
    /// - Parameter folder: where the loose resources of a test case lie; nil for a bundle, whose test cases are about the bundle itself.
    func tell(_ found: inout DocumentLinks, folder: String?) {
        for (id, codes) in medications { found.add("Medication/" + id, codes: codes, of: patients) }
        for id in testPatients { found.leaveOut(PatientKey(id)) }
        if let folder { for (resource, patient) in owners { found.own(Self.place(resource, in: folder), by: patient) } }
        for refusal in refusals {
            guard let patient = refusal.patient ?? (patients.count == 1 ? patients.first : nil) else { continue }
            found.refuse(refusal.order.text, of: patient)
        }
    }

    /// A refusal in another file than its order.
    func isKnownElsewhere(_ refusal: Refusal) -> Bool {
        refusal.patient.map { elsewhere.isRefused(refusal.order.text, of: $0) } ?? false
    }

    /// The patient to whom a test case gives a resource, whatever the resource says itself.
    /// - Parameter folder: of a loose resource: its test case lies in the same folder.
    func owner(of resource: Reference, folder: String?) -> String? {
        owners[resource] ?? folder.flatMap { elsewhere.owner(of: Self.place(resource, in: $0)) }
    }

    private static func place(_ resource: Reference, in folder: String) -> String { "\(folder)|\(resource.text)" }

    /// `decks/CMS165/one/Encounter-1.json` lies in `decks/CMS165/one`.
    static func folder(of file: SourceFile) -> String {
        file.name.lastIndex(of: "/").map { String(file.name[..<$0]) } ?? ""
    }

    /// A bundle without the bundles in it, or one resource.
    mutating func gather(_ document: JSONValue) {
        if document["resourceType"].text == "Bundle" { return gather(bundle: document) }
        learn(medication: document)
        learn(patient: document)
        learn(testCase: document)
        if let refusal = refusal(document) { refusals.insert(refusal) }
    }

    mutating func gather(bundle: JSONValue) {
        for entry in bundle["entry"].items {
            let resource = entry["resource"]
            if let urn = Self.urn(entry["fullUrl"].text ?? ""), let type = resource["resourceType"].text {
                byURN[urn] = Reference(type: type, id: resource["id"].text ?? urn)
            }
            if resource["resourceType"].text == "Patient", let id = resource["id"].text ?? entry["fullUrl"].text.flatMap(target)?.id {
                patients.insert(id)
            }
        }
        for entry in bundle["entry"].items {
            learn(medication: entry["resource"], fullURL: entry["fullUrl"].text)
            learn(patient: entry["resource"], fullURL: entry["fullUrl"].text)
        }
        for entry in bundle["entry"].items {
            learn(testCase: entry["resource"])
            if let refusal = refusal(entry["resource"]) { refusals.insert(refusal) }
        }
    }

    mutating func learn(medication resource: JSONValue, fullURL: String? = nil) {
        guard resource["resourceType"].text == "Medication" else { return }
        guard let id = resource["id"].text ?? fullURL.flatMap({ target($0)?.id }) else { return }
        medications[id] = ResourceReader.codings(resource["code"])
    }

    /// A MeasureReport that is marked as a test case (profile test-case-cqfm of the Quality Measure IG) says which patient it is about and lists
    /// the resources that were evaluated for it: the case is one patient's record, also where a copied resource names somebody else.
    mutating func learn(testCase report: JSONValue) {
        guard report["resourceType"].text == "MeasureReport", report["type"].text == "individual",
            report["modifierExtension"].items.contains(where: {
                $0["url"].text?.hasSuffix("/cqfm-isTestCase") == true && $0["valueBoolean"].flag == true
            })
        else { return }
        let named = report["contained"].items.flatMap { $0["parameter"].items }.first { $0["name"].text == "subject" }
        guard let patient = named?["valueString"].text.flatMap(target)?.id ?? report["subject"]["reference"].text.flatMap(target)?.id else {
            return
        }
        for resource in report["evaluatedResource"].items {
            if let listed = resource["reference"].text.flatMap(target) { owners[listed] = patient }
        }
    }

    mutating func learn(patient resource: JSONValue, fullURL: String? = nil) {
        guard resource["resourceType"].text == "Patient", ResourceReader.testName(resource) == .surely else { return }
        if let id = resource["id"].text ?? fullURL.flatMap({ target($0)?.id }) { testPatients.insert(id) }
    }

    /// The order that a Task says was rejected.
    func refusal(_ resource: JSONValue) -> Refusal? {
        guard resource["resourceType"].text == "Task", resource["status"].text == "rejected" else { return nil }
        guard let order = resource["focus"]["reference"].text.flatMap(target) else { return nil }
        guard ["MedicationRequest", "ServiceRequest", "DeviceRequest"].contains(order.type) else { return nil }
        let patient = resource["for"]["reference"].text.flatMap(target)
        return Refusal(order: order, patient: patient.flatMap { $0.type == nil || $0.type == "Patient" ? $0.id : nil })
    }

    /// `Patient/12`, `http://server/Patient/12/_history/3`, `urn:uuid:x`. Nil for contained resources and for searches.
    func target(_ reference: String) -> Reference? {
        if let urn = Self.urn(reference) { return byURN[urn] ?? (urn.isEmpty ? nil : Reference(type: nil, id: urn)) }
        guard !reference.hasPrefix("#"), !reference.contains("?") else { return nil }
        var parts = reference.split(separator: "/")
        if let at = parts.firstIndex(of: "_history"), at > 0 { parts.removeSubrange(at...) }
        guard let id = parts.last else { return nil }
        return Reference(type: parts.dropLast().last.map(String.init), id: String(id))
    }

    private static func urn(_ text: String) -> String? {
        for prefix in ["urn:uuid:", "urn:oid:"] where text.hasPrefix(prefix) { return String(text.dropFirst(prefix.count)) }
        return nil
    }
}
