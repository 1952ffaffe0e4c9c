internal import HubCore

extension SyntheaTables {
    func write(_ person: MadeUpPatient) throws(HubError) {
        try row(.patients, patientCells(person))
        for problem in person.problems {
            try row(
                .conditions,
                [
                    problem.onset.description, problem.end?.description ?? "", person.id, visitID(person, at: problem.onset),
                    problem.disease.snomed, problem.disease.words,
                ])
        }
        for (at, visit) in person.visits.enumerated() { try write(visit, id: visitID(person, at), person) }
        for course in person.drugs {
            try row(
                .medications,
                [
                    stamp(course.start, 600), course.end.map { stamp($0, 600) } ?? "", person.id, "", visitID(person, at: course.start),
                    course.drug.rxnorm, course.drug.words, "12.40", "0.00", "12", "148.80", "", "",
                ])
        }
        for day in person.influenzaShots {
            try row(
                .immunizations,
                [
                    stamp(day, 615), person.id, visitID(person, at: day), "140", "Influenza  seasonal  injectable  preservative free",
                    "140.52",
                ])
        }
        if let day = person.hospice {
            try row(
                .procedures,
                [stamp(day, 600), stamp(day, 630), person.id, visitID(person, at: day), "385763009", "Hospice care", "0.00", "", ""])
        }
        if person.hasLatexAllergy {
            try row(
                .allergies,
                [
                    population.start.description, "", person.id, "", "111088007", "SNOMED-CT", "Latex (substance)", "allergy",
                    "environment", "247472004", "Wheal (finding)", "MILD", "", "", "",
                ])
        }
    }

    func patientCells(_ person: MadeUpPatient) -> [String] {
        [
            person.id, person.birth.description, person.death?.description ?? "", "", "", "", person.isFemale ? "Ms." : "Mr.", person.first,
            person.last, "", "", "", person.race.synthea, person.isHispanic ? "hispanic" : "nonhispanic", person.isFemale ? "F" : "M", "",
            "", "Riverbend", "Oregon", "", "", "", "", "", "",
        ]
    }

    func visitID(_ person: MadeUpPatient, _ index: Int) -> String { population.visitID(person, index) }

    /// The id of the visit on that day, or nothing.
    func visitID(_ person: MadeUpPatient, at day: Day) -> String {
        person.visits.firstIndex { $0.day == day }.map { visitID(person, $0) } ?? ""
    }

    private func write(_ visit: MadeUpVisit, id: String, _ person: MadeUpPatient) throws(HubError) {
        let kind = visit.kind.synthea
        let isBackwards = isQuiet(visit, person, 5) && key.count(Plant.endsBeforeStart.id) < 3
        let stop = stamp(isBackwards ? visit.day.adding(days: -30) : visit.day, visit.minute + 15)
        try row(
            .encounters,
            [
                id, stamp(visit.day, visit.minute), stop, person.id, organization, providers[person.number % providers.count], "",
                kind.name, kind.code, kind.words, "77.49", "120.00", "0.00", "", "",
            ], wrong: isBackwards ? .endsBeforeStart : nil, in: "STOP")
        try writeObservations(of: visit, id: id, person)
        if visit.counselled {
            try row(
                .procedures,
                [
                    stamp(visit.day, visit.minute), stamp(visit.day, visit.minute + 10), person.id, id, "225323000",
                    "Smoking cessation education (procedure)", "35.00", "", "",
                ])
        }
    }

    /// Whether this visit is so old that a wrong value in it changes no measure, and it is this person's turn to have one.
    func isQuiet(_ visit: MadeUpVisit, _ person: MadeUpPatient, _ turn: Int) -> Bool {
        population.hasErrors && visit.day <= population.quietEnd && person.number % 7 == turn
    }
}
