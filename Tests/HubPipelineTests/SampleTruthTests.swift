import Foundation
import HubCore
import HubSamples
import Testing

/// Counts CMS165 and CMS122 again, out of the written files and by other means than the samples' own tally.
@Suite("The truth of the samples")
struct SampleTruthTests {
    private struct Chart {
        var birth: Day
        var visits: [(id: String, day: Day, code: String)] = []
        var conditions: [(code: String, from: Day, to: Day)] = []
        var values: [(code: String, day: Day, value: Double, visit: String)] = []
        var hospice: [Day] = []
    }

    private static func charts(_ folder: SampleFolder) throws -> [String: Chart] {
        func rows(_ table: String) throws -> ArraySlice<[String]> {
            try folder.rows(of: "riverbend-family/extract/\(table).csv").dropFirst()
        }
        var charts: [String: Chart] = [:]
        for row in try rows("patients") where row[7] != "ZZTEST" {
            charts[row[0]] = Chart(birth: try #require(Day(iso: row[1])))
        }
        for row in try rows("encounters") { charts[row[3]]?.visits.append((row[0], try #require(Day(iso: row[1].prefix(10))), row[8])) }
        for row in try rows("conditions") {
            charts[row[2]]?.conditions.append((row[4], try #require(Day(iso: row[0])), Day(iso: row[1]) ?? Day(number: .max)))
        }
        for row in try rows("observations") where row.count == 9 {
            guard let day = Day(iso: row[0].prefix(10)), let value = Double(row[6]) else { continue }
            charts[row[1]]?.values.append((row[4], day, value, row[2]))
        }
        for row in try rows("procedures") where row[4] == "385763009" {
            charts[row[2]]?.hospice.append(try #require(Day(iso: row[0].prefix(10))))
        }
        return charts
    }

    @Test("blood pressure and glycemia, over every rolling year, are what the files say")
    func again() throws {
        let folder = try SampleFolder(seed: 77, patients: 400, practices: [.riverbend])
        let charts = try SampleTruthTests.charts(folder)
        let truths = folder.practices[0].truths
        #expect(truths.count == 60)
        for truth in truths where truth.measure != "CMS138" {
            let (start, end) = (try #require(Day(iso: truth.periodStart)), try #require(Day(iso: truth.periodEnd)))
            var counts = PopulationCounts()
            for chart in charts.values {
                func overlaps(_ code: String, _ from: Day, _ to: Day) -> Bool {
                    chart.conditions.contains { $0.code == code && $0.from <= to && $0.to >= from }
                }
                let seen = chart.visits.contains {
                    start <= $0.day && $0.day <= end && ["185349003", "162673000", "185317003"].contains($0.code)
                }
                let emergency = Set(chart.visits.filter { $0.code == "50849002" }.map(\.id))
                func lowest(_ code: String, on day: Day?) -> Double? {
                    chart.values.filter { $0.code == code && $0.day == day && !emergency.contains($0.visit) }.map(\.value).min()
                }
                func latest(_ code: String) -> Day? {
                    chart.values.filter { $0.code == code && start <= $0.day && $0.day <= end && !emergency.contains($0.visit) }.map(\.day)
                        .max()
                }
                let isPressure = truth.measure == "CMS165"
                let disease = isPressure ? "59621000" : "44054006"
                let until = isPressure ? start.adding(months: 6).adding(days: -1) : end
                guard seen, (18...(isPressure ? 85 : 75)).contains(chart.birth.age(at: end)), overlaps(disease, start, until) else {
                    continue
                }
                counts.initialPopulation += 1
                counts.denominator += 1
                if chart.hospice.contains(where: { start <= $0 && $0 <= end })
                    || isPressure && (overlaps("72892002", start, end) || overlaps("46177005", start, end))
                {
                    counts.denominatorExclusion += 1
                } else if isPressure {
                    let day = latest("8480-6")
                    if (lowest("8480-6", on: day) ?? 999) < 140, (lowest("8462-4", on: day) ?? 999) < 90 { counts.numerator += 1 }
                } else if latest("4548-4").map({ (lowest("4548-4", on: $0) ?? 0) > 9 }) ?? true {
                    counts.numerator += 1
                }
            }
            #expect(counts == truth.counts, "\(truth.measure) \(start)..\(end)")
        }
    }
}
