import HubCore
import HubRules
import Testing

@Suite("The judge's speed") struct MeasureSpeedTests {
    @Test("is printed; a debug build says nothing about it") func speed() throws {
        let all = try MeasureFiles.library().measures
        let three = all.filter { ["CMS165", "CMS122", "CMS138"].contains($0.id) }
        for measures in [three, all] {
            let population = MeasurePopulation(measures: measures, patients: 4000, facts: 50, noise: 5)
            let periods = try #require(Period("2026")).rolling(12)
            var judge = try Judge(measures: measures, periods: periods, terminology: Terminology([]), codes: population.codes)
            var tally = Tally(judge)
            let time = ContinuousClock().measure {
                for _ in 0..<3 {
                    for (patient, facts) in population.patients {
                        judge.judge(patient, facts)
                        tally.add(judge)
                    }
                }
            }
            let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
            print("\(measures.count) measures × 12 periods: \(Int(3 * 4000 * 50 / seconds)) facts/s")
            #expect(tally.lines.contains { $0.counts.contains { $0.initialPopulation > 0 } })
        }
    }
}
