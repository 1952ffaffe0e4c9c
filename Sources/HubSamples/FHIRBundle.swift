internal import HubCore

/// One patient as a bundle of FHIR R4 resources, US Core shapes: the same chart as ``SyntheaTables`` and ``CCDADocument`` write.
struct FHIRBundle {
    let person: MadeUpPatient
    let population: Population
    let style: Style
    private(set) var entries: [JSONText] = []

    enum Style {
        /// As US Core asks: drugs with the days from and to which they are taken, allergies with their onset.
        case usCore
        /// As Synthea (https://github.com/synthetichealth/synthea) exports: a drug has the day of its order, an allergy that of its record.
        case synthea
    }

    init(_ person: MadeUpPatient, _ population: Population, style: Style) {
        (self.person, self.population, self.style) = (person, population, style)
        patient()
        for (at, visit) in person.visits.enumerated() { add(visit, at) }
        for problem in person.problems { condition(problem) }
        for course in person.drugs { medication(course) }
        for day in person.influenzaShots { immunization(day) }
        if let day = person.hospice { procedure("385763009", "Hospice care", day, 600, 30) }
        if person.hasLatexAllergy { latexAllergy() }
    }

    var text: String {
        var text = ""
        JSONText.object([("resourceType", "Bundle"), ("type", "transaction"), ("entry", .list(entries))]).write(to: &text)
        return text + "\n"
    }

    // Parts

    /// A resource under a number of its own, which follows from the patient's and its place.
    mutating func add(_ type: String, id: String? = nil, _ members: [(String, JSONText)]) {
        var random = SampleRandom(seed: population.seed, stream: streamNumber(person.id) &+ 1, member: entries.count)
        let id = id ?? uuid(&random)
        entries.append([
            "fullUrl": "urn:uuid:\(id)", "resource": .object([("resourceType", .text(type)), ("id", .text(id))] + members),
            "request": ["method": "POST", "url": .text(type)],
        ])
    }

    static func concept(_ system: String, _ code: String, _ words: String) -> JSONText {
        ["coding": [["system": .text(system), "code": .text(code), "display": .text(words)]], "text": .text(words)]
    }

    /// A word of FHIR's own lists.
    static func word(_ list: String, _ word: String) -> JSONText {
        ["coding": [["system": "http://terminology.hl7.org/CodeSystem/\(list)", "code": .text(word)]]]
    }

    var subject: (String, JSONText) { ("subject", ["reference": "urn:uuid:\(person.id)"]) }

    /// The visit of that day, if there is one.
    func encounter(_ day: Day) -> [(String, JSONText)] {
        guard let at = person.visits.firstIndex(where: { $0.day == day }) else { return [] }
        return [("encounter", ["reference": "urn:uuid:\(population.visitID(person, at))"])]
    }

    /// Local time with the zone of the practice.
    static func time(_ day: Day, _ minute: Int) -> JSONText {
        "\(day)T\(padded(minute / 60, 2)):\(padded(minute % 60, 2)):00-08:00"
    }

    static let snomed = "http://snomed.info/sct"
    static let loinc = "http://loinc.org"
}
