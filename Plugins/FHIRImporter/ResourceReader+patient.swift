internal import HubCore

extension ResourceReader {
    func readPatient(_ resource: JSONValue, place: String) throws(HubError) {
        guard let id = resource["id"].text, !id.isEmpty else {
            return try sink.rejected(finding(.error, "fhir.no-id", "a Patient has no id and was left out", place))
        }
        var patient = Patient(key: PatientKey(id), at: Position(line: line, column: 1))
        patient.path = path
        if let birth = Self.moment(resource["birthDate"]) {
            patient.birth = birth.day
            patient.birthPrecision = birth.precision == .day ? .day : birth.precision == .month ? .month : .year
        }
        patient.sex = Self.sex(resource)
        patient.races = Self.omb(resource, "us-core-race")
        patient.ethnicity = Self.omb(resource, "us-core-ethnicity").first
        patient.deceased = Self.moment(resource["deceasedDateTime"])?.day
        patient.language = Self.code(resource["communication"].items.first?["language"] ?? JSONValue(nil))
        if let zip = resource["address"].items.first?["postalCode"].text, zip.prefix(3).allSatisfy({ $0.isNumber && $0.isASCII }),
            zip.count >= 5
        {
            patient.zip3 = String(zip.prefix(3))
        }
        try sink.take(patient)
        try sink.accepted()
    }

    /// The sex that measures ask for: US Core's sex, then birth sex, then the administrative gender.
    private static func sex(_ resource: JSONValue) -> Patient.Sex? {
        let word =
            resource.extension(ending: "us-core-sex")?["valueCode"].text ?? resource.extension(ending: "us-core-birthsex")?["valueCode"]
            .text
            ?? resource["gender"].text
        switch word {
        case "female", "F", "248152002": return .female
        case "male", "M", "248153007": return .male
        case "other", "OTH": return .other
        case nil: return nil
        default: return .unknown
        }
    }

    private static func omb(_ resource: JSONValue, _ name: String) -> [String] {
        resource.extension(ending: name)?["extension"].items.filter { $0["url"].text == "ombCategory" }
            .compactMap { $0["valueCoding"]["code"].text } ?? []
    }
}
