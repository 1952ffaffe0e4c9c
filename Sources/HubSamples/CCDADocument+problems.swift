internal import HubCore

extension CCDADocument {
    mutating func problems() {
        let problems = person.problems
        let rows = problems.enumerated().map { at, problem in
            (
                id: "problem\(at)",
                cells: [
                    problem.disease.words, problem.disease.icd10, problem.onset.description, problem.end == nil ? "Active" : "Resolved",
                ]
            )
        }
        section(
            "2.5.1", "2015-08-01", "11450-4", "Problem list", columns: ["Problem", "ICD-10-CM", "Since", "Status"], rows: rows
        ) { document in
            for (at, problem) in problems.enumerated() { document.concern(problem, "problem\(at)") }
        }
    }

    private mutating func concern(_ problem: MadeUpCondition, _ row: String) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("act", ["classCode": "ACT", "moodCode": "EVN"])
        xml.template("4.3", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)-concern")
        xml.code("code", "CONC", OID.actStatus, "Concern")
        xml.status(problem.end == nil ? "active" : "completed")
        xml.times(from: compact(problem.onset), to: problem.end.map(compact))
        xml.open("entryRelationship", ["typeCode": "SUBJ"])
        observation(problem.disease, from: problem.onset, to: problem.end, row)
        xml.close("entryRelationship")
        xml.close("act")
        xml.close("entry")
    }

    /// A Problem Observation; the ICD-10-CM code is a translation, as C-CDA asks.
    mutating func observation(_ disease: Disease, from: Day, to end: Day?, _ row: String) {
        xml.open("observation", ["classCode": "OBS", "moodCode": "EVN"])
        xml.template("4.4", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)-\(disease.icd10)")
        xml.open("code", ["code": "282291009", "codeSystem": OID.snomed, "displayName": "Diagnosis"])
        xml.code("translation", "29308-4", OID.loinc, "Diagnosis")
        xml.close("code")
        xml.reference(row)
        xml.status("completed")
        xml.times(from: compact(from), to: end.map(compact))
        xml.open(
            "value", ["xsi:type": "CD", "code": disease.snomed, "codeSystem": OID.snomed, "displayName": disease.words])
        xml.code("translation", disease.icd10, OID.icd10, disease.words)
        xml.close("value")
        xml.close("observation")
    }

    mutating func allergies() {
        section(
            "2.6.1", "2015-08-01", "48765-2", "Allergies and adverse reactions", columns: ["Allergy"],
            rows: [(id: "allergy0", cells: [person.hasLatexAllergy ? "Latex" : "No known allergies"])]
        ) { document in document.allergy(toLatex: document.person.hasLatexAllergy) }
    }

    /// The one allergy of the samples, or that there is none.
    private mutating func allergy(toLatex: Bool) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("act", ["classCode": "ACT", "moodCode": "EVN"])
        xml.template("4.30", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-allergies")
        xml.code("code", "CONC", OID.actStatus, "Concern")
        xml.status("active")
        xml.times(from: compact(population.start), to: nil)
        xml.open("entryRelationship", ["typeCode": "SUBJ"])
        xml.open("observation", ["classCode": "OBS", "moodCode": "EVN", "negationInd": toLatex ? "false" : "true"])
        xml.template("4.7", "2014-06-09")
        xml.id(OID.practice, "\(person.mrn)-allergies-none")
        xml.put("code", ["code": "ASSERTION", "codeSystem": "2.16.840.1.113883.5.4"])
        xml.reference("allergy0")
        xml.status("completed")
        xml.times(from: compact(population.start), to: nil)
        xml.put(
            "value", ["xsi:type": "CD", "code": "419199007", "codeSystem": OID.snomed, "displayName": "Allergy to substance"])
        xml.open("participant", ["typeCode": "CSM"])
        xml.open("participantRole", ["classCode": "MANU"])
        xml.open("playingEntity", ["classCode": "MMAT"])
        if toLatex { xml.code("code", "111088007", OID.snomed, "Latex (substance)") } else { xml.put("code", ["nullFlavor": "NA"]) }
        xml.close("playingEntity")
        xml.close("participantRole")
        xml.close("participant")
        xml.close("observation")
        xml.close("entryRelationship")
        xml.close("act")
        xml.close("entry")
    }
}
