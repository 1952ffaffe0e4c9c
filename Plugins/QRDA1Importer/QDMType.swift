internal import CCDAImporter
internal import HubCore
internal import HubXML

/// What a statement is among the data types of measures (the Quality Data Model), by its templateId: the last arc of
/// `2.16.840.1.113883.10.20.24.3.N`. Versions (the `extension`) change details, never the meaning.
enum QDMType {
    case encounter, diagnosis(Fact.Status?), observation(Fact.Category), procedure, device
    case order(Fact.Intent), deviceOrder(Fact.Intent)
    case medicationActive, medicationOrder, medicationDispensed, medicationAdministered, immunization
    case allergy, adverseEvent, symptom, payer, expired, characteristic
    /// An act around the statement: a concern, or what an encounter or a supply cannot say itself, such as that it was not done.
    case wrapper
    /// Parts of other statements, goals, experience of care, communication: nothing that a measure of the hub asks for.
    case notNeeded

    /// The first of the element's templateIds that is known.
    static func of(_ element: XMLElement) -> QDMType? {
        element.children(.templateId).lazy.compactMap { $0.string(.root).flatMap { named($0) } }.first
    }

    static func number(_ root: String) -> Int? {
        root.hasPrefix(arc) ? Int(root.dropFirst(arc.count)) : nil
    }

    static func has(_ element: XMLElement, _ numbers: Set<Int>) -> Bool {
        element.children(.templateId).contains { $0.string(.root).flatMap { number($0) }.map { numbers.contains($0) } ?? false }
    }

    private static let arc = "2.16.840.1.113883.10.20.24.3."

    private static func named(_ root: String) -> QDMType? {
        // The reporting period.
        if root == "2.16.840.1.113883.10.20.17.3.8" { return .notNeeded }
        guard let number = number(root) else { return nil }
        switch number {
        case 21, 23: return .encounter
        case 11, 135: return .diagnosis(nil)
        case 13: return .diagnosis(.inactive)
        case 14: return .diagnosis(.resolved)
        case 38, 40: return .observation(.laboratory)
        case 18, 20: return .observation(.imaging)
        case 57, 59: return .observation(.exam)
        case 26, 28, 69, 144: return .observation(.survey)
        case 34, 66: return .observation(.procedureResult)
        case 32, 64: return .procedure
        case 7: return .device
        case 17, 22, 25, 31, 37, 58, 63, 158: return .order(.order)
        case 19, 24, 27, 33, 39, 60, 65, 145: return .order(.proposal)
        case 9: return .deviceOrder(.order)
        case 10: return .deviceOrder(.proposal)
        case 41: return .medicationActive
        case 47: return .medicationOrder
        case 45: return .medicationDispensed
        case 42: return .medicationAdministered
        case 140, 143: return .immunization
        case 44, 46, 147: return .allergy
        case 43, 146: return .adverseEvent
        case 76, 136: return .symptom
        case 55: return .payer
        case 54: return .expired
        case 103: return .characteristic
        case 130, 131, 132, 133, 134, 137, 138, 139: return .wrapper
        case 1...4, 12, 48, 51, 67, 75, 83...88, 97, 98, 100, 114, 141, 149, 150, 154, 156, 160, 166, 168, 170: return .notNeeded
        default: return nil
        }
    }
}
