package import HubCore
internal import HubRules
package import HubStore
internal import Synchronization

/// `why`: which facts put a patient where, each with its file and place.
package struct Explaining: Sendable {
    package struct Answer: Encodable, Sendable {
        package var practice: String
        package var patient: String
        package var measure: String
        package var title: String
        package var period: String
        /// Each group's sentences, indented by depth.
        package var lines: [String]
    }

    private let run: JudgeRun
    private let database: Database

    private let whole: Bool
    private let today: Day

    /// - Parameter whole: tells also what holds in populations that the patient is not in.
    package init(measure: String, period: Period, today: Day, folder: ConfigFolder, database: Database, whole: Bool = false)
        async throws(HubError)
    {
        (self.whole, self.today) = (whole, today)
        run = try await JudgeRun(measures: [measure], periods: [period], folder: folder, database: database)
        self.database = database
    }

    /// - Throws: ``HubError/Code/notFound`` when no practice knows the patient.
    package func explain(_ patient: String, in practices: [Practice]) async throws(HubError) -> [Answer] {
        var answers: [Answer] = []
        for practice in practices {
            for (id, key) in try await database.patients(practice: practice.id, key: patient) {
                if let answer = try await explain(id, key, practice) { answers.append(answer) }
            }
        }
        guard !answers.isEmpty else {
            throw HubError(.notFound, "no practice has a patient with that number in a submission that counts")
        }
        return answers
    }

    private func explain(_ id: Int32, _ key: PatientKey, _ practice: Practice) async throws(HubError) -> Answer? {
        let codes = try await database.addLocalCodes(to: try await run.judging.codeTable(database))
        var judge = try run.judging.makeJudge(codes, completeness: false)
        judge.suspects = Suspects(
            try await database.codesInUse(practice: practice.id), titles: run.judging.terminology.sets.mapValues(\.title))
        var scan = FactScan(practice: practice.id)
        scan.onlyPatient = id
        let found = Mutex<(HistoryPatient, [HistoryFact])?>(nil)
        try await database.scan(scan) { (patient, facts) throws(HubError) in found.withLock { $0 = (patient, facts) } }
        guard let (patient, facts) = found.withLock({ $0 }) else { return nil }
        var mine = judge
        let groups = mine.explain(patient, facts, measure: 0, period: 0)
        var words = EvidenceWords()
        words.collect(groups)
        let text = try await words.text(practice, database, run.judging.terminology, today: today)
        return Answer(
            practice: practice.code, patient: key.value, measure: run.judging.choice.measures[0].version,
            title: run.judging.choice.measures[0].title, period: run.judging.choice.periods[0].description,
            lines: about(patient) + text.lines(groups, whole: whole))
    }

    private func about(_ patient: HistoryPatient) -> [String] {
        let birth = patient.birth == HistoryFact.noDay ? "no birth date" : "born \(Day(number: patient.birth))"
        return ["\(birth), \(patient.sex?.word ?? "no sex recorded")"]
    }
}
