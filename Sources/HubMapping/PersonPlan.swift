internal import HubCore

/// How a patient is made of a row.
struct PersonPlan {
    private var birth, deceased: Field<DayColumn>?
    private var sex: Field<CachedCell<Reading<Patient.Sex>>>?
    private var race, ethnicity, language, zip, provider: Field<CachedCell<Reading<String>>>?

    init(_ spec: PersonSpec, _ factory: ReaderFactory) {
        birth = factory.field(spec.birth) { DayColumn($0, in: factory.table) }
        deceased = factory.field(spec.deceased) { DayColumn($0, in: factory.table) }
        sex = factory.field(spec.sex) { field in
            var field = field
            field.map.merge(Self.sexes) { own, _ in own }
            return factory.word(field, Patient.Sex.self)
        }
        race = factory.field(spec.race) { factory.text($0) }
        ethnicity = factory.field(spec.ethnicity) { factory.text($0) }
        language = factory.field(spec.language) { factory.text($0) }
        zip = factory.field(spec.zip) { factory.text($0) }
        provider = factory.field(spec.provider) { factory.text($0) }
    }

    private static let sexes = ["f": "female", "m": "male", "u": "unknown", "o": "other", "x": "other"]

    var dayColumns: [DayColumn] { [birth, deceased].compactMap { $0?.reader } }

    mutating func settle(_ formats: [Int: DateFormat?]) {
        birth?.reader.settle(formats)
        deceased?.reader.settle(formats)
    }

    mutating func read(_ record: borrowing Record, _ key: PatientKey, _ troubles: inout [PlacedTrouble]) -> Patient? {
        var failed = false
        var patient = Patient(key: key, at: record.position)
        if let moment = birth?.read(record, &troubles, &failed) {
            patient.birth = moment.day
            patient.birthPrecision =
                switch moment.precision {
                case .day: .day
                case .month: .month
                case .year: .year
                }
        }
        patient.deceased = deceased?.read(record, &troubles, &failed)?.day
        patient.sex = sex?.read(record, &troubles, &failed)
        if let race = race?.read(record, &troubles, &failed) { patient.races = [race] }
        patient.ethnicity = ethnicity?.read(record, &troubles, &failed)
        patient.language = language?.read(record, &troubles, &failed)
        patient.zip3 = zip?.read(record, &troubles, &failed).flatMap(Self.zip3)
        patient.provider = provider?.read(record, &troubles, &failed)
        return failed ? nil : patient
    }

    /// The first three digits of a ZIP code; four digits have lost their leading zero.
    private static func zip3(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return switch digits.count {
        case 4: "0" + digits.prefix(2)
        case 3, 5, 9: String(digits.prefix(3))
        default: nil
        }
    }
}
