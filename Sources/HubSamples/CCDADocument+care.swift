internal import HubCore

extension CCDADocument {
    mutating func socialHistory() {
        let visits = person.visits.enumerated().filter { $0.element.smoking != nil }
        let rows = visits.map { at, visit in
            (id: "social\(at)", cells: [visit.day.description, "Tobacco smoking status", visit.smoking?.words ?? ""])
        }
        section(
            "2.17", "2015-08-01", "29762-2", "Social history", columns: ["Date", "Question", "Answer"], rows: rows
        ) { document in
            for (at, visit) in visits { if let status = visit.smoking { document.smoking(status, visit, "social\(at)") } }
        }
    }

    private mutating func smoking(_ status: MadeUpPatient.Smoking, _ visit: MadeUpVisit, _ row: String) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("observation", ["classCode": "OBS", "moodCode": "EVN"])
        xml.template("4.78", "2014-06-09")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.code("code", "72166-2", OID.loinc, "Tobacco smoking status NHIS")
        xml.reference(row)
        xml.status("completed")
        xml.put("effectiveTime", ["value": stamp(visit)])
        xml.put(
            "value", ["xsi:type": "CD", "code": status.snomed, "codeSystem": OID.snomed, "displayName": status.words])
        xml.close("observation")
        xml.close("entry")
    }

    mutating func encounters() {
        let rows = person.visits.enumerated().map { at, visit in
            (id: "visit\(at)", cells: [visit.day.description, code(of: visit).words])
        }
        section(
            "2.22.1", "2015-08-01", "46240-8", "Encounters", columns: ["Date", "Kind"], rows: rows
        ) { document in
            for (at, visit) in document.person.visits.enumerated() { document.encounter(visit, "visit\(at)") }
            document.unknownEntry()
        }
    }

    /// The practice's own codes, as most EMRs send them.
    private func code(of visit: MadeUpVisit) -> (code: String, words: String) {
        switch visit.kind {
        case .office, .value: ("OV", "Office visit")
        case .wellness: ("PREV", "Preventive visit, adult")
        case .wellChild: ("WCC", "Well child visit")
        case .telephone: ("TEL", "Telephone visit")
        case .emergency: ("ED", "Emergency department visit")
        }
    }

    private mutating func encounter(_ visit: MadeUpVisit, _ row: String) {
        let kind = code(of: visit)
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("encounter", ["classCode": "ENC", "moodCode": "EVN"])
        xml.template("4.49", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.open("code", ["code": kind.code, "codeSystem": OID.visitTypes, "displayName": kind.words])
        xml.open("originalText")
        xml.put("reference", ["value": "#" + row])
        xml.close("originalText")
        xml.put("translation", ["code": visit.kind.synthea.actClass, "codeSystem": "2.16.840.1.113883.5.4"])
        if population.profile.sendsBillingCodes, visit.kind == .wellness, person.birth.age(at: visit.day) >= 65 {
            xml.code("translation", "G0439", OID.hcpcs, "Annual wellness visit")
        }
        xml.close("code")
        xml.reference(row)
        xml.status("completed")
        xml.times(from: stamp(visit), to: stamp(visit, 15))
        if let problem = person.problems.first(where: { $0.onset <= visit.day && ($0.end ?? visit.day) >= visit.day }) {
            xml.open("entryRelationship", ["typeCode": "SUBJ"])
            xml.open("act", ["classCode": "ACT", "moodCode": "EVN"])
            xml.template("4.80", "2015-08-01")
            xml.code("code", "29308-4", OID.loinc, "Diagnosis")
            xml.status("active")
            xml.open("entryRelationship", ["typeCode": "SUBJ"])
            observation(problem.disease, from: problem.onset, to: problem.end, row)
            xml.close("entryRelationship")
            xml.close("act")
            xml.close("entryRelationship")
        }
        xml.close("encounter")
        xml.close("entry")
    }

    mutating func procedures() {
        var done: [(day: Day, code: String, words: String)] = person.visits.filter(\.counselled).map {
            ($0.day, "225323000", "Smoking cessation education")
        }
        if let day = person.hospice { done.append((day, "385763009", "Hospice care")) }
        let rows = done.enumerated().map { (id: "procedure\($0)", cells: [$1.day.description, $1.words]) }
        section(
            "2.7.1", "2014-06-09", "47519-4", "Procedures", columns: ["Date", "Procedure"], rows: rows
        ) { document in
            for (at, one) in done.enumerated() { document.procedure(one.day, one.code, one.words, "procedure\(at)") }
        }
    }

    private mutating func procedure(_ day: Day, _ code: String, _ words: String, _ row: String) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("procedure", ["classCode": "PROC", "moodCode": "EVN"])
        xml.template("4.14", "2014-06-09")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.code("code", code, OID.snomed, words)
        xml.reference(row)
        xml.status("completed")
        xml.put("effectiveTime", ["value": compact(day)])
        xml.close("procedure")
        xml.close("entry")
    }
}
