package import HubCore
internal import HubRules
package import HubStore
internal import Synchronization

/// `gaps`: who of a practice is counted and not met, what would close it, and what is recorded already.
package struct GapListing: Sendable {
    private let run: JudgeRun
    private let database: Database
    private let period: Period
    private let today: Day

    package init(
        measures: [String], period: Period, today: Day, folder: ConfigFolder, database: Database
    ) async throws(HubError) {
        run = try await JudgeRun(measures: measures, periods: [period], folder: folder, database: database)
        (self.database, self.period, self.today) = (database, period, today)
    }

    /// Value sets with known gaps: what rests on them is provisional.
    package var incompleteValueSets: [ValueSetGap] { run.judging.gaps }

    private struct Raw: Sendable {
        var patient: Int32
        var measure: Measure
        var group: Measure.Group
        var status: GapLine.Status
        var gap: Gap?
        /// Of an open one: nobody is to be invited.
        var died: Day?
    }

    /// Every line, closed ones and those that do not apply too, by measure, group and patient.
    package func lines(_ practice: Practice) async throws(HubError) -> [GapLine] {
        let codes = try await database.addLocalCodes(to: try await run.judging.codeTable(database))
        var judge = try run.judging.makeJudge(codes, completeness: false)
        let terminology = run.judging.terminology
        judge.suspects = Suspects(try await database.codesInUse(practice: practice.id), titles: terminology.sets.mapValues(\.title))
        let open: GapLine.Status = period.end > today ? .prospective : .open
        let state = Mutex<(judge: Judge, raw: [Raw])>((judge, []))
        try await database.scan(FactScan(practice: practice.id)) { (patient, facts) throws(HubError) in
            state.withLock { state in
                let hasDied = patient.deceased != HistoryFact.noDay && patient.deceased <= today.number
                let found = Self.look(
                    &state.judge, patient, facts, open: open, died: hasDied ? Day(number: patient.deceased) : nil)
                state.raw += found
            }
        }
        let raw = state.withLock { $0.raw }
        var words = EvidenceWords()
        for one in raw { if let claim = one.gap?.claim { words.collect(claim) } }
        let text = try await words.text(practice, database, terminology, today: today)
        let keys = try await database.patientKeys(practice: practice.id)
        let providers = try await database.usualProviders(practice: practice.id, until: period.end)
        return raw.map { one in
            line(one, practice, patient: keys[one.patient]?.value ?? "", provider: providers[one.patient] ?? "", text)
        }.sorted { ($0.measure, $0.group, $0.patient, $0.toDo) < ($1.measure, $1.group, $1.patient, $1.toDo) }
    }

    private static func look(
        _ judge: inout Judge, _ patient: HistoryPatient, _ facts: [HistoryFact], open: GapLine.Status, died: Day?
    ) -> [Raw] {
        judge.judge(patient, facts)
        let outcomes = judge.outcomes.filter { $0.denominator & 1 != 0 }
        var explained: [Int: [GroupEvidence]] = [:]
        var found: [Raw] = []
        for outcome in outcomes {
            let measure = judge.measures[outcome.measure]
            let group = measure.groups[outcome.group]
            func add(_ status: GapLine.Status, _ gap: Gap?) {
                found.append(Raw(patient: patient.id, measure: measure, group: group, status: status, gap: gap))
            }
            let isApart = (outcome.exclusion | outcome.exception) & 1 != 0
            let isMet = outcome.numerator & 1 != 0
            if !isApart, isMet != measure.lowerIsBetter {
                add(.closed, nil)
                continue
            }
            let groups = explained[outcome.measure] ?? judge.explain(patient, facts, measure: outcome.measure, period: 0)
            explained[outcome.measure] = groups
            guard let evidence = groups.first(where: { $0.group == group.id }) else { continue }
            if isApart {
                let name = outcome.exclusion & 1 != 0 ? "denominator-exclusion" : "denominator-exception"
                add(.notApplicable, evidence.populations.first { $0.name == name }?.evidence.map { Gap.reason($0) })
            } else if let died {
                found.append(Raw(patient: patient.id, measure: measure, group: group, status: open, died: died))
            } else {
                // What is not recorded at all is one thing to do by one day, however many parts it has.
                let nothing = Dictionary(grouping: evidence.gaps.filter { $0.claim == nil }, by: \.due)
                for (_, gaps) in nothing.sorted(by: { ($0.key?.number ?? .max) < ($1.key?.number ?? .max) }) {
                    guard var one = gaps.first else { continue }
                    one.text = gaps.map(\.text).joined(separator: "; ")
                    add(open, one)
                }
                for gap in evidence.gaps where gap.claim != nil { add(open, gap) }
                if evidence.gaps.isEmpty { add(open, nil) }
            }
        }
        return found
    }

    private func line(_ one: Raw, _ practice: Practice, patient: String, provider: String, _ text: EvidenceText) -> GapLine {
        let claim = one.gap?.claim
        let isOpen = one.status == .open || one.status == .prospective
        return GapLine(
            practice: practice.code, patient: patient, measure: one.measure.id, version: one.measure.version, title: one.measure.title,
            group: one.group.id, groupTitle: one.group.title, period: period.description, status: one.status,
            split: one.status == .notApplicable ? "not-eligible" : isOpen ? one.gap?.kind.rawValue ?? Gap.Kind.notDone.rawValue : "",
            cause: isOpen && (one.gap?.kind == .notSeen || claim?.miss == .notDone) ? claim?.miss?.words ?? "" : "",
            toDo: one.died.map { "Nothing: the patient died on \($0)" } ?? one.gap.map { EvidenceText.readable($0.text) } ?? "",
            lastDay: claim?.day?.description ?? "",
            lastValue: claim.flatMap { text.value($0) } ?? "",
            evidence: claim.map { (one.gap?.soFarWords ?? "") + text.sentence($0) }
                ?? one.died.map { "died \($0), and is counted as not met all the same" }
                ?? (isOpen ? "nothing is recorded under a code that counts" : ""),
            place: claim.map { text.origin($0.submission, $0.number) } ?? "", provider: provider,
            dueBy: isOpen && one.died == nil ? (one.gap?.due ?? period.end).description : "",
            isLate: isOpen && one.died == nil && (one.gap?.due ?? period.end) < today && period.end >= today)
    }
}
