internal import HubCore
internal import HubJSON

extension ResourceReader {
    func readPatient(_ resource: JSONValue, fullURL: String?) throws(HubError) {
        guard let id = resource["id"].text ?? fullURL.flatMap(links.target)?.id, !id.isEmpty else {
            return try reject("fhir.no-id", "a Patient has no id, so that nothing can be its", "Patient")
        }
        var patient = Patient(key: PatientKey(id), at: position)
        patient.path = path ?? "Patient"
        if resource["birthDate"].exists {
            let birth = try moment(resource["birthDate"], "Patient")
            patient.birth = birth?.day
            patient.birthPrecision = birth.map { $0.precision == .day ? .day : $0.precision == .month ? .month : .year }
        }
        patient.sex = Self.sex(resource)
        patient.races = Self.omb(resource, "us-core-race")
        patient.ethnicity = Self.omb(resource, "us-core-ethnicity").first
        patient.deceased = try moment(resource["deceasedDateTime"], "Patient")?.day
        let languages = resource["communication"].items
        let language = languages.first { $0["preferred"].flag == true } ?? languages.first
        patient.language = language.flatMap { Self.code($0["language"]) }
        patient.zip3 = Self.zip3(resource["address"])
        patient.provider = resource["generalPractitioner"].items.lazy.compactMap { party($0, of: Self.practitioners) }.first
        patient.testName = Self.testName(resource)
        try sink.take(patient)
        try sink.accepted()
    }

    static func testName(_ resource: JSONValue) -> TestPatient? {
        let names = resource["name"].items.flatMap { [$0["family"], $0["text"]] + $0["given"].items }.compactMap(\.text)
        let found = names.compactMap { TestPatient.found(in: $0) }
        return found.first { $0 == .surely } ?? found.first
    }

    /// The sex that measures ask for: US Core's sex, then birth sex, then the administrative gender.
    private static func sex(_ resource: JSONValue) -> Patient.Sex? {
        let words = [
            resource.extension(ending: "us-core-sex")?["valueCode"].text, resource.extension(ending: "us-core-birthsex")?["valueCode"].text,
            resource["gender"].text,
        ]
        let all = words.compactMap { $0 }.map(sex)
        return all.first { $0 == .female || $0 == .male } ?? all.first
    }

    private static func sex(_ word: String) -> Patient.Sex {
        switch word {
        case "female", "F", "248152002": .female
        case "male", "M", "248153007": .male
        case "other", "OTH": .other
        default: .unknown
        }
    }

    private static func omb(_ resource: JSONValue, _ name: String) -> [String] {
        resource.extension(ending: name)?["extension"].items.filter { $0["url"].text == "ombCategory" }
            .compactMap { $0["valueCoding"]["code"].text } ?? []
    }

    /// Of the home address, else of the first; never more than three digits.
    private static func zip3(_ addresses: JSONValue) -> String? {
        let all = addresses.items
        let home = all.first { $0["use"].text == "home" } ?? all.first
        guard let zip = home?["postalCode"].text, zip.count >= 5, zip.utf8.prefix(5).allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        return String(zip.prefix(3))
    }
}
