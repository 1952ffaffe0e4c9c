internal import CCDAImporter
internal import HubCore
internal import HubXML

/// How the parts of a measure are told apart: by what they say, and where that is missing by their templates.
extension MeasureParser {
    static func inner(_ observation: XMLElement) -> [XMLElement] {
        observation.children(.entryRelationship).flatMap { relation in relation.children.filter { $0.isNamed(.observation) } }
    }

    static func has(_ element: XMLElement, _ template: String) -> Bool {
        element.children(.templateId).contains { $0.string(.root) == template }
    }

    static func isCount(_ observation: XMLElement) -> Bool {
        let code = observation.child(.code)
        return code?.attribute(.code, is: "MSRAGG") == true || has(observation, "2.16.840.1.113883.10.20.27.3.3")
    }

    /// The kind of a supplemental count; false when it is one that is not kept.
    static func supplement(_ observation: XMLElement) -> (ReportedResult.Supplement.Kind, isKept: Bool)? {
        switch observation.child(.code)?.string(.code) {
        case "72826-1", "103579009": return (.race, true)
        case "69490-1", "364699009": return (.ethnicity, true)
        case "76689-9", "184100006": return (.sex, true)
        case "48768-6": return (.payer, true)
        case "184102003", "45401-7": return (.payer, false)
        default: break
        }
        for id in observation.children(.templateId) {
            guard let root = id.string(.root), root.hasPrefix(arc) else { continue }
            switch root.dropFirst(arc.count) {
            case "8", "19": return (.race, true)
            case "7", "22": return (.ethnicity, true)
            case "6", "21": return (.sex, true)
            case "9", "18": return (.payer, true)
            case "10", "20": return (.payer, false)
            default: continue
            }
        }
        return nil
    }

    private static let arc = "2.16.840.1.113883.10.20.27.3."

    /// Identifiers of what an element refers to, lower case: the extension under an OID, else the root.
    static func references(_ element: XMLElement, _ kind: Name) -> [String] {
        element.children(.reference).flatMap { reference in
            reference.children(kind).flatMap { $0.children(.id).compactMap { Self.id($0) } }
        }
    }

    private static func id(_ element: XMLElement) -> String? {
        guard !element.isNull, var id = element.string(.extension) ?? element.string(.root) else { return nil }
        if id.lowercased().hasPrefix("urn:uuid:") { id = String(id.dropFirst(9)) }
        return id.filter { $0 != "{" && $0 != "}" }.lowercased()
    }

    /// A fraction, as written.
    static func rate(_ observation: XMLElement) -> SentRate {
        let value = observation.child(.value)
        let digits = value?.isNull == true ? nil : value?.string(.value) ?? value.map { $0.text(limit: 40) }
        return SentRate(id: references(observation, .externalObservation).first, digits: digits, position: observation.position)
    }

    /// An entry that is not about a measure of quality: improvement activities, promoting interoperability. By the authority of its identifier.
    static func isOtherProgram(_ organizer: XMLElement) -> Bool {
        let roots = organizer.children(.reference).flatMap {
            $0.children(.externalDocument).flatMap { $0.children(.id).compactMap { $0.string(.root) } }
        }
        return roots.contains("2.16.840.1.113883.3.7031") || roots.contains("2.16.840.1.113883.3.7034")
            || ["28", "29", "33"].contains { has(organizer, arc + $0) }
    }
}
