internal import HubCore

extension CCDADocument {
    mutating func medications() {
        let rows = person.drugs.enumerated().map { at, course in
            (id: "drug\(at)", cells: [course.drug.words, course.start.description, course.end?.description ?? ""])
        }
        section(
            "2.1.1", "2014-06-09", "10160-0", "Medications", columns: ["Medication", "From", "To"], rows: rows
        ) { document in
            for (at, course) in document.person.drugs.enumerated() { document.medication(course, "drug\(at)") }
        }
    }

    private mutating func medication(_ course: MadeUpDrug, _ row: String) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("substanceAdministration", ["classCode": "SBADM", "moodCode": "INT"])
        xml.template("4.16", "2014-06-09")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.reference(row)
        xml.status(course.end == nil ? "active" : "completed")
        xml.open("effectiveTime", ["xsi:type": "IVL_TS"])
        xml.put("low", ["value": compact(course.start)])
        if let end = course.end { xml.put("high", ["value": compact(end)]) } else { xml.put("high", ["nullFlavor": "NI"]) }
        xml.close("effectiveTime")
        xml.put("doseQuantity", ["value": "1"])
        product("4.23", "2014-06-09", course.drug.rxnorm, OID.rxnorm, course.drug.words)
        xml.open("author")
        xml.template("4.119")
        xml.put("time", ["value": compact(course.start)])
        xml.open("assignedAuthor")
        xml.id("2.16.840.1.113883.4.6", CCDADocument.provider(of: person.number).npi)
        xml.close("assignedAuthor")
        xml.close("author")
        xml.close("substanceAdministration")
        xml.close("entry")
    }

    private mutating func product(_ template: String, _ version: String, _ code: String, _ system: String, _ words: String) {
        xml.open("consumable")
        xml.open("manufacturedProduct", ["classCode": "MANU"])
        xml.template(template, version)
        xml.open("manufacturedMaterial")
        xml.code("code", code, system, words)
        xml.close("manufacturedMaterial")
        xml.close("manufacturedProduct")
        xml.close("consumable")
    }

    mutating func immunizations() {
        let cancelled: Day? = takes(.cancelledVaccine) ? population.period.start.adding(days: 20) : nil
        var rows = person.influenzaShots.enumerated().map { at, day in
            (id: "shot\(at)", cells: [day.description, "Influenza, split virus, trivalent", "Given"])
        }
        if let cancelled {
            rows.append((id: "cancelled", cells: [cancelled.description, "Influenza, split virus, trivalent", "Cancelled"]))
        }
        section(
            "2.2.1", "2015-08-01", "11369-6", "Immunizations", columns: ["Date", "Vaccine", "Status"], rows: rows
        ) { document in
            for (at, day) in document.person.influenzaShots.enumerated() { document.shot(day, "shot\(at)", isCancelled: false) }
            if let cancelled { document.shot(cancelled, "cancelled", isCancelled: true) }
        }
    }

    private mutating func shot(_ day: Day, _ row: String, isCancelled: Bool) {
        xml.open("entry", ["typeCode": "DRIV"])
        if isCancelled { note(.cancelledVaccine, "substanceAdministration", "140") }
        xml.open("substanceAdministration", ["classCode": "SBADM", "moodCode": "EVN", "negationInd": "false"])
        xml.template("4.52", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.reference(row)
        xml.status(isCancelled ? "cancelled" : "completed")
        xml.put("effectiveTime", ["value": compact(day)])
        product("4.54", "2014-06-09", "140", OID.cvx, "Influenza, split virus, trivalent, injectable, preservative free")
        xml.close("substanceAdministration")
        xml.close("entry")
    }
}
