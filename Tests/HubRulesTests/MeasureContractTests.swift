import Foundation
import HubCore
import HubRules
import Testing

@Suite("What must hold between the numbers") struct MeasureContractTests {
    @Test("holds for all measures over 12 rolling periods: strata add up, populations lie in each other") func generated() throws {
        let measures = try MeasureFiles.library().measures
        let population = MeasurePopulation(measures: measures, patients: 500, facts: 120, noise: 0, seed: 11)
        let periods = try #require(Period("2026")).rolling(12)
        var judge = try Judge(measures: measures, periods: periods, terminology: Terminology([]), codes: population.codes)
        var tally = Tally(judge)
        var stratified: Set<String> = []
        for (patient, facts) in population.patients {
            judge.judge(patient, facts)
            tally.add(judge)
            for outcome in judge.outcomes {
                #expect(outcome.keepsContract)
                guard !outcome.strata.isEmpty, judge.measures[outcome.measure].strataPartition else { continue }
                let masks = outcome.strata.map { judge.strata[$0] }
                // Everybody of the initial population in one stratum, and in no second.
                #expect(masks.reduce(0, |) == outcome.initialPopulation, "\(judge.measures[outcome.measure].version)")
                #expect(masks.reduce(0) { $0 + $1.nonzeroBitCount } == outcome.initialPopulation.nonzeroBitCount)
                if outcome.initialPopulation != 0 { stratified.insert(judge.measures[outcome.measure].id) }
            }
        }
        try tally.assertContract(judge)
        #expect(stratified.isSuperset(of: ["CMS125", "CMS130", "CMS153", "CMS155"]), "\(stratified)")
    }

    @Test("is broken by strata that overlap, unless the file says that they do") func strata() throws {
        let text = """
            id: T1
            version: {label: T1v1, year: 2026}
            title: Test
            groups: [{id: 1, initial_population: {age: {at: period.end, min: 1}}, numerator: {sex: female}}]
            strata:
              - {id: 1, criterion: {age: {at: period.end, max: 40}}}
              - {id: 2, criterion: {age: {at: period.end, min: 40}}}
            """
        func run(_ text: String) throws {
            let measures = try MeasureFiles.library(text).measures
            var judge = try Judge(
                measures: measures, periods: [try #require(Period("2026"))], terminology: Terminology([]), codes: CodeTable())
            var tally = Tally(judge)
            var patient = HistoryPatient(id: 1)
            patient.birth = try MeasureCase.day("1986-06-01")
            judge.judge(patient, [])
            tally.add(judge)
            try tally.assertContract(judge)
        }
        let error = #expect(throws: HubError.self) { try run(text) }
        #expect(error?.message.contains("strata do not add up") == true)
        try run(text + "\nstrata_overlap: true")
    }

    @Test("a measure's hash changes with a word of it or of what it uses, and with no comment") func hash() throws {
        let body = MeasureLanguageTests.head + MeasureLanguageTests.good
        func hash(_ text: String, _ shared: String) throws -> String {
            try #require(try MeasureFiles.library(text + "\nuses: [lib@2026]", shared: [shared]).measures.first?.contentHash)
        }
        let shared = "library: lib\nyear: 2026\ndefine: {old: {age: {at: period.end, min: 65}}}"
        let first = try hash(body, shared)
        #expect(first.count == 16)
        #expect(try hash("# a word to the reader\n" + body, shared) == first)
        #expect(try hash(body.replacingOccurrences(of: "ge: 5", with: "ge: 6"), shared) != first)
        #expect(try hash(body, shared.replacingOccurrences(of: "65", with: "66")) != first)
    }

    @Test("a measure without cases, or with none that is met, is told") func cases() throws {
        let library = try MeasureFiles.library(MeasureLanguageTests.head + MeasureLanguageTests.good)
        func told(_ text: String?) throws -> [String] {
            let file = SourceFile("cases.yaml")
            let nodes = try text.map { [try MeasureFiles.yaml($0, file)] } ?? []
            return MeasureCasesCheck.findings(nodes, library).map(\.message)
        }
        #expect(try told(nil) == ["T1 has no cases.yaml"])
        let met = "measure: T1\nperiod: 2026\ncases:\n  - {it: a, is: [denominator, numerator]}\n"
        #expect(try told(met) == ["the cases of T1v1 hold nobody who is outside of the numerator"])
        #expect(try told(met + "  - {it: b, is: [denominator]}\n") == [])
    }

    @Test("wrong units, codes and OIDs are told with their place") func terms() throws {
        let text = """
            id: T1
            valuesets: {visits: 1.2.3.4.7}
            codes: {sbp: "LOINC|8480-7"}
            define:
              lab: {from: observation, code: sbp, unit: mmHg, ge: 5}
            """
        let titles = ["1.2.3.4.5": ValueSetTitle(oid: "1.2.3.4.5", title: "V", publishedTotal: 2)]
        let node = try MeasureFiles.yaml(text, SourceFile("m.yaml"))
        let findings = MeasureTermsCheck.findings(node, titles: titles, sets: [:], tellsIncomplete: true)
        #expect(
            findings.map { "\($0.id) \($0.origin)" } == [
                "measure.value-set m.yaml:2:21", "measure.code m.yaml:3:14", "measure.unit m.yaml:5:45",
            ])
        #expect(findings[0].message.contains("did you mean `1.2.3.4.5`") && findings[2].message.contains("did you mean `mm[Hg]`"))
        let right = text.replacingOccurrences(of: "8480-7", with: "8480-6").replacingOccurrences(of: "mmHg", with: "mm[Hg]")
            .replacingOccurrences(of: "3.4.7", with: "3.4.5").replacingOccurrences(of: "unit: mm[Hg]", with: "unit: \"mm[Hg]\"")
        let rest = MeasureTermsCheck.findings(
            try MeasureFiles.yaml(right, SourceFile("m.yaml")), titles: titles, sets: [:], tellsIncomplete: true)
        #expect(rest.map(\.id) == ["measure.value-set-incomplete"])
    }
}
