import Foundation
import HubCore
import HubRules
import Testing

/// Measures that count encounters, by a small one of blood pressures: a reading below 120, or a plan.
@Suite("Measures that count encounters") struct MeasureEncounterTests {
    static let text = """
        id: T22
        version: {label: T22v1, year: 2026}
        title: Test
        unit: encounter
        encounters: visit
        valuesets: {visits: 1.2.3.4.5, more_visits: 1.2.3.4.6, htn: 1.2.3.4.7, reasons: 1.2.3.4.8}
        codes: {sbp: "LOINC|8480-6", referral: "LOCAL|REF"}
        define:
          visit: {from: encounter, code: [visits, more_visits], during: period}
          adult: {age: {at: period.start, min: 18}}
          diagnosed_before: {from: condition, code: htn, with: [{events: this_encounter, starts_before: other.start}]}
          reading: {from: observation, code: sbp, unit: "mm[Hg]", with: [{events: this_encounter, during: other}]}
          last_reading: {agg: last, of: reading}
          normal: {value: last_reading, lt: 120}
          high: {value: last_reading, ge: 120}
          planned: {from: order, code: referral, with: [{events: this_encounter, by: authored, during: "[other.start, other.end + 1 day]"}]}
          refused: {from: observation, code: sbp, not_done: true, reason: reasons, with: [{events: this_encounter, during: other}]}
        groups:
          - id: 1
            initial_population: adult
            exclusions: diagnosed_before
            numerator: {any: [normal, {all: [high, planned]}]}
            exceptions: refused
        strata:
          - {id: 1, criterion: {age: {at: period.end, max: 49}}}
          - {id: 2, criterion: {age: {at: period.end, min: 50}}}
        gaps: {normal: "No reading below 120"}
        """

    let measure: Measure
    let period = Period("2026")

    init() throws {
        let library = try MeasureFiles.library(Self.text)
        #expect(library.findings.isEmpty, "\(library.findings.map(\.description))")
        measure = try #require(library.measures.first)
    }

    private func judge(_ lines: [String], periods: [Period]? = nil, measures: [Measure]? = nil, born: String = "1980-05-01") throws -> Judge
    {
        var codes = CodeTable()
        for coding in measure.directCodes { _ = codes.intern(coding) }
        let facts = try lines.enumerated().map { at, line in
            // `0=` in front: another code of the fact 0.
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let same = Int(parts[0]) else { return try MeasureCase.fact(line, number: at, measure, &codes) }
            return try MeasureCase.fact(parts[1], number: same, measure, &codes)
        }
        var judge = try Judge(
            measures: measures ?? [measure], periods: periods ?? [try #require(period)], terminology: Terminology([]), codes: codes)
        var patient = HistoryPatient(id: 1)
        patient.birth = try MeasureCase.day(born)
        judge.judge(patient, facts)
        return judge
    }

    /// Initial population, denominator, exclusions, exceptions, numerator.
    private func counts(_ judge: Judge) throws -> [Int] {
        var tally = Tally(judge)
        tally.add(judge)
        try tally.assertContract(judge)
        let counts = try #require(tally.results(judge, periodKind: "year").first { $0.stratum.isEmpty }).counts
        return [
            counts.initialPopulation, counts.denominator, counts.denominatorExclusion, counts.denominatorException, counts.numerator,
        ]
    }

    private static let three = [
        "encounter visits on 2026-02-01", "encounter visits on 2026-05-01", "encounter visits on 2026-09-01",
        "observation sbp 118 mm[Hg] on 2026-02-01", "observation sbp 131 mm[Hg] on 2026-05-01",
        "observation sbp 131 mm[Hg] on 2026-09-01", "order referral authored 2026-09-02",
    ]

    @Test("judge each visit by what belongs to it") func each() throws {
        let judge = try judge(Self.three)
        #expect(try counts(judge) == [3, 3, 0, 0, 2])
        let met = judge.encounters.filter { $0.outcome.numerator == 1 }.compactMap { $0.day?.description }.sorted()
        #expect(met == ["2026-02-01", "2026-09-01"])
        // The patient as a whole is open while one visit is.
        #expect(judge.outcomes[0].denominator == 1 && judge.outcomes[0].numerator == 0)
        #expect(try self.judge(Self.three.filter { !$0.contains("2026-05-01") }).outcomes[0].numerator == 1)
    }

    @Test("exclude and except a visit, not the patient") func apart() throws {
        let later = try judge(Self.three + ["condition htn from 2026-05-01"])
        #expect(try counts(later) == [3, 3, 1, 0, 1])
        let excepted =
            Self.three.filter { $0 != "observation sbp 131 mm[Hg] on 2026-05-01" }
            + ["observation sbp authored 2026-05-01 not-done reason reasons status cancelled"]
        #expect(try counts(judge(excepted)) == [3, 3, 0, 1, 2])
        let all = try judge(Self.three + ["condition htn from 2020-01-01"])
        #expect(try counts(all) == [3, 3, 3, 0, 0])
        #expect(all.outcomes[0].exclusion == 1 && all.outcomes[0].keepsContract)
        #expect(try counts(judge(Self.three, born: "2010-05-01")) == [0, 0, 0, 0, 0])
    }

    @Test("count a visit once that has two codes, or is written twice") func once() throws {
        let codes = ["encounter visits on 2026-02-01", "0=encounter more_visits on 2026-02-01"]
        #expect(try counts(judge(codes))[0] == 1)
        #expect(try counts(judge(codes + ["encounter visits on 2026-02-01", "2=encounter more_visits on 2026-02-01"]))[0] == 1)
        #expect(try counts(judge(["encounter visits on 2026-02-01 key a", "encounter visits on 2026-02-01 key b"]))[0] == 2)
    }

    @Test("count each visit in the periods that it falls in, and in its strata") func periods() throws {
        let periods = try #require(period).rolling(12)
        let judge = try judge(Self.three, periods: periods)
        var tally = Tally(judge)
        tally.add(judge)
        try tally.assertContract(judge)
        let results = tally.results(judge, periodKind: "rolling-12")
        let totals = results.filter(\.stratum.isEmpty).map(\.counts.initialPopulation)
        #expect(totals == [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
        #expect(results.filter { $0.stratum == "1" }.map(\.counts.initialPopulation) == totals)
        #expect(results.filter { $0.stratum == "2" }.allSatisfy { $0.counts.initialPopulation == 0 })
    }

    @Test("say the same whatever the order of the rows, and leave measures of patients alone") func order() throws {
        #expect(try counts(judge(Self.three)) == counts(judge(Self.three.reversed())))
        let other = try #require(
            MeasureFiles.library(
                """
                id: T1
                version: {label: T1v1, year: 2026}
                title: Test
                valuesets: {visits: 1.2.3.4.5}
                codes: {sbp: "LOINC|8480-6"}
                define:
                  visit: {from: encounter, code: visits, during: period}
                  reading: {from: observation, code: sbp, unit: "mm[Hg]", ge: 130, during: period}
                groups: [{id: 1, initial_population: visit, numerator: {count: reading, min: 2}}]
                """
            ).measures.first)
        let both = try judge(Self.three, measures: [measure, other])
        let alone = try judge(Self.three, measures: [other])
        #expect(both.outcomes[1].numerator == alone.outcomes[0].numerator && alone.outcomes[0].numerator == 1)
        var tally = Tally(both)
        tally.add(both)
        #expect(tally.lines.map { $0.counts[0].initialPopulation } == [3, 1])
    }

    @Test("show the visit that leaves something open") func evidence() throws {
        var codes = CodeTable()
        for coding in measure.directCodes { _ = codes.intern(coding) }
        let facts = try Self.three.enumerated().map { try MeasureCase.fact($1, number: $0, measure, &codes) }
        var judge = try Judge(measures: [measure], periods: [try #require(period)], terminology: Terminology([]), codes: codes)
        var patient = HistoryPatient(id: 1)
        patient.birth = try MeasureCase.day("1980-05-01")
        let group = try #require(judge.explain(patient, facts, measure: 0, period: 0).first)
        #expect(group.groupTitle == "visit of 2026-05-01")
        #expect(group.isIn("denominator") && !group.isIn("numerator") && !group.gaps.isEmpty)
    }

    @Test(
        "are told what is wrong with them",
        arguments: [
            ("encounters: visit\n", "", "belong together"), ("unit: encounter\n", "", "belong together"),
            ("encounters: visit", "encounters: reading", "`this_encounter` is not defined"),
            ("encounters: visit", "encounters: adult", "a set of events is needed"),
            ("encounters: visit", "encounters: {from: condition, code: htn}", "must be a set of encounters"),
            ("gaps:", "requires: [{element: e, events: reading}]\ngaps:", "it is counted by patients"),
            ("  adult:", "  this_encounter: {sex: male}\n  adult:", "the hub's own name"),
        ])
    func wrong(_ old: String, _ new: String, _ expected: String) throws {
        #expect(Self.text.contains(old))
        let library = try MeasureFiles.library(Self.text.replacingOccurrences(of: old, with: new))
        #expect(
            library.findings.contains { $0.description.contains(expected) && $0.description.contains("test.yaml:") },
            "\(library.findings.map(\.description))")
        #expect(library.measures.isEmpty)
    }
}
