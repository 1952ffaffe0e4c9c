import Foundation
import HubCore
import Testing

/// A table spoiled in one way at a time is read as it was, or it is told; never in silence as another.
@Suite struct CSVPollutionTests {
    @Test("a spoiled table is the same table or is told")
    func score() {
        var counts: [CSVPollution.Outcome: Int] = [:]
        for pollution in CSVPollution.all {
            let outcome = pollution.outcome()
            counts[outcome, default: 0] += 1
            #expect(outcome != .silentlyWrong, "\(pollution.name): another table, and nothing said")
            if outcome == .silentlyWrong || outcome == .told && pollution.must == .same { print("  not as it must be: \(pollution.name)") }
            if pollution.must == .same { #expect(outcome == .same, "\(pollution.name): told only") }
            #expect(pollution.outcome(pieceSize: 5) == outcome, "\(pollution.name): another outcome in pieces of 5 bytes")
        }
        let all = CSVPollution.all.count
        print(
            "\(all) pollutions: \(counts[.same] ?? 0) the same table, \(counts[.told] ?? 0) told, \(counts[.silentlyWrong] ?? 0) silently wrong"
        )
        #expect(all > 70)
    }
}
