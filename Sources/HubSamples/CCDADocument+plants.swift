internal import HubCore

extension Plant {
    static let malformedTime = Plant(
        "malformed-timestamp", "A weight's time is `200130311`, nine digits.", finding: "a date that is none (REC-002)",
        effect: "none: measures of this sample use no weight")
    static let cancelledVaccine = Plant(
        "cancelled-vaccine", "A vaccination that was cancelled, and must not count as given.",
        finding: "none: the dose has the status cancelled",
        effect: "none on CMS165, CMS122 and CMS138")
    static let quantityWithoutUnit = Plant("pressure-without-unit", "A blood pressure without its unit.", finding: "REC-013")
    static let unitInCapitals = Plant(
        "unit-in-capitals", "The unit is `MM[HG]`, UCUM's case-insensitive way to write mm[Hg].", finding: "none, or a note")
    static let resultWithoutValue = Plant(
        "result-without-value", "An A1c whose value is nullFlavor UNK.", finding: "a result without a value")
    static let numberAsText = Plant(
        "number-as-text", "A weight sent as text (`ST`): `71.5 kg`.", finding: "none, or a note",
        effect: "none: measures of this sample use no weight")
    static let danglingReference = Plant(
        "reference-to-nowhere", "The text reference `#nowhere` leads to no narrative.", finding: "a reference that leads nowhere",
        effect: "none: the entry has its code")
    static let narrativeOnly = Plant(
        "narrative-only-section", "The family history is text and has no entry.", finding: "coverage: narrative only", effect: "none")
    static let unknownTemplate = Plant(
        "unknown-template", "An entry of a template that nobody knows: to be skipped and counted.",
        finding: "coverage: not understood", effect: "none")
    static let truncated = Plant(
        "truncated-document", "The document ends in the middle.", finding: "malformed XML", effect: "none: not part of the extract")
    static let doctype = Plant(
        "document-with-doctype", "The document declares a DOCTYPE, which no C-CDA may.", finding: "refused: DOCTYPE",
        effect: "none: not part of the extract")

    /// In documents, each is planted in this many at most.
    static let inDocuments: [(plant: Plant, most: Int)] = [
        (malformedTime, 2), (cancelledVaccine, 3), (quantityWithoutUnit, 4), (unitInCapitals, 4), (resultWithoutValue, 2),
        (numberAsText, 2), (danglingReference, 2), (narrativeOnly, 5), (unknownTemplate, 3),
    ]
}

extension CCDADocument {
    /// The two readings; wrong ones only where they are too old to count.
    mutating func pressure(_ pressure: MadeUpVisit.Pressure, _ visit: MadeUpVisit) -> [Reading] {
        var readings = [
            Reading(code: "8480-6", words: "Systolic blood pressure", value: "\(pressure.systolic)", unit: "mm[Hg]"),
            Reading(code: "8462-4", words: "Diastolic blood pressure", value: "\(pressure.diastolic)", unit: "mm[Hg]"),
        ]
        guard visit.day <= population.quietEnd else { return readings }
        if takes(.quantityWithoutUnit) {
            readings[0].unit = nil
            readings[0].plant = .quantityWithoutUnit
        } else if takes(.unitInCapitals) {
            readings[0].unit = "MM[HG]"
            readings[0].plant = .unitInCapitals
        }
        return readings
    }

    mutating func others(_ visit: MadeUpVisit) -> [Reading] {
        var weight = Reading(code: "29463-7", words: "Body weight", value: tenths(visit.weight), unit: "kg")
        var readings = [Reading(code: "8867-4", words: "Heart rate", value: "\(visit.pulse)", unit: "/min")]
        if takes(.malformedTime) {
            weight.plant = .malformedTime
            weight.field = "effectiveTime"
            weight.time = "200130311"
        } else if takes(.numberAsText) {
            weight.plant = .numberAsText
            weight.isText = true
            weight.value += " kg"
        } else if takes(.danglingReference) {
            weight.plant = .danglingReference
            weight.field = "reference"
        }
        readings.append(weight)
        readings.append(Reading(code: "8302-2", words: "Body height", value: tenths(visit.height), unit: "cm"))
        return readings
    }

    mutating func narrativeOnly() {
        guard takes(.narrativeOnly) else { return }
        xml.open("component")
        note(.narrativeOnly, "section", "Family history")
        xml.open("section")
        xml.template("2.15", "2015-08-01")
        xml.code("code", "10157-6", OID.loinc, "Family history")
        xml.put("title", text: "Family history")
        xml.put(line: "<text><paragraph>Mother with hypertension, father with diabetes.</paragraph></text>")
        xml.close("section")
        xml.close("component")
    }

    mutating func unknownEntry() {
        guard takes(.unknownTemplate) else { return }
        xml.open("entry")
        note(.unknownTemplate, "act", "2.16.840.1.113883.19.5.99999.77")
        xml.open("act", ["classCode": "ACT", "moodCode": "EVN"])
        xml.put("templateId", ["root": "2.16.840.1.113883.19.5.99999.77"])
        xml.put("code", ["nullFlavor": "OTH"])
        xml.close("act")
        xml.close("entry")
    }
}
