internal import HubCore

extension FHIRBundle {
    mutating func patient() {
        var members: [(String, JSONText)] = [
            (
                "extension",
                [
                    race("race", person.race.code, person.race.words),
                    race(
                        "ethnicity", person.isHispanic ? "2135-2" : "2186-5",
                        person.isHispanic ? "Hispanic or Latino" : "Not Hispanic or Latino"),
                    ["url": "\(FHIRBundle.usCore)birthsex", "valueCode": person.isFemale ? "F" : "M"],
                ]
            ),
            ("identifier", [["system": "urn:oid:\(OID.patients)", "value": .text(person.mrn)]]),
            ("name", [["use": "official", "family": .text(person.last), "given": [.text(person.first)]]]),
            ("gender", person.isFemale ? "female" : "male"), ("birthDate", .text(person.birth.description)),
        ]
        if let death = person.death { members.append(("deceasedDateTime", FHIRBundle.time(death, 600))) }
        add("Patient", id: person.id, members)
    }

    private static let usCore = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"

    private func race(_ name: String, _ code: String, _ words: String) -> JSONText {
        [
            "url": "\(FHIRBundle.usCore)\(name)",
            "extension": [
                [
                    "url": "ombCategory",
                    "valueCoding": ["system": "urn:oid:\(OID.ethnicity)", "code": .text(code), "display": .text(words)],
                ],
                ["url": "text", "valueString": .text(words)],
            ],
        ]
    }

    mutating func condition(_ problem: MadeUpCondition) {
        var members: [(String, JSONText)] = [
            ("clinicalStatus", FHIRBundle.word("condition-clinical", problem.end == nil ? "active" : "resolved")),
            ("verificationStatus", FHIRBundle.word("condition-ver-status", "confirmed")),
            ("category", [FHIRBundle.word("condition-category", "encounter-diagnosis")]),
            ("code", FHIRBundle.concept(FHIRBundle.snomed, problem.disease.snomed, problem.disease.words)), subject,
        ]
        members += encounter(problem.onset)
        members.append(("onsetDateTime", .text(problem.onset.description)))
        if let end = problem.end { members.append(("abatementDateTime", .text(end.description))) }
        members.append(("recordedDate", .text(problem.onset.description)))
        add("Condition", members)
    }

    mutating func latexAllergy() {
        let since = population.start
        var members: [(String, JSONText)] = [
            ("clinicalStatus", FHIRBundle.word("allergyintolerance-clinical", "active")),
            ("verificationStatus", FHIRBundle.word("allergyintolerance-verification", "confirmed")),
            ("code", FHIRBundle.concept(FHIRBundle.snomed, "111088007", "Latex (substance)")),
            ("patient", ["reference": "urn:uuid:\(person.id)"]),
        ]
        if style == .usCore { members.append(("onsetDateTime", .text(since.description))) }
        members.append(("recordedDate", .text(since.description)))
        add("AllergyIntolerance", members)
    }
}
