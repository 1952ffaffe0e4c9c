package import HubCore
package import HubRules
package import HubStore
internal import Synchronization

extension Judging {
    /// What one pass over a practice's facts gives.
    package struct PracticeOutcome: Sendable {
        package var results: [MeasureResult]
        /// By provider or site, those who have somebody in the initial population; ``MeasureResult/levelKey`` names them.
        var parts: [MeasureResult] = []
        package var completeness: [ElementCompleteness]
        package var patients: Int
        package var facts: Int
        /// The data that it rests on: ``Database/dataVersion(practice:)``.
        package var dataVersion: String
    }

    private struct State: Sendable {
        var judge: Judge
        var tally: Tally
        var completeness: CompletenessTally
        var parts: [Int32: Tally] = [:]
        var patients = 0
        var facts = 0
    }

    /// Judges all patients of a practice.
    /// - Parameter row: called for each population a patient is in, with the patient's number; nil when nobody wants them.
    package func judge(
        _ practice: Practice, codes: CodeTable, database: Database, level: PartLevel? = nil, workers: Int = 1,
        row: (@Sendable (Int32, PatientRow) throws(HubError) -> Void)? = nil
    ) async throws(HubError) -> PracticeOutcome {
        let judge = try makeJudge(codes, completeness: true)
        let dataVersion = try await database.dataVersion(practice: practice.id)
        let empty = Tally(judge)
        let shared = try await level?.attribution(
            practice, periods: choice.periods, codes: codes, terminology: terminology, database: database)
        let state = Mutex(
            State(judge: judge, tally: Tally(judge), completeness: CompletenessTally(judge, terminology: terminology, codes: codes)))
        var scan = FactScan(practice: practice.id, filter: FactScan.Filter(codes: Set(codes.codings.keys), kinds: wantedKinds))
        // Several practices at once share the memory that one would take.
        scan.factsAtOnce /= max(1, workers)
        try await database.scan(scan) { (patient, facts) throws(HubError) in
            let rows = state.withLock { state -> [PatientRow] in
                state.judge.judge(patient, facts)
                state.tally.add(state.judge)
                state.completeness.add(&state.judge, patient, facts)
                for share in shared?.0.shares(patient, facts) ?? [] {
                    state.parts[share.part, default: empty].add(state.judge, periods: share.periods)
                }
                state.patients += 1
                state.facts += facts.count
                return row == nil ? [] : state.judge.patientRows()
            }
            for one in rows { try row?(patient.id, one) }
        }
        return try state.withLock { state throws(HubError) in
            try state.tally.assertContract(state.judge)
            var outcome = PracticeOutcome(
                results: results(state.tally, state.judge), completeness: state.completeness.results(state.judge),
                patients: state.patients, facts: state.facts, dataVersion: dataVersion)
            for (part, tally) in state.parts {
                let name = shared?.names[part] ?? "\(part)"
                for var result in results(tally, state.judge) where result.counts.initialPopulation > 0 {
                    (result.level, result.levelKey) = (level?.level, name)
                    outcome.parts.append(result)
                }
            }
            outcome.parts.sort { ($0.levelKey ?? "") < ($1.levelKey ?? "") }
            return outcome
        }
    }

    /// Names what a result rests on besides the data: measure versions and how complete their value sets are.
    package func runID(dataVersion: String) -> String {
        let measures = choice.measures.map { "\($0.version)" }.joined(separator: "+")
        let sets = choice.valueSets
        let complete = sets.filter { terminology[$0]?.isComplete == true }.count
        return "data \(dataVersion.isEmpty ? "none" : dataVersion), \(measures), value sets \(complete)/\(sets.count) \(terminologyMark)"
    }

    /// Eight digits that change whenever a code of the value sets does.
    private var terminologyMark: String {
        var sum: UInt64 = 0
        for oid in choice.valueSets {
            for code in terminology[oid]?.codes ?? [] {
                sum &+= UInt64(bitPattern: SourceKey.hash("\(oid)|\(code.system.name)|\(code.code)".utf8.span))
            }
        }
        let text = String(UInt32(truncatingIfNeeded: sum ^ (sum >> 32)), radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }
}
