internal import HubCore
internal import HubXML

/// The names of elements and attributes that are looked at, in CDA's own spelling.
enum Name: UInt16, CaseIterable {
    case ClinicalDocument, act, addr, administrativeGenderCode, assignedAuthor, assignedEntity, assignedPerson, author
    case authorizationInd, birthTime, center, classCode, code, codeSystem, codeSystemName, comp, component, componentOf
    case consumable, country, deceasedInd, deceasedTime, dischargeDispositionCode, displayName, doseQuantity
    case effectiveTime, encompassingEncounter, encounter, encounterParticipant, entry, entryRelationship, externalDocument
    case ethnicGroupCode, `extension`, family, given, high, id, ID, inclusive, inversionInd, interpretationCode
    case languageCode, languageCommunication, low, manufacturedMaterial, manufacturedProduct, moodCode, name
    case negationInd, nonXMLBody, nullFlavor, observation, observationMedia, `operator`, organizer, originalText, participant
    case participantRole, patient, patientRole, performer, period, playingDevice, playingEntity, postalCode
    case preferenceInd, procedure, product, quantity, raceCode, recordTarget, reference, referenceRange, repeatNumber
    case representation, responsibleParty, root, section, statusCode, structuredBody, subject, substanceAdministration
    case supply, targetSiteCode, td, templateId, tr, text, time, title, translation, type, typeCode, unit, value, valueSet
    case width, numerator, denominator

    static let vocabulary = XMLVocabulary(
        Name.self,
        namespaces: [("urn:hl7-org:v3", .main), ("urn:hl7-org:sdtc", .added)])
}

/// The same questions as in HubXML, asked by ``Name``.
extension XMLElement {
    func child(_ name: Name) -> XMLElement? { child(name.rawValue) }
    func child(_ first: Name, _ second: Name) -> XMLElement? { child(first.rawValue)?.child(second.rawValue) }
    func children(_ name: Name) -> XMLChildren { children(name.rawValue) }
    func isNamed(_ wanted: Name) -> Bool { name == wanted.rawValue && space != .foreign }
    func has(_ name: Name) -> Bool { has(name.rawValue) }
    func attribute(_ name: Name, is text: StaticString) -> Bool { attribute(name.rawValue, is: text) }

    /// Trimmed; nil when it is absent or blank.
    func string(_ name: Name) -> String? {
        guard let text = attribute(name.rawValue) else { return nil }
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return nil }
        if first > 32, last > 32, first < 0x80, last < 0x80 { return text }
        let trimmed = text.trimmingBlanks()
        return trimmed.isEmpty ? nil : trimmed
    }

    var position: Position { Position(line: line, column: column) }
    var isNegated: Bool { attribute(.negationInd, is: "true") || attribute(.negationInd, is: "1") }
    var isNull: Bool { has(.nullFlavor) }
}
