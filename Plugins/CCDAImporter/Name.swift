package import HubCore
package import HubXML

/// The names of elements and attributes that are looked at, in CDA's own spelling. QRDA is CDA too, so its importers ask by the same names.
package enum Name: UInt16, CaseIterable {
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
    case width, numerator, denominator, documentationOf, externalObservation, serviceEvent, setId
    case representedOrganization

    package static let vocabulary = XMLVocabulary(
        Name.self,
        namespaces: [("urn:hl7-org:v3", .main), ("urn:hl7-org:sdtc", .added)])
}

/// The same questions as in HubXML, asked by ``Name``.
extension XMLElement {
    package func child(_ name: Name) -> XMLElement? { child(name.rawValue) }
    package func child(_ first: Name, _ second: Name) -> XMLElement? { child(first.rawValue)?.child(second.rawValue) }
    package func children(_ name: Name) -> XMLChildren { children(name.rawValue) }
    package func isNamed(_ wanted: Name) -> Bool { name == wanted.rawValue && space != .foreign }
    package func has(_ name: Name) -> Bool { has(name.rawValue) }
    package func attribute(_ name: Name, is text: StaticString) -> Bool { attribute(name.rawValue, is: text) }

    /// Trimmed; nil when it is absent or blank.
    package func string(_ name: Name) -> String? {
        guard let text = attribute(name.rawValue) else { return nil }
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return nil }
        if first > 32, last > 32, first < 0x80, last < 0x80 { return text }
        let trimmed = text.trimmingBlanks()
        return trimmed.isEmpty ? nil : trimmed
    }

    package var position: Position { Position(line: line, column: column) }
    package var isNegated: Bool { attribute(.negationInd, is: "true") || attribute(.negationInd, is: "1") }
    package var isNull: Bool { has(.nullFlavor) }
}
