internal import HubJSON

/// The shapes that elements have in FHIR R4, for those whose loss would change what a fact means. What has another shape reads as absent, and that must be told.
enum ResourceShapes {
    enum Shape { case text, flag, object, list }

    static let shapes: [(name: String, shape: Shape)] = [
        ("id", .text), ("status", .text), ("intent", .text), ("gender", .text), ("doNotPerform", .flag), ("primarySource", .flag),
        ("code", .object), ("vaccineCode", .object), ("event", .object), ("medicationCodeableConcept", .object),
        ("medicationReference", .object), ("codeCodeableConcept", .object), ("clinicalStatus", .object), ("verificationStatus", .object),
        ("subject", .object), ("encounter", .object), ("class", .object), ("period", .object), ("effectivePeriod", .object),
        ("performedPeriod", .object), ("onsetPeriod", .object), ("abatementPeriod", .object), ("dispenseRequest", .object),
        ("component", .list), ("extension", .list), ("modifierExtension", .list), ("dosageInstruction", .list), ("contained", .list),
    ]

    /// The elements of the wrong shape.
    static func wrong(in resource: JSONValue) -> [String] {
        shapes.compactMap { name, shape in
            let value = resource[name]
            let fits =
                switch shape {
                case .text: value.text != nil
                case .flag: value.flag != nil
                case .object: value.isObject
                case .list: value.isList
                }
            return value.exists && !fits ? name : nil
        }
    }
}
