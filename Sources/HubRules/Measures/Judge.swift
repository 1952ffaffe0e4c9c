package import HubCore

/// Judges patients by measures over periods: all measures and all periods in one look at a patient's facts.
///
/// No clock, no files. Copy it to judge on several threads: a copy shares the plan and has its own scratch.
/// Facts whose code no leaf asks for are dropped at once; what a leaf asks of the fact alone is tested once a patient, and
/// windows give one bit a period (``Plan``).
package struct Judge: Sendable {
    /// Raised whenever the judge says something else of the same measures and data: what was judged by an older one is judged again.
    package static let engine = 2

    package let measures: [Measure]
    package let periods: [Period]
    /// Value sets that are needed and not there. What rests on them comes out false.
    package let missingValueSets: [String]
    package internal(set) var outcomes: [Outcome] = []
    /// One mask a stratum, ``Outcome/strata`` says which are whose.
    package internal(set) var strata: [UInt64] = []
    /// The patient's encounters, in measures that count those; ``outcomes`` then says where the patient stands.
    package internal(set) var encounters: [CountedEncounter] = []

    let plan: Plan
    /// What each part of a measure became, for evidence.
    let numbering: (criteria: [Criterion: Int], events: [Events: Int], numbers: [Number: Int])
    var scratch: JudgeScratch
    /// For evidence: what facts under unknown codes may be. Nil: nobody asks.
    package var suspects: Suspects?
    private let gates: [Int]

    /// One group of one measure for one patient: bit `i` is the i-th period.
    package struct Outcome: Sendable, Hashable {
        /// Indexes into ``Judge/measures`` and the measure's groups.
        package var measure: Int
        package var group: Int
        package var initialPopulation: UInt64 = 0
        package var denominator: UInt64 = 0
        package var exclusion: UInt64 = 0
        package var exception: UInt64 = 0
        package var numerator: UInt64 = 0
        /// Of ``Judge/strata``, in the order of the measure's strata.
        package var strata: Range<Int>
    }

    /// - Parameters:
    ///   - askedPeriods: for each measure the indexes of the periods it is to judge; all when nil. A rolling line over a new year asks
    ///     one version of a measure for some periods and the next for the others.
    ///   - completeness: a ``CompletenessTally`` is to be fed in the same pass.
    package init(
        measures: [Measure], periods: [Period], askedPeriods: [[Int]]? = nil, terminology: Terminology, codes: CodeTable,
        completeness: Bool = false
    ) throws(HubError) {
        guard !periods.isEmpty, periods.count <= 64 else {
            throw HubError(.misconfigured, "between 1 and 64 periods can be judged at once, not \(periods.count)")
        }
        self.measures = measures
        self.periods = periods
        missingValueSets = terminology.missing(for: measures)
        var builder = PlanBuilder(periods: periods, terminology: terminology, codes: codes)
        for (index, measure) in measures.enumerated() {
            let asked = askedPeriods.flatMap { index < $0.count ? $0[index] : nil }
            let mask = asked?.reduce(into: Plan.Mask(0)) { if periods.indices.contains($1) { $0 |= 1 << Plan.Mask($1) } }
            builder.add(measure, at: index, periods: mask ?? builder.plan.everyPeriod)
        }
        var gates: Set<Int> = []
        for requirement in measures.flatMap(\.requires) where completeness {
            if let among = requirement.among { gates.insert(builder.step(among)) }
            if case .events(let events) = requirement.need { _ = builder.events(events) }
        }
        numbering = (builder.criteria, builder.eventSets, builder.numbers)
        plan = builder.finish()
        self.gates = gates.union(plan.groups.map(\.initial)).sorted()
        scratch = JudgeScratch(plan)
        for group in plan.groups {
            let first = strata.count
            strata += Array(repeating: 0, count: group.strata.count)
            outcomes.append(Outcome(measure: group.measure, group: group.group, strata: first..<strata.count))
        }
    }

    /// Judges one patient; the answer is in ``outcomes`` and ``strata`` until the next call.
    package mutating func judge(_ patient: HistoryPatient, _ facts: Span<HistoryFact>) {
        scratch.begin(patient)
        if gates.contains(where: { scratch.gate(plan, $0) != 0 }) { scratch.tag(plan, facts) }
        encounters.removeAll(keepingCapacity: true)
        for index in outcomes.indices where plan.groups[index].encounters < 0 { decide(index) }
        for events in plan.countedEncounters { decideEncounters(events) }
    }

    package mutating func judge(_ patient: HistoryPatient, _ facts: [HistoryFact]) { judge(patient, facts.span) }

    private mutating func decide(_ index: Int) {
        let group = plan.groups[index]
        let outcome = populations(index, within: group.periods)
        outcomes[index] = outcome
        for (at, stratum) in zip(outcome.strata, group.strata) { strata[at] = mask(of: stratum, within: outcome.initialPopulation) }
    }

    mutating func mask(of stratum: Int, within initial: UInt64) -> UInt64 {
        initial == 0 ? 0 : initial & scratch.mask(plan, plan.strata[stratum])
    }

    /// The population algebra: exclusion before numerator, exception only when the numerator is not met.
    mutating func populations(_ index: Int, within periods: UInt64) -> Outcome {
        let group = plan.groups[index]
        let initial = scratch.mask(plan, group.initial) & periods
        var outcome = outcomes[index]
        outcome.initialPopulation = initial
        let denominator = initial == 0 || group.denominator < 0 ? initial : initial & scratch.mask(plan, group.denominator)
        outcome.denominator = denominator
        let exclusion = denominator == 0 || group.exclusions < 0 ? 0 : denominator & scratch.mask(plan, group.exclusions)
        outcome.exclusion = exclusion
        let left = denominator & ~exclusion
        let numerator = left == 0 ? 0 : left & scratch.mask(plan, group.numerator)
        outcome.numerator = numerator
        let open = left & ~numerator
        outcome.exception = open == 0 || group.exceptions < 0 ? 0 : open & scratch.mask(plan, group.exceptions)
        assert(outcome.keepsContract, "\(measures[outcome.measure].version) breaks the contract between populations")
        return outcome
    }
}
