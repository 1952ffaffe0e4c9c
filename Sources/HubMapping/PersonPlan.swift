internal import HubCore

/// How a patient is made of a row.
final class PersonPlan {
    private let birth, deceased: Field<DayColumn>?
    private let sex: Field<CachedCell<Reading<Patient.Sex>>>?
    private let race, ethnicity, language, zip: Field<CachedCell<Reading<String>>>?

    init(_ spec: PersonSpec, _ factory: ReaderFactory) {
        func make<R>(_ field: FieldSpec?, _ reader: (FieldSpec) -> R) -> Field<R>? {
            field.map { Field(reader: reader($0), column: factory.column($0), name: $0.name, isRequired: $0.isRequired) }
        }
        birth = make(spec.birth) { DayColumn($0, in: factory.table) }
        deceased = make(spec.deceased) { DayColumn($0, in: factory.table) }
        sex = make(spec.sex) { field in
            var field = field
            field.map.merge(Self.sexes) { own, _ in own }
            return factory.word(field, Patient.Sex.self)
        }
        race = make(spec.race) { factory.text($0) }
        ethnicity = make(spec.ethnicity) { factory.text($0) }
        language = make(spec.language) { factory.text($0) }
        zip = make(spec.zip) { factory.text($0) }
    }

    private static let sexes = ["f": "female", "m": "male", "u": "unknown", "o": "other", "x": "other"]

    var dayColumns: [DayColumn] { [birth, deceased].compactMap { $0?.reader } }

    func read(_ record: borrowing Record, _ key: PatientKey, _ troubles: inout [PlacedTrouble]) -> Patient? {
        var failed = false
        var patient = Patient(key: key, at: record.position)
        func take<T>(_ field: Field<CachedCell<Reading<T>>>?) -> T? {
            guard let field else { return nil }
            return field.take(field.reader.read(record), &troubles, &failed)
        }
        if let birth, let moment = birth.take(birth.reader.read(record), &troubles, &failed) {
            patient.birth = moment.day
            patient.birthPrecision =
                switch moment.precision {
                case .day: .day
                case .month: .month
                case .year: .year
                }
        }
        if let deceased { patient.deceased = deceased.take(deceased.reader.read(record), &troubles, &failed)?.day }
        patient.sex = take(sex)
        if let race = take(race) { patient.races = [race] }
        patient.ethnicity = take(ethnicity)
        patient.language = take(language)
        patient.zip3 = take(zip).flatMap(Self.zip3)
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
