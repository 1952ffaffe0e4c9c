import HubCore
import HubRules
import Testing

/// What holds for every measure whatever the patients: over generated patients, half of them children.
@Suite("Properties of every measure") struct MeasurePropertyTests {
    let measures: [Measure]
    let population: MeasurePopulation
    let patients: [(patient: HistoryPatient, facts: [HistoryFact])]
    let periods: [Period]
    let judge: Judge

    init() throws {
        measures = try MeasureFiles.library().measures
        population = MeasurePopulation(measures: measures, patients: 300, facts: 200, noise: 0, seed: 11)
        periods = try #require(Period("2026-01-01..2026-12-31")).rolling(3)
        let end = try MeasureCase.day("2026-12-31")
        patients = population.patients.enumerated().map { at, entry in
            var entry = entry
            if at % 2 == 0 { entry.patient.birth = end - Int32(at * 24 + 200) }
            return entry
        }
        judge = try Judge(measures: measures, periods: periods, terminology: Terminology([]), codes: population.codes)
    }

    private func outcomes(_ judge: Judge, _ patients: [(patient: HistoryPatient, facts: [HistoryFact])]) -> [[Judge.Outcome]] {
        var judge = judge
        return patients.map { entry in
            judge.judge(entry.patient, entry.facts)
            return judge.outcomes
        }
    }

    @Test("the generated patients reach nearly every measure, so that the other tests say something") func reach() {
        var (counted, met) = (Set<String>(), Set<String>())
        for outcome in outcomes(judge, patients).joined() {
            if outcome.denominator != 0 { counted.insert(measures[outcome.measure].id) }
            if outcome.numerator != 0 { met.insert(measures[outcome.measure].id) }
        }
        let all = Set(measures.map(\.id))
        #expect(all.subtracting(counted).count <= 2, "nobody is counted in \(all.subtracting(counted).sorted())")
        #expect(met.count >= 8, "somebody is met in \(met.sorted()) only")
    }

    @Test("a file split into two submissions says the same as one") func split() {
        let halves = patients.map { entry in
            (
                patient: entry.patient,
                facts: entry.facts.map { fact in
                    var fact = fact
                    fact.submission = fact.number % 2
                    fact.number /= 2
                    return fact
                }.sorted { ($0.submission, $0.number) < ($1.submission, $1.number) }
            )
        }
        #expect(outcomes(judge, patients) == outcomes(judge, halves))
    }

    @Test("the order of the rows does not matter") func order() {
        #expect(outcomes(judge, patients) == outcomes(judge, patients.map { ($0.patient, $0.facts.reversed()) }))
    }

    /// Four years are 1,461 days wherever no century comes between, so a leap day falls on a leap day.
    @Test("a shift of everything by whole years changes nothing", arguments: [4, 8, 28]) func shift(years: Int32) throws {
        let days = years / 4 * 1461
        func later(_ day: Int32) -> Int32 { day == HistoryFact.noDay ? day : day + days }
        let moved = patients.map { entry in
            var patient = entry.patient
            patient.birth = later(patient.birth)
            return (
                patient: patient,
                facts: entry.facts.map { fact in
                    var fact = fact
                    (fact.start, fact.end, fact.authored) = (later(fact.start), later(fact.end), later(fact.authored))
                    return fact
                }
            )
        }
        let then = periods.map { Period($0.start.adding(days: Int(days)), $0.end.adding(days: Int(days))) }
        let other = try Judge(measures: measures, periods: then, terminology: Terminology([]), codes: population.codes)
        #expect(outcomes(judge, patients) == outcomes(other, moved))
    }

    @Test("a patient more leaves everybody else where they are") func unrelated() {
        let alone = outcomes(judge, patients)
        let stranger = patients[patients.count / 2]
        var crowd: [(patient: HistoryPatient, facts: [HistoryFact])] = []
        for entry in patients { crowd += [entry, stranger] }
        let among = outcomes(judge, crowd)
        #expect(alone == stride(from: 0, to: among.count, by: 2).map { among[$0] })
    }

    @Test("a wider numerator loses nobody") func wider() throws {
        var wide = measures
        for at in wide.indices {
            for group in wide[at].groups.indices {
                wide[at].groups[group].numerator = .any([wide[at].groups[group].numerator, .sex([.female])])
            }
        }
        let wider = try Judge(measures: wide, periods: periods, terminology: Terminology([]), codes: population.codes)
        var gained = 0
        for (before, after) in zip(outcomes(judge, patients).joined(), outcomes(wider, patients).joined()) {
            #expect(before.numerator & ~after.numerator == 0, "\(measures[before.measure].id)")
            #expect(before.denominator == after.denominator && before.exclusion == after.exclusion)
            gained += (after.numerator & ~before.numerator).nonzeroBitCount
        }
        #expect(gained > 0)
    }

    @Test("the evidence of every open gap names something to do, and met ones none") func gaps() {
        var judge = judge
        var open = 0
        for entry in patients.prefix(80) {
            for measure in measures.indices {
                for group in judge.explain(entry.patient, entry.facts, measure: measure, period: 0) where group.isIn("denominator") {
                    let isApart = group.isIn("denominator-exclusion") || group.isIn("denominator-exception")
                    let isOpen = !isApart && group.isIn("numerator") == group.lowerIsBetter
                    #expect(group.gaps.isEmpty == !isOpen, "\(group.measure) group \(group.group)")
                    if isOpen { open += 1 }
                }
            }
        }
        #expect(open > 0)
    }
}
