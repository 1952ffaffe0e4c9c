internal import HubCore

/// A person who does not exist, and the chart.
struct MadeUpPatient {
    enum Smoking: Int { case never, former, daily, unknown }

    var number: Int
    var id: String
    /// Seven digits, with the leading zeros that spreadsheets lose.
    var mrn: String
    var first: String
    var last: String
    var isFemale: Bool
    var birth: Day
    var death: Day?
    var race: Race
    var isHispanic: Bool
    var hypertension: MadeUpCondition?
    var diabetes: MadeUpCondition?
    var heartDisease: MadeUpCondition?
    var kidneyFailure: MadeUpCondition?
    var pregnancy: MadeUpCondition?
    /// What no measure here asks for.
    var everyday: [MadeUpCondition] = []
    /// The day on which hospice care was ordered.
    var hospice: Day?
    var smoking: Smoking
    /// By day; never two on one.
    var visits: [MadeUpVisit] = []
    var drugs: [MadeUpDrug] = []
    var influenzaShots: [Day] = []

    var hasLatexAllergy: Bool { number % 19 == 4 }
    var chronic: [MadeUpCondition] { [hypertension, diabetes, heartDisease, kidneyFailure, pregnancy].compactMap(\.self) }
    /// In the order of the problem list.
    var problems: [MadeUpCondition] { chronic + everyday }
}

struct MadeUpCondition {
    var disease: Disease
    var onset: Day
    var end: Day?

    func overlaps(_ from: Day, _ to: Day) -> Bool { onset <= to && (end ?? to) >= from }
}

struct MadeUpVisit {
    enum Kind {
        case office, wellness, wellChild, telephone, emergency
        /// Not a visit but a dated value, where an extract does not show the visit that it belongs to.
        case value
    }
    struct Pressure { var systolic, diastolic: Int }

    var day: Day
    /// Minutes after midnight.
    var minute: Int
    var kind: Kind
    /// More than one when the first was high and was taken again.
    var pressures: [Pressure] = []
    var pulse = 0
    /// Tenths of a kilogram and of a centimetre; 0 when not taken.
    var weight = 0
    var height = 0
    /// Tenths of a percent.
    var a1c: Int?
    /// mg/dL.
    var ldl: Int?
    var smoking: MadeUpPatient.Smoking?
    var counselled = false
}

struct MadeUpDrug {
    var drug: Drug
    var start: Day
    var end: Day?
}
