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
        package var period: String
        /// Each group's sentences, indented by depth.
        package var lines: [String]
    }

    private let run: JudgeRun
    private let database: Database

    package init(measure: String, period: Period, folder: ConfigFolder, database: Database) async throws(HubError) {
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
        let judge = try run.judging.makeJudge(codes, completeness: false)
        var scan = FactScan(practice: practice.id)
        scan.onlyPatient = id
        let found = Mutex<(HistoryPatient, [HistoryFact])?>(nil)
        try await database.scan(scan) { (patient, facts) throws(HubError) in found.withLock { $0 = (patient, facts) } }
        guard let (patient, facts) = found.withLock({ $0 }) else { return nil }
        var mine = judge
        let groups = mine.explain(patient, facts, measure: 0, period: 0)
        let text = try await words(for: groups, practice)
        return Answer(
            practice: practice.code, patient: key.value, measure: run.judging.choice.measures[0].version,
            period: run.judging.choice.periods[0].description, lines: about(patient) + groups.flatMap { text.lines($0) })
    }

    private func about(_ patient: HistoryPatient) -> [String] {
        let birth = patient.birth == HistoryFact.noDay ? "no birth date" : "born \(Day(number: patient.birth))"
        return ["\(birth), \(patient.sex?.word ?? "no sex recorded")"]
    }

    /// Codes and places of everything that the evidence names, fetched once.
    private func words(for groups: [GroupEvidence], _ practice: Practice) async throws(HubError) -> EvidenceText {
        var claims: Set<Evidence.Claim> = []
        for group in groups {
            for population in group.populations { if let evidence = population.evidence { Self.collect(evidence, into: &claims) } }
            for gap in group.gaps { if let claim = gap.claim { claims.insert(claim) } }
        }
        let ids = Set(claims.flatMap { [$0.code, $0.unit, $0.valueCode] }.filter { $0 >= 0 })
        let codes = try await database.codeTable(ids: Array(ids))
        var places: [Int64: String] = [:]
        for claim in claims {
            let origin = try await database.origin(practice: practice.id, submission: claim.submission, number: claim.number)
            if let origin { places[Int64(claim.submission) << 32 | Int64(claim.number)] = origin.origin.description }
        }
        return EvidenceText(
            code: { id in
                codes[id].map { $0.system == .ucum ? $0.code : ($0.display.map { "\($0) " } ?? "") + "(\($0.system) \($0.code))" }
                    ?? "no code"
            },
            origin: { places[Int64($0) << 32 | Int64($1)] ?? "place unknown" })
    }

    private static func collect(_ evidence: Evidence, into claims: inout Set<Evidence.Claim>) {
        claims.formUnion(evidence.claims)
        if let nearest = evidence.nearest { claims.insert(nearest) }
        for child in evidence.children { collect(child, into: &claims) }
    }
}
