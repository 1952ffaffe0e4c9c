internal import HubCore
internal import HubJSON

/// What a reference leads to, as far as its text says it.
struct Reference: Hashable {
    var type: String?
    var id: String

    var text: String { (type ?? "") + "/" + id }
}

/// What resources of one bundle, or of one submission, say about each other.
struct Links {
    /// Codes of Medication resources, by id.
    private(set) var medications: [String: [Coding]] = [:]
    /// Orders whose fulfilment was refused: they were written and nobody carried them out.
    private(set) var refusedOrders: Set<Reference> = []
    /// Patients who are surely nobody, by id.
    private(set) var testPatients: Set<String> = []
    /// Entries that are referred to by another name than their id.
    private var byURN: [String: Reference] = [:]
    /// What other files of the submission say.
    private let elsewhere: DocumentLinks

    init(elsewhere: DocumentLinks = DocumentLinks()) { self.elsewhere = elsewhere }

    /// The codes of a Medication: of the same bundle or an earlier line, else of another file.
    func medication(_ id: String) -> [Coding]? { medications[id] ?? elsewhere.codes["Medication/" + id] }

    var hasRefusals: Bool { !refusedOrders.isEmpty || !elsewhere.refused.isEmpty }
    func isRefused(_ order: Reference) -> Bool { refusedOrders.contains(order) || elsewhere.refused.contains(order.text) }

    /// A bundle, or one resource.
    mutating func gather(_ document: JSONValue) {
        if document["resourceType"].text == "Bundle" { return gather(bundle: document) }
        learn(medication: document)
        learn(patient: document)
        if let order = refusedOrder(document) { refusedOrders.insert(order) }
    }

    mutating func gather(bundle: JSONValue) {
        for entry in bundle["entry"].items {
            let resource = entry["resource"]
            if resource["resourceType"].text == "Bundle" { gather(bundle: resource) }
            if let urn = Self.urn(entry["fullUrl"].text ?? ""), let type = resource["resourceType"].text {
                byURN[urn] = Reference(type: type, id: resource["id"].text ?? urn)
            }
        }
        for entry in bundle["entry"].items {
            learn(medication: entry["resource"], fullURL: entry["fullUrl"].text)
            learn(patient: entry["resource"], fullURL: entry["fullUrl"].text)
        }
        for entry in bundle["entry"].items {
            if let order = refusedOrder(entry["resource"]) { refusedOrders.insert(order) }
        }
    }

    mutating func learn(medication resource: JSONValue, fullURL: String? = nil) {
        guard resource["resourceType"].text == "Medication" else { return }
        guard let id = resource["id"].text ?? fullURL.flatMap({ target($0)?.id }) else { return }
        medications[id] = ResourceReader.codings(resource["code"])
    }

    mutating func learn(patient resource: JSONValue, fullURL: String? = nil) {
        guard resource["resourceType"].text == "Patient", ResourceReader.testName(resource) == .surely else { return }
        if let id = resource["id"].text ?? fullURL.flatMap({ target($0)?.id }) { testPatients.insert(id) }
    }

    /// The order that a Task says was rejected.
    func refusedOrder(_ resource: JSONValue) -> Reference? {
        guard resource["resourceType"].text == "Task", resource["status"].text == "rejected" else { return nil }
        guard let order = resource["focus"]["reference"].text.flatMap(target) else { return nil }
        return ["MedicationRequest", "ServiceRequest", "DeviceRequest"].contains(order.type) ? order : nil
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
