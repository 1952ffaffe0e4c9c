internal import HubCore

/// One patient's row of `demographic`, without the key.
struct Demographic: Equatable {
    enum Conflict: String {
        case birth = "birth date"
        case sex, deceased = "date of death"
    }

    static let columns = [
        "practice_id", "submission_id", "patient_id", "birth_date", "birth_precision", "sex", "races", "ethnicity", "deceased", "language",
        "zip3", "provider_id", "file_id", "line", "path",
    ]

    var patient: Int32
    var birth: Day?
    var birthPrecision: Patient.BirthPrecision?
    var sex: Patient.Sex?
    var races: [String]
    var ethnicity: String?
    var deceased: Day?
    var language: String?
    var zip3: String?
    var provider: Int32?
    var file: Int32
    var line: Int32
    var path: String?

    init(_ patient: Patient, id: Int32, provider: Int32?, file: Int32) {
        self.patient = id
        birth = patient.birth
        birthPrecision = patient.birthPrecision
        sex = patient.sex
        races = patient.races
        ethnicity = patient.ethnicity
        deceased = patient.deceased
        language = patient.language
        zip3 = patient.zip3
        self.provider = provider
        self.file = file
        line = Int32(clamping: patient.position.line)
        path = patient.path
    }

    mutating func fill(from other: Patient, provider theirs: Int32?) -> [Conflict] {
        var conflicts: [Conflict] = []
        if let birth, let theirs = other.birth, birth != theirs, birthPrecision == other.birthPrecision { conflicts.append(.birth) }
        if let sex, let theirs = other.sex, sex != theirs, theirs != .unknown, sex != .unknown { conflicts.append(.sex) }
        if let deceased, let theirs = other.deceased, deceased != theirs { conflicts.append(.deceased) }
        // A birth date goes with its precision; the finer one is kept.
        let finer = (other.birthPrecision?.rawValue ?? 0, birthPrecision?.rawValue ?? 0)
        if let theirs = other.birth, birth == nil || (finer.0 > 0 && finer.0 < finer.1) {
            (birth, birthPrecision) = (theirs, other.birthPrecision)
        }
        if let theirs = other.sex, sex == nil || sex == .unknown { sex = theirs }
        if races.isEmpty { races = other.races }
        ethnicity = ethnicity ?? other.ethnicity
        deceased = deceased ?? other.deceased
        language = language ?? other.language
        zip3 = zip3 ?? other.zip3
        provider = provider ?? theirs
        return conflicts
    }

    func append(to rows: RowBuffer, practice: Int32, submission: Int32) throws(HubError) {
        rows.beginRow(fields: Self.columns.count)
        rows.append(practice)
        rows.append(submission)
        rows.append(patient)
        try rows.append(birth)
        rows.append(birthPrecision?.rawValue)
        rows.append(sex?.rawValue)
        if races.isEmpty { rows.null() } else { rows.append(races) }
        rows.append(ethnicity)
        try rows.append(deceased)
        rows.append(language)
        rows.append(zip3)
        rows.append(provider)
        rows.append(file)
        rows.append(line)
        rows.append(path)
    }
}
