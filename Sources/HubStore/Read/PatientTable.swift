internal import HubCore

/// The patients of a practice as current submissions describe them: for each field, the latest submission that says something.
struct PatientTable {
    private var patients: [HistoryPatient]
    private var isThere: [Bool]

    /// One more than the highest number.
    var count: Int { patients.count }

    subscript(id: Int) -> HistoryPatient? { isThere[id] ? patients[id] : nil }

    init(_ connection: Connection, practice: Int32, submissions: [Int32]) throws(HubError) {
        let highest = try connection.query("SELECT coalesce(max(patient_id), 0) FROM patient WHERE practice_id = $1", [practice])[0].int32(
            0)
        var found = (0...highest).map { HistoryPatient(id: $0) }
        var there = [Bool](repeating: false, count: found.count)
        let list = submissions.map(String.init).joined(separator: ", ")
        try connection.copyOut(
            """
            SELECT patient_id, birth_date, birth_precision, sex, deceased, provider_id FROM demographic
            WHERE practice_id = \(practice) AND submission_id IN (\(list)) ORDER BY submission_id
            """
        ) { row throws(HubError) in
            guard let id = try row.integer(Int32.self).map(Int.init), found.indices.contains(id) else {
                throw HubError(.database, "The database describes a patient who is not there.")
            }
            there[id] = true
            if let birth = try row.day() {
                found[id].birth = birth
                found[id].birthPrecision = try row.integer(Int16.self).flatMap { Patient.BirthPrecision(rawValue: $0) }
            } else {
                _ = try row.integer(Int16.self)
            }
            if let sex = try row.integer(Int16.self).flatMap({ Patient.Sex(rawValue: $0) }) { found[id].sex = sex }
            if let day = try row.day() { found[id].deceased = day }
            if let provider = try row.integer(Int32.self) { found[id].provider = provider }
        }
        patients = found
        isThere = there
    }
}
