internal import HubCore

extension CCDADocument {
    mutating func vitals() {
        let visits = person.visits.enumerated().filter { $0.element.pulse > 0 }
        let rows = visits.map { at, visit in
            let pressures = visit.pressures.map { "\($0.systolic)/\($0.diastolic)" }.joined(separator: ", ")
            return (
                id: "vitals\(at)",
                cells: [visit.day.description, pressures, "\(visit.pulse)", tenths(visit.weight) + " kg", tenths(visit.height) + " cm"]
            )
        }
        section(
            "2.4.1", "2015-08-01", "8716-3", "Vital signs", columns: ["Date", "Blood pressure", "Pulse", "Weight", "Height"], rows: rows
        ) { document in
            for (at, visit) in visits {
                for (nth, pressure) in visit.pressures.enumerated() {
                    document.vitals(visit, "vitals\(at)", nth, later: nth * 5, document.pressure(pressure, visit))
                }
                document.vitals(visit, "vitals\(at)", 9, later: 0, document.others(visit))
            }
        }
    }

    struct Reading {
        var code, words, value: String
        var unit: String?
        var plant: Plant?
        var field = "value"
        var time: String?
        var isText = false
    }

    private mutating func vitals(_ visit: MadeUpVisit, _ row: String, _ nth: Int, later: Int, _ readings: [Reading]) {
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("organizer", ["classCode": "CLUSTER", "moodCode": "EVN"])
        xml.template("4.26", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)-\(nth)")
        xml.open("code", ["code": "46680005", "codeSystem": OID.snomed, "displayName": "Vital signs"])
        xml.code("translation", "74728-7", OID.loinc, "Vital signs")
        xml.close("code")
        xml.status("completed")
        xml.put("effectiveTime", ["value": stamp(visit, later)])
        for reading in readings { component(reading, "4.27", "2014-06-09", at: stamp(visit, later), row) }
        xml.close("organizer")
        xml.close("entry")
    }

    mutating func component(_ reading: Reading, _ template: String, _ version: String, at time: String, _ row: String) {
        xml.open("component")
        xml.open("observation", ["classCode": "OBS", "moodCode": "EVN"])
        xml.template(template, version)
        xml.id(OID.practice, "\(person.mrn)-\(row)-\(reading.code)-\(xml.line)")
        xml.code("code", reading.code, OID.loinc, reading.words)
        if reading.field == "reference", let plant = reading.plant { note(plant, "text", "#nowhere") }
        xml.reference(reading.field == "reference" ? "nowhere" : row)
        xml.status("completed")
        if reading.field == "effectiveTime", let plant = reading.plant { note(plant, "effectiveTime", reading.time ?? "") }
        xml.put("effectiveTime", ["value": reading.time ?? time])
        if reading.field == "value", let plant = reading.plant {
            note(plant, "value", reading.value)
        }
        if reading.isText {
            xml.put("value", ["xsi:type": "ST"], text: reading.value)
        } else if reading.value.isEmpty {
            xml.put("value", ["xsi:type": "PQ", "nullFlavor": "UNK"])
        } else if let unit = reading.unit {
            xml.put("value", ["xsi:type": "PQ", "value": reading.value, "unit": unit])
        } else {
            xml.put("value", ["xsi:type": "PQ", "value": reading.value])
        }
        xml.put("interpretationCode", ["code": "N", "codeSystem": "2.16.840.1.113883.5.83"])
        xml.close("observation")
        xml.close("component")
    }

    mutating func results() {
        let visits = person.visits.enumerated().filter { $0.element.a1c != nil || $0.element.ldl != nil }
        let rows = visits.map { at, visit in
            (
                id: "result\(at)",
                cells: [visit.day.description, visit.a1c.map { tenths($0) + " %" } ?? "", visit.ldl.map { "\($0) mg/dL" } ?? ""]
            )
        }
        section(
            "2.3.1", "2015-08-01", "30954-2", "Results", columns: ["Date", "Hemoglobin A1c", "LDL cholesterol"], rows: rows
        ) { document in
            for (at, visit) in visits { document.results(visit, "result\(at)") }
        }
    }

    private mutating func results(_ visit: MadeUpVisit, _ row: String) {
        var readings: [Reading] = []
        if let a1c = visit.a1c {
            readings.append(Reading(code: "4548-4", words: "Hemoglobin A1c/Hemoglobin.total in Blood", value: tenths(a1c), unit: "%"))
        }
        if let ldl = visit.ldl {
            readings.append(
                Reading(
                    code: "18262-6", words: "Cholesterol in LDL [Mass/volume] in Serum or Plasma by Direct assay", value: "\(ldl)",
                    unit: "mg/dL"))
        }
        if visit.day <= population.quietEnd, takes(.resultWithoutValue) {
            readings.append(
                Reading(
                    code: "4548-4", words: "Hemoglobin A1c/Hemoglobin.total in Blood", value: "", unit: "%", plant: .resultWithoutValue))
        }
        xml.open("entry", ["typeCode": "DRIV"])
        xml.open("organizer", ["classCode": "BATTERY", "moodCode": "EVN"])
        xml.template("4.1", "2015-08-01")
        xml.id(OID.practice, "\(person.mrn)-\(row)")
        xml.code("code", "26436-6", OID.loinc, "Laboratory studies")
        xml.status("completed")
        xml.times(from: stamp(visit), to: stamp(visit, 5))
        for reading in readings { component(reading, "4.2", "2015-08-01", at: stamp(visit), row) }
        xml.close("organizer")
        xml.close("entry")
    }
}
