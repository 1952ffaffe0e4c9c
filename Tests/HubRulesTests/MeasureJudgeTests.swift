import Foundation
import HubCore
import HubRules
import Testing

@Suite("The judge") struct MeasureJudgeTests {
    let measures: [Measure]
    let population: MeasurePopulation
    let periods: [Period]
    let judge: Judge

    init() throws {
        measures = try MeasureFiles.library().measures
        population = MeasurePopulation(measures: measures, patients: 400, facts: 120, noise: 0)
        periods = try #require(Period("2026-01-01..2026-12-31")).rolling(12)
        judge = try Judge(measures: measures, periods: periods, terminology: Terminology([]), codes: population.codes)
    }

    @Test("keeps the contract between populations for every patient, measure and period, and finds somebody in each") func contract() {
        var judge = judge
        var seen = Set<String>()
        for (patient, facts) in population.patients {
            judge.judge(patient, facts)
            for outcome in judge.outcomes {
                #expect(outcome.denominator & ~outcome.initialPopulation == 0)
                #expect(outcome.exclusion & ~outcome.denominator == 0)
                #expect(outcome.numerator & ~(outcome.denominator & ~outcome.exclusion) == 0)
                #expect(outcome.exception & ~(outcome.denominator & ~outcome.exclusion & ~outcome.numerator) == 0)
                for stratum in outcome.strata { #expect(judge.strata[stratum] & ~outcome.initialPopulation == 0) }
                for (name, bits) in outcome.populations where bits != 0 { seen.insert(name) }
            }
        }
        #expect(seen.count == 5, "the made-up patients do not reach every population: \(seen)")
    }

    @Test("does not depend on the order of the rows") func order() {
        var judge = judge
        var reverse = self.judge
        for (patient, facts) in population.patients {
            judge.judge(patient, facts)
            var shuffled = facts.reversed() as [HistoryFact]
            shuffled.swapAt(0, shuffled.count / 3)
            reverse.judge(patient, shuffled)
            #expect(judge.outcomes == reverse.outcomes)
            #expect(judge.strata == reverse.strata)
        }
    }

    @Test("does not remember the patient before") func unrelated() throws {
        var judge = judge
        for (patient, facts) in population.patients.prefix(60) {
            judge.judge(patient, facts)
            var fresh = try Judge(measures: measures, periods: periods, terminology: Terminology([]), codes: population.codes)
            fresh.judge(patient, facts)
            #expect(judge.outcomes == fresh.outcomes)
        }
    }

    @Test("says the same when everything moves by 400 years") func shift() throws {
        // The Gregorian calendar repeats after 146,097 days.
        let later = periods.map { Period($0.start.adding(days: 146_097), $0.end.adding(days: 146_097)) }
        var judge = judge
        var moved = try Judge(measures: measures, periods: later, terminology: Terminology([]), codes: population.codes)
        func shifted(_ day: Int32) -> Int32 { day == HistoryFact.noDay ? day : day + 146_097 }
        for (patient, facts) in population.patients {
            judge.judge(patient, facts)
            var newPatient = patient
            newPatient.birth = shifted(patient.birth)
            moved.judge(
                newPatient,
                facts.map { fact in
                    var fact = fact
                    (fact.start, fact.end, fact.authored) = (shifted(fact.start), shifted(fact.end), shifted(fact.authored))
                    return fact
                })
            #expect(judge.outcomes == moved.outcomes)
        }
    }

    @Test("says of all periods at once what it says of each alone") func periodsAlone() throws {
        var judge = judge
        for (at, period) in periods.enumerated() where at % 5 == 0 {
            var alone = try Judge(measures: measures, periods: [period], terminology: Terminology([]), codes: population.codes)
            for (patient, facts) in population.patients.prefix(150) {
                judge.judge(patient, facts)
                alone.judge(patient, facts)
                for (all, one) in zip(judge.outcomes, alone.outcomes) {
                    for ((name, bits), single) in zip(all.populations, one.populations) {
                        #expect((bits >> UInt64(at)) & 1 == single.periods, "\(measures[all.measure].id) \(name) \(period)")
                    }
                }
            }
        }
    }

    @Test("counts a visit with two codes once") func codesOfOneFact() throws {
        let measure = try #require(measures.first { $0.id == "CMS138" })
        var codes = population.codes
        let period = try #require(Period("2026"))
        var facts = [
            try MeasureCase.fact("encounter office_visit on 2026-03-01", number: 1, measure, &codes),
            try MeasureCase.fact("encounter telephone_visit on 2026-03-01", number: 1, measure, &codes),
        ]
        var judge = try Judge(measures: [measure], periods: [period], terminology: Terminology([]), codes: codes)
        var patient = HistoryPatient(id: 1)
        patient.birth = try MeasureCase.day("1990-01-01")
        judge.judge(patient, facts)
        #expect(judge.outcomes[0].initialPopulation == 0)
        facts[1].number = 2
        judge.judge(patient, facts)
        #expect(judge.outcomes[0].initialPopulation == 1)
    }

    @Test("adds up: strata, groups and threads") func tally() throws {
        var judge = judge
        var whole = Tally(judge)
        var (left, right) = (Tally(judge), Tally(judge))
        for (at, (patient, facts)) in population.patients.enumerated() {
            judge.judge(patient, facts)
            whole.add(judge)
            if at % 2 == 0 { left.add(judge) } else { right.add(judge) }
        }
        left.add(right)
        let results = whole.results(judge, periodKind: "rolling-12")
        #expect(results == left.results(judge, periodKind: "rolling-12"))
        #expect(results.contains { $0.counts.numerator > 0 })
        for result in results where result.measure == "CMS347" && result.group == "0" {
            let groups = results.filter { $0.measure == "CMS347" && $0.group != "0" && $0.periodEnd == result.periodEnd }
            #expect(groups.reduce(0) { $0 + $1.counts.denominator } == result.counts.denominator)
        }
        for result in results where result.measure == "CMS130" && result.stratum.isEmpty {
            let strata = results.filter { $0.measure == "CMS130" && !$0.stratum.isEmpty && $0.periodEnd == result.periodEnd }
            #expect(strata.reduce(0) { $0 + $1.counts.initialPopulation } == result.counts.initialPopulation)
        }
    }
}
