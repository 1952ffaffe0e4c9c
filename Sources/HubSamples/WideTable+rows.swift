internal import HubCore

extension Plant {
    static let smokingUndated = Plant(
        "smoking-status-without-date", "The date of smoking status is blank in every row.", finding: "CMP-007, REC-001",
        effect: "CMS138: nobody is screened, though most were asked")
    static let spacedPressure = Plant(
        "pressure-with-words", "A blood pressure written as `128 / 76 mmHg`: to be read.", finding: "none",
        effect: "none if it is read; else the patient has no reading")
    static let percentSign = Plant(
        "a1c-with-percent-sign", "An A1c written as `6.8%`: to be read.", finding: "none",
        effect: "none if it is read; else the patient has no A1c")
    static let swappedCell = Plant(
        "pressure-swapped", "Systolic and diastolic are swapped.", finding: "REC-014", effect: "none: the patient has no hypertension")
    static let futureCell = Plant(
        "date-in-the-future", "A date of 2062 for an LDL.", finding: "REC-003", effect: "none on CMS165, CMS122 and CMS138")
    static let sameRow = Plant(
        "duplicated-row", "The row stands there twice, as joins over insurances do.", finding: "REC-009",
        effect: "none: a wellness visit counts once")
    static let defaultBirth = Plant(
        "impossible-birth-date", "The default birth date 1/1/1900.", finding: "REC-006",
        effect: "none: one office visit, too old for CMS165 and CMS122")
    static let noBirth = Plant("birth-date-missing", "No birth date.", finding: "REC-001", effect: "none: no age, no measure")
    static let shifted = Plant(
        "unescaped-comma", "The provider's name holds a comma outside quotes: one cell too many.", finding: "FIL-004",
        effect: "none: a young patient with one office visit")
    static let yearToDate = Plant(
        "wrong-period", "The title says January to September, sent as a whole year.", finding: "the printed period is not the expected one",
        effect: "none: the file is not part of the extract")
}

extension WideTable {
    /// The patient's row, if the report has one, and what a hub can see in it.
    func write(_ person: MadeUpPatient) throws(HubError) -> MadeUpPatient? {
        guard let row = WideTable.visible(person, population.period) else { return nil }
        let asked = person.visits.last { $0.smoking != nil }?.smoking
        var cells = cells(row, smoking: asked)
        var plants: [(Plant, Int)] = []
        func change(_ plant: Plant, _ column: String, most: Int, _ wrong: (String) -> String) {
            guard key.count(plant.id) < most, let at = WideTable.columns.firstIndex(of: column), !cells[at].isEmpty else { return }
            cells[at] = wrong(cells[at])
            plants.append((plant, at))
        }
        switch person.number % 9 {
        case 1: change(.spacedPressure, "Last BP", most: 4) { $0.replacing("/", with: " / ") + " mmHg" }
        case 2: change(.percentSign, "Last A1c", most: 4) { $0 + "%" }
        case 3 where row.hypertension == nil:
            change(.swappedCell, "Last BP", most: 3) { $0.split(separator: "/").reversed().joined(separator: "/") }
        case 4: change(.futureCell, "LDL Date", most: 1) { $0.dropLast(4) + "2062" }
        default: break
        }
        let line = try file.row(cells, ending: "\r\n")
        for (plant, at) in plants { note(plant, line, at, cells) }
        if asked != nil, let at = WideTable.columns.firstIndex(of: "Smoking Status Date") { note(.smokingUndated, line, at, cells) }
        if row.visits.last?.kind == .wellness, plants.isEmpty, key.count(Plant.sameRow.id) < 2 {
            let again = try file.row(cells, ending: "\r\n")
            key.add(.sameRow, file: file.name, line: again, text: cells[0])
        }
        return row
    }

    private func note(_ plant: Plant, _ line: Int, _ at: Int, _ cells: [String]) {
        key.add(
            plant, file: file.name, line: line, column: SampleFile.column(of: at, in: cells), field: WideTable.columns[at], text: cells[at])
    }

    /// Extra rows at the end that change no number.
    func writePlants() throws(HubError) {
        var nobody = MadeUpPatient(
            number: 1, id: "", mrn: "9900001", first: "", last: "", isFemale: true, birth: population.period.end.adding(years: -24),
            race: .white,
            isHispanic: false, smoking: .never)
        nobody.visits = [MadeUpVisit(day: population.period.start.adding(days: 40), minute: 600, kind: .office)]
        for (at, date) in ["1/1/1900", ""].enumerated() {
            nobody.mrn = "990000\(at + 1)"
            var row = cells(nobody, smoking: nil)
            row[1] = date
            let line = try file.row(row, ending: "\r\n")
            note(at == 0 ? .defaultBirth : .noBirth, line, 1, row)
        }
        nobody.mrn = "9900003"
        var row = cells(nobody, smoking: nil)
        row[WideTable.columns.count - 1] = "Okafor"
        row.append(" Ngozi")
        let line = try file.row(row, ending: "\r\n")
        key.add(
            .shifted, file: file.name, line: line, column: SampleFile.column(of: row.count - 2, in: row), field: "Provider",
            text: "Okafor, Ngozi")
    }

    /// The same report run too early.
    func writeYearToDate(in folder: String) throws(HubError) -> SamplePractice.File {
        let early = Period(population.period.start, population.period.start.adding(months: 9).adding(days: -1))
        let file = try SampleFile("bad/abcs-year-to-date.csv", in: folder, isWindows: true)
        try WideTable.begin(file, population.profile, early)
        key.add(
            .yearToDate, file: file.name, line: 3, column: 13, field: "Date range",
            text: "\(WideTable.slashed(early.start, 2)) - \(WideTable.slashed(early.end, 2))")
        for number in 1...60 {
            let person = population.patient(number)
            guard let row = WideTable.visible(person, early) else { continue }
            try file.row(cells(row, smoking: person.smoking), ending: "\r\n")
        }
        try file.finish()
        return file.summary
    }
}
