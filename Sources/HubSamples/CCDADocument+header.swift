internal import HubCore

extension CCDADocument {
    mutating func header() {
        xml.put(line: #"<?xml version="1.0" encoding="UTF-8"?>"#)
        xml.open(
            "ClinicalDocument",
            ["xmlns": "urn:hl7-org:v3", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xmlns:sdtc": "urn:hl7-org:sdtc"])
        xml.put("realmCode", ["code": "US"])
        xml.put("typeId", ["root": "2.16.840.1.113883.1.3", "extension": "POCD_HD000040"])
        xml.template("1.1", "2015-08-01")
        xml.template("1.2", "2015-08-01")
        xml.id(OID.practice, "CCD-" + person.mrn)
        xml.code("code", "34133-9", OID.loinc, "Summarization of Episode Note")
        xml.put("title", text: "Continuity of Care Document")
        let taken = compact(population.period.end) + "180000-0800"
        xml.put("effectiveTime", ["value": taken])
        xml.put("confidentialityCode", ["code": "N", "codeSystem": "2.16.840.1.113883.5.25"])
        xml.put("languageCode", ["code": "en-US"])
        recordTarget()
        xml.open("author")
        xml.put("time", ["value": taken])
        xml.open("assignedAuthor")
        xml.put("id", ["nullFlavor": "NA"])
        addressAndPhone()
        xml.open("assignedAuthoringDevice")
        xml.put("manufacturerModelName", text: "Harbor Chart")
        xml.put("softwareName", text: "Harbor Chart 9.2")
        xml.close("assignedAuthoringDevice")
        xml.close("assignedAuthor")
        xml.close("author")
        xml.open("custodian")
        xml.open("assignedCustodian")
        xml.open("representedCustodianOrganization")
        organization()
        xml.close("representedCustodianOrganization")
        xml.close("assignedCustodian")
        xml.close("custodian")
        serviceEvent()
    }

    private mutating func organization() {
        xml.id(OID.practice, population.profile.code)
        xml.put("name", text: population.profile.name)
        xml.put("telecom", ["use": "WP", "value": "tel:+1(555)555-0142"])
        xml.put(
            line: "<addr><streetAddressLine>1 Sample Way</streetAddressLine><city>Port Example</city><state>WA</state>"
                + "<postalCode>98000</postalCode><country>US</country></addr>")
    }

    private mutating func addressAndPhone() {
        xml.put(
            line: "<addr><streetAddressLine>1 Sample Way</streetAddressLine><city>Port Example</city><state>WA</state>"
                + "<postalCode>98000</postalCode><country>US</country></addr>")
        xml.put("telecom", ["use": "WP", "value": "tel:+1(555)555-0142"])
    }

    private mutating func recordTarget() {
        xml.open("recordTarget")
        xml.open("patientRole")
        xml.id(OID.patients, person.mrn)
        xml.put(
            line: "<addr use=\"HP\"><streetAddressLine>\(10 + person.number % 900) Sample Street</streetAddressLine>"
                + "<city>Port Example</city><state>WA</state><postalCode>98000</postalCode><country>US</country></addr>")
        xml.put("telecom", ["nullFlavor": "NI"])
        xml.open("patient")
        xml.open("name", ["use": "L"])
        xml.put("given", text: person.first)
        xml.put("family", text: person.last)
        xml.close("name")
        xml.put("administrativeGenderCode", ["code": person.isFemale ? "F" : "M", "codeSystem": "2.16.840.1.113883.5.1"])
        xml.put("birthTime", ["value": compact(person.birth)])
        if let death = person.death {
            xml.put("sdtc:deceasedInd", ["value": "true"])
            xml.put("sdtc:deceasedTime", ["value": compact(death)])
        }
        xml.code("raceCode", person.race.code, OID.ethnicity, person.race.words)
        let ethnicity = person.isHispanic ? ("2135-2", "Hispanic or Latino") : ("2186-5", "Not Hispanic or Latino")
        xml.code("ethnicGroupCode", ethnicity.0, OID.ethnicity, ethnicity.1)
        xml.close("patient")
        xml.open("providerOrganization")
        organization()
        xml.close("providerOrganization")
        xml.close("patientRole")
        xml.close("recordTarget")
    }

    private mutating func serviceEvent() {
        xml.open("documentationOf")
        xml.open("serviceEvent", ["classCode": "PCPR"])
        xml.times(from: compact(population.start), to: compact(population.period.end))
        xml.open("performer", ["typeCode": "PRF"])
        xml.open("assignedEntity")
        xml.id("2.16.840.1.113883.4.6", CCDADocument.provider(of: person.number).npi)
        xml.open("assignedPerson")
        xml.put(line: "<name><given>\(CCDADocument.provider(of: person.number).given)</given><family>Sampleton</family></name>")
        xml.close("assignedPerson")
        xml.close("assignedEntity")
        xml.close("performer")
        xml.close("serviceEvent")
        xml.close("documentationOf")
    }

    /// NPIs with a right check digit that begin with 9, which no real one does.
    static func provider(of number: Int) -> (npi: String, given: String) {
        let body = "90000000\(number % 3)"
        // Luhn over 80840 + the nine digits (45 CFR 162.406; ISO 7812).
        var sum = 0
        for (at, digit) in ("80840" + body).reversed().enumerated() {
            let value = (digit.wholeNumberValue ?? 0) * (at % 2 == 0 ? 2 : 1)
            sum += value / 10 + value % 10
        }
        return (body + "\((10 - sum % 10) % 10)", ["Marit", "Amadou", "Lin"][number % 3])
    }
}
