internal import HubCore
internal import HubRules

/// Judges what was collected in memory: completeness by measure, and the numbers that the file would give.
struct CompletenessJudging {
    let judging: Judging
    private let wanted: Set<Coding>
    private let kinds: Set<Fact.Kind>

    /// Nil when no period of twelve months is named: then there is nothing to be complete for.
    init?(_ request: SubmissionRequest, folder: ConfigFolder, stored: [ValueSet]) throws(HubError) {
        guard let period = request.judgedPeriod else { return nil }
        judging = try Judging(try folder.choose(request.measures, for: [period]), folder: folder, stored: stored)
        (wanted, kinds) = (judging.wanted, judging.wantedKinds)
    }

    /// Why a period that was named is not judged.
    static func note(_ request: SubmissionRequest) -> Finding? {
        guard let period = request.period, request.judgedPeriod == nil else { return nil }
        return Finding(
            .note, "period.not-judged", "the period \(period) is not twelve months, so completeness for measures was not judged",
            at: Origin(SourceFile("submission")), fix: "Judge whole years: `measurehub judge --period` with twelve months.",
            owner: .facilitator)
    }

    /// Facts that some measure asks for, and those with a practice's own code, which may be one that should be mapped: the same as out of the
    /// database.
    func wants(_ fact: Fact) -> Bool {
        if kinds.contains(fact.kind) { return true }
        return fact.code.map { $0.system == .local || wanted.contains($0) } ?? false || fact.moreCodes.contains { wanted.contains($0) }
    }

    func judge(_ collected: HistoryCollector, into receipt: inout ImportReceipt) throws(HubError) {
        var judge = try judging.makeJudge(collected.codes, completeness: true)
        var tally = Tally(judge)
        var completeness = CompletenessTally(judge, terminology: judging.terminology, codes: collected.codes)
        var retold = Retold()
        for patient in collected.patients {
            var facts = collected.facts[Int(patient.id)]
            retold.settle(&facts)
            // As in the database: somebody of whom there is neither a patient's row nor anything that is asked for is nobody's patient.
            guard collected.isDescribed[Int(patient.id)] || !facts.isEmpty else { continue }
            judge.judge(patient, facts)
            tally.add(judge)
            completeness.add(&judge, patient, facts)
        }
        receipt.results = judging.results(tally, judge)
        receipt.completeness = TextOnly.told(completeness.results(judge), judge.measures, receipt.coverage)
    }
}
