internal import HubCore
internal import HubJSON

/// Turns one resource into facts. Each resource is one unit: accepted, rejected or skipped with a reason.
struct ResourceReader {
    let sink: any FactSink
    let file: SourceFile
    let position: Position
    /// Where it stands in its bundle; nil when it stands alone.
    let path: String?
    let links: Links
    let isInBundle: Bool

    func read(_ resource: JSONValue, fullURL: String? = nil) throws(HubError) {
        guard let type = resource["resourceType"].text else {
            return try reject("fhir.no-type", "there is no resourceType: this is no FHIR resource", nil)
        }
        guard ResourceTypes.known.contains(Substring(type)) else {
            return try reject("fhir.unknown-type", "the resourceType is none that FHIR R4 has", nil)
        }
        for name in ResourceShapes.wrong(in: resource) {
            try note(
                "fhir.wrong-type", "`\(name)` of \(Self.a(type)) is not of the type that FHIR gives it, and was not read", type,
                fix: "Tell the vendor: the export does not follow FHIR R4.")
        }
        switch type {
        case "Patient": return try readPatient(resource, fullURL: fullURL)
        case "MeasureReport": return try readReport(resource)
        case "Medication", "Task": return try readLink(resource, type)
        default: break
        }
        guard let kind = ResourceTypes.kinds[type] else {
            return try skip("fhir.not-needed", "resources of a type that no measure needs (\(type))", type)
        }
        try readStatement(resource, type, kind, fullURL: fullURL)
    }

    private func readStatement(_ resource: JSONValue, _ type: String, _ kind: Fact.Kind, fullURL: String?) throws(HubError) {
        if resource["status"].text == "entered-in-error" || Self.code(resource["verificationStatus"]) == "entered-in-error" {
            return try skip("fhir.entered-in-error", "resources that were entered in error", type)
        }
        if resource["modifierExtension"].items.contains(where: { !Self.isKnownModifier($0["url"].text) }) {
            return try reject(
                "fhir.unknown-modifier", "\(Self.a(type)) has a modifier extension that the hub does not know: it may mean something else",
                type,
                fix: "Tell whoever keeps the hub which extension it is and what it means.", owner: .hub)
        }
        let holder = ["subject", "patient", "beneficiary"].first { resource[$0].exists } ?? "subject"
        let named = resource[holder]["reference"].text.flatMap(links.target)
        guard let subject = try owner(resource, type, named: named) ?? named else {
            return try reject(
                "fhir.no-patient", "\(Self.a(type)) does not say by a reference whose it is", type,
                fix: "Export with references such as Patient/123; a search or an identifier alone leads to nobody here.")
        }
        guard subject.type == nil || subject.type == "Patient" else {
            return try skip("fhir.not-a-patient", "resources about a group, a device or a place", type)
        }
        var fact = Fact(kind, patient: PatientKey(subject.id), at: position)
        fact.path = path ?? type
        if let id = resource["id"].text ?? fullURL.flatMap(links.target)?.id { fact.ownKey = SourceKey.hash(type + "/" + id) }
        for fact in try facts(resource, type: type, fact) { try sink.take(fact) }
        try sink.accepted()
    }

    /// The patient of the test case that lists a resource, where the resource names another.
    private func owner(_ resource: JSONValue, _ type: String, named: Reference?) throws(HubError) -> Reference? {
        guard let id = resource["id"].text,
            let patient = links.owner(of: Reference(type: type, id: id), folder: isInBundle ? nil : Links.folder(of: file)),
            patient != named?.id
        else {
            return nil
        }
        try note(
            "fhir.test-case-patient",
            "a test case of a measure lists \(Self.a(type)) that names another patient; it was read as the test case's patient's", type,
            fix: "Correct the reference in the test case.")
        return Reference(type: "Patient", id: patient)
    }

    /// Medications give their codes to those that refer to them; rejected tasks take an order back.
    private func readLink(_ resource: JSONValue, _ type: String) throws(HubError) {
        guard let refusal = links.refusal(resource) else {
            if type == "Medication", isInBundle || resource["id"].exists { return try sink.accepted() }
            return try skip("fhir.not-needed", "resources of a type that no measure needs (\(type))", type)
        }
        if links.refusals.contains(refusal) {
            return try sink.accepted()
        }
        if links.isKnownElsewhere(refusal) {
            try sink.note(
                Finding(
                    .note, "fhir.rejected-in-another-file",
                    "a Task rejects an order that is not in the same bundle; it is taken back if it is among the files of this submission",
                    at: origin(type), owner: .exporter))
        } else {
            try note(
                "fhir.rejected-elsewhere", "a Task rejects an order that is not in the same bundle: the order still counts", type,
                fix: "Export orders and their tasks together in one bundle for each patient; or say in the Task's `for` whose order it is.")
        }
        try sink.accepted()
    }

    /// With its article, for messages.
    static func a(_ type: String) -> String { (type.first.map { "AEIO".contains($0) } ?? false ? "an " : "a ") + type }

    private static func isKnownModifier(_ url: String?) -> Bool { url?.hasSuffix("doNotPerform") == true }

    // Telling

    func origin(_ path: String?) -> Origin { Origin(file, position, path: path) }

    func note(_ id: String, _ message: String, _ path: String?, fix: String? = nil) throws(HubError) {
        try sink.note(Finding(.warning, id, message, at: origin(path), fix: fix, owner: .exporter))
    }

    func reject(_ id: String, _ message: String, _ path: String?, fix: String? = nil, owner: Finding.Owner = .exporter) throws(HubError) {
        try sink.rejected(Finding(.error, id, message + "; it was left out", at: origin(path), fix: fix, owner: owner))
    }

    func skip(_ id: String, _ words: String, _ path: String) throws(HubError) {
        try sink.skipped(SkipReason(id, words), at: origin(path))
    }
}
