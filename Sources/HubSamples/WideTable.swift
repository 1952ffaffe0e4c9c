internal import HubCore

/// One table for aspirin, blood pressure, cholesterol and smoking: titles above the header, one row a patient, totals below; Windows-1252,
/// CRLF, dates as m/d/yyyy. Holds the last of each value only, so that a chart is not wholly visible in it.
final class WideTable {
    let key: AnswerKey
    let population: Population
    let file: SampleFile

    static let columns = [
        "MRN", "DOB", "Sex", "Last Visit Date", "Last Visit Type", "HTN Dx Date", "DM Dx Date", "IVD Dx Date", "Last BP", "BP Date",
        "Last A1c", "A1c Date", "Last LDL", "LDL Date", "Smoking Status", "Smoking Status Date", "Cessation Counseling", "Aspirin",
        "Statin",
        "Provider",
    ]

    init(_ population: Population, key: AnswerKey, in folder: String) throws(HubError) {
        (self.population, self.key) = (population, key)
        file = try SampleFile("extract/abcs.csv", in: folder, isWindows: true)
        try WideTable.begin(file, population.profile, population.period)
    }

    static func begin(_ file: SampleFile, _ profile: SampleProfile, _ printed: Period) throws(HubError) {
        try put(file, "ABCS Quality Report")
        try put(file, "Practice: \(profile.name)")
        try put(file, "Date range: \(slashed(printed.start, 2)) - \(slashed(printed.end, 2))")
        try put(file, "")
        try put(file, columns.joined(separator: ","))
    }

    static func put(_ file: SampleFile, _ line: String) throws(HubError) { try file.put(line: line, ending: "\r\n") }

    /// What the row of this patient shows; nil when the report leaves the patient out for want of a visit in its dates.
    static func visible(_ person: MadeUpPatient, _ period: Period) -> MadeUpPatient? {
        let visits = person.visits.filter { $0.day <= period.end && $0.kind != .emergency }
        guard var last = visits.last, period.contains(last.day) else { return nil }
        var row = person
        row.drugs = person.drugs.filter { $0.drug == .aspirin || $0.drug == .atorvastatin }
        (row.influenzaShots, row.pregnancy, row.kidneyFailure, row.hospice) = ([], nil, nil, nil)
        row.hypertension?.end = nil
        if last.kind == .wellChild { last.kind = .wellness }
        (last.pressures, last.a1c, last.ldl, last.smoking) = ([], nil, nil, nil)
        func value(_ has: (MadeUpVisit) -> Bool, _ keep: (inout MadeUpVisit, MadeUpVisit) -> Void) -> MadeUpVisit? {
            guard let from = visits.last(where: has) else { return nil }
            var value = MadeUpVisit(day: from.day, minute: from.minute, kind: .value)
            keep(&value, from)
            return value
        }
        row.visits = [
            value({ !$0.pressures.isEmpty }, { $0.pressures = $1.pressures.suffix(1) }),
            value({ $0.a1c != nil }, { $0.a1c = $1.a1c }), value({ $0.ldl != nil }, { $0.ldl = $1.ldl }),
        ].compactMap(\.self)
        row.visits.append(last)
        return row
    }

    /// The cells of a row. The smoking status has no date, in no row: that is this practice's great error.
    func cells(_ row: MadeUpPatient, smoking: MadeUpPatient.Smoking?) -> [String] {
        func last(_ has: (MadeUpVisit) -> Bool) -> MadeUpVisit? { row.visits.last(where: has) }
        let visit = last { $0.kind != .value }
        let pressure = last { !$0.pressures.isEmpty }
        let (a1c, ldl) = (last { $0.a1c != nil }, last { $0.ldl != nil })
        func date(_ day: Day?) -> String { day.map { WideTable.slashed($0, 1) } ?? "" }
        func yes(_ drug: Drug) -> String { row.drugs.contains { $0.drug == drug } ? "Y" : "N" }
        return [
            row.mrn, date(row.birth), row.isFemale ? "F" : "M", date(visit?.day), visit.map(WideTable.code) ?? "",
            date(row.hypertension?.onset), date(row.diabetes?.onset), date(row.heartDisease?.onset),
            pressure?.pressures.last.map { "\($0.systolic)/\($0.diastolic)" } ?? "", date(pressure?.day), a1c?.a1c.map(tenths) ?? "",
            date(a1c?.day), ldl?.ldl.map(String.init) ?? "", date(ldl?.day), smoking.map(\.words) ?? "", "",
            visit?.counselled == true ? "Y" : "N", yes(.aspirin), yes(.atorvastatin),
            ["Dr. Peñaloza", "Dr. Okafor", "Dr. Lindqvist"][row.number % 3],
        ]
    }

    private static func code(_ visit: MadeUpVisit) -> String {
        switch visit.kind {
        case .wellness, .wellChild: "AWV"
        case .telephone: "TEL"
        case .office, .emergency, .value: "OV"
        }
    }

    /// m/d/yyyy, or mm/dd/yyyy with a width of 2.
    static func slashed(_ day: Day, _ width: Int) -> String {
        let (year, month, date) = day.parts
        return "\(padded(month, width))/\(padded(date, width))/\(padded(year, 4))"
    }

    func finish() throws(HubError) -> SamplePractice.File {
        try file.put(line: "Total patients: \(file.dataRows)" + String(repeating: ",", count: WideTable.columns.count - 1), ending: "\r\n")
        try WideTable.put(file, "")
        try WideTable.put(file, "*** End of report ***")
        try file.finish()
        return file.summary
    }
}
