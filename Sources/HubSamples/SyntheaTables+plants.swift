internal import HubCore

extension Plant {
    static let endsBeforeStart = Plant("visit-ends-before-it-starts", "The visit's STOP is a month before its START.", finding: "REC-005")
    static let duplicate = Plant("duplicated-row", "The row stands there twice.", finding: "REC-009")
    static let a1cInOtherUnit = Plant("a1c-in-other-unit", "An A1c in mmol/mol is labelled with the unit `%`.", finding: "REC-016")
    static let noUnit = Plant(
        "pressure-without-unit", "A blood pressure without its unit (systolic and diastolic row).", finding: "REC-013")
    static let kilopascal = Plant(
        "pressure-in-kilopascal", "A blood pressure in kPa (systolic and diastolic row): to be converted.", finding: "none, or a note")
    static let swapped = Plant("pressure-swapped", "Systolic and diastolic are swapped (both rows).", finding: "REC-014")
    static let birth = Plant(
        "impossible-birth-date", "A birth date in 1875, one in the future, and the default of 1900-01-01.", finding: "REC-006",
        effect: "none: these patients have no visits")
    static let testPatient = Plant(
        "test-patient", "A test patient, to be kept out.", finding: "a skip: test patient",
        effect: "if it is not kept out, the initial population of CMS138 is larger by one")
    static let future = Plant("date-in-the-future", "A measurement dated 2062.", finding: "REC-003")
    static let beforeBirth = Plant("event-before-birth", "A measurement from before the patient was born.", finding: "REC-004")
    static let noSuchDay = Plant("no-such-day", "A measurement on 30 February.", finding: "REC-002")
    static let orphan = Plant("unknown-patient", "A measurement of a patient who is not in patients.csv.", finding: "REC-007")
    static let ragged = Plant("ragged-row", "The row has seven cells instead of nine.", finding: "FIL-004")
    static let noSuchVaccine = Plant("no-such-vaccine", "CVX has no code 9999.", finding: "REC-011")
    static let unclosedQuote = Plant(
        "unclosed-quote", "A quote is opened and never closed, and swallows the rest of the file.", finding: "csv.unclosed-quote",
        effect: "none: the file is not part of the extract")
}

extension SyntheaTables {
    /// After all patients: rows that are wrong and change no number, hung on the first patient who was alive throughout.
    func writePlants(on person: MadeUpPatient) throws(HubError) {
        func weight(_ when: String, _ plant: Plant, in field: String, of patient: String) throws(HubError) {
            try row(
                .observations, [when, patient, "", "vital-signs", "29463-7", "Body Weight", "71.5", "kg", "numeric"], wrong: plant,
                in: field)
        }
        try weight("2062-03-14T09:00:00Z", .future, in: "DATE", of: person.id)
        try weight(stamp(person.birth.adding(days: -400), 540), .beforeBirth, in: "DATE", of: person.id)
        try weight("\(population.start.parts.year)-02-30T09:00:00Z", .noSuchDay, in: "DATE", of: person.id)
        try weight(stamp(population.start, 540), .orphan, in: "PATIENT", of: "00000000-0000-4000-8000-000000000000")
        let time = stamp(population.start, 540)
        try row(.observations, [time, person.id, "", "vital-signs", "8867-4", "Heart rate", "72.0"], wrong: .ragged)
        try row(.immunizations, [time, person.id, "", "9999", "Unknown vaccine", "0.00"], wrong: .noSuchVaccine, in: "CODE")
        var stranger = MadeUpPatient(
            number: -1, id: "", mrn: "", first: "Ada", last: "Oldenough", isFemale: true, birth: person.birth, race: .white,
            isHispanic: false, smoking: .never)
        for (at, birth) in ["1875-03-02", "2093-07-01", "1900-01-01"].enumerated() {
            stranger.id = "00000000-0000-4000-8000-00000000010\(at)"
            var cells = patientCells(stranger)
            cells[1] = birth
            try row(.patients, cells, wrong: .birth, in: "BIRTHDATE")
        }
        stranger.id = "00000000-0000-4000-8000-000000000200"
        (stranger.first, stranger.last, stranger.birth) = ("ZZTEST", "PATIENT", population.period.start.adding(years: -44))
        try row(.patients, patientCells(stranger), wrong: .testPatient, in: "FIRST")
        let day = population.period.end.adding(days: -90)
        try row(
            .encounters,
            [
                visitID(stranger, 0), stamp(day, 600), stamp(day, 615), stranger.id, organization, providers[0], "", "wellness",
                "162673000",
                "General examination of patient (procedure)", "77.49", "120.00", "0.00", "", "",
            ])
    }

    /// A file of its own, because what it does to the rest of an extract would be the end of it.
    func writeUnclosedQuote(on person: MadeUpPatient) throws(HubError) -> SamplePractice.File {
        let file = try SampleFile("bad/observations-unclosed-quote.csv", in: folder)
        try file.put(line: Table.observations.columns.joined(separator: ","))
        for at in 0..<80 {
            let words = at == 11 ? "\"Body Weight" : "Body Weight"
            let line = "\(stamp(population.start.adding(days: at), 540)),\(person.id),,vital-signs,29463-7,\(words),71.5,kg,numeric"
            if at == 11 {
                key.add(
                    .unclosedQuote, file: file.name, line: file.line, column: line.prefix { $0 != "\"" }.count + 1, field: "DESCRIPTION",
                    text: words)
            }
            try file.put(line: line)
        }
        try file.finish()
        return .init(name: file.name, path: file.path, rows: 80)
    }
}
