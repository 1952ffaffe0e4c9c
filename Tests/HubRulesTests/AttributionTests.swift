import Foundation
import HubCore
import HubRules
import Testing

@Suite("Whose patient somebody is") struct AttributionTests {
    static func visit(_ provider: Int32, _ day: String, code: Int32 = 1) throws -> HistoryFact {
        var fact = HistoryFact(.encounter)
        (fact.provider, fact.code, fact.status) = (provider, code, .finished)
        fact.start = try MeasureCase.day(day)
        return fact
    }

    static func shares(
        _ way: AttributionMethod.Way, _ facts: [HistoryFact], list: [Int32: Int32] = [:], periods: [String] = ["2026"],
        by level: MeasureResult.Level = .provider, pcp: Int32 = -1
    ) throws -> [[Int32]] {
        let periods = try periods.map { try #require(Period($0)) }
        let attribution = Attribution(AttributionMethod(id: "m", title: "", way: way), by: level, periods: periods, visits: [1], list: list)
        var patient = HistoryPatient(id: 5)
        patient.provider = pcp
        let shares = attribution.shares(patient, facts)
        return periods.indices.map { at in shares.filter { $0.periods & (1 << UInt64(at)) != 0 }.map(\.part) }
    }

    @Test("goes by most visits in the months, and a tie by the most recent") func plurality() throws {
        let facts = [try Self.visit(7, "2025-02-01"), try Self.visit(7, "2025-03-01"), try Self.visit(8, "2026-05-01")]
        #expect(try Self.shares(.visits(months: 24), facts) == [[7]])
        #expect(try Self.shares(.visits(months: 12), facts) == [[8]])
        #expect(try Self.shares(.visits(months: 24), facts + [Self.visit(8, "2025-01-01")]) == [[8]])
        #expect(try Self.shares(.visits(months: 24), facts + [Self.visit(8, "2024-12-31")]) == [[7]])
        // Two codes of one visit, and two rows of one day, are one visit.
        #expect(try Self.shares(.visits(months: 24), facts + [Self.visit(8, "2026-05-01")]) == [[7]])
    }

    @Test("goes only by finished visits of the named kinds within the period") func kinds() throws {
        var cancelled = try Self.visit(7, "2026-02-01")
        cancelled.status = .cancelled
        let facts = [
            cancelled, try Self.visit(7, "2026-03-01", code: 2), try Self.visit(-1, "2026-03-01"), try Self.visit(7, "2027-01-01"),
        ]
        #expect(try Self.shares(.visits(months: 24), facts) == [[Attribution.nobody]])
        #expect(try Self.shares(.anyVisit, facts) == [[Attribution.nobody]])
    }

    @Test("counts for everybody with a visit, period by period") func anyVisit() throws {
        let facts = [try Self.visit(8, "2026-12-31"), try Self.visit(7, "2026-01-01"), try Self.visit(9, "2025-12-31")]
        #expect(try Self.shares(.anyVisit, facts, periods: ["2025", "2026"]) == [[9], [7, 8]])
    }

    @Test("goes by the list, else by the next method") func lists() throws {
        let facts = [try Self.visit(8, "2026-05-01")]
        #expect(try Self.shares(.list, facts, list: [5: 3]) == [[3]])
        #expect(try Self.shares(.list, facts, list: [6: 3]) == [[Attribution.nobody]])
        #expect(try Self.shares(.first([.list, .visits(months: 24)]), facts, list: [6: 3]) == [[8]])
    }

    @Test("goes by the provider of the patient's record, unless a list says otherwise") func record() throws {
        let facts = [try Self.visit(8, "2026-05-01")]
        #expect(try Self.shares(.record, facts, pcp: 4) == [[4]])
        #expect(try Self.shares(.record, facts) == [[Attribution.nobody]])
        #expect(try Self.shares(.record, facts, list: [5: 3], pcp: 4) == [[3]])
        let way = AttributionMethod.Way.first([.record, .visits(months: 24)])
        #expect(try Self.shares(way, facts, pcp: 4) == [[4]])
        #expect(try Self.shares(way, facts) == [[8]])
    }

    @Test("goes by sites as it does by providers") func sites() throws {
        var facts = [try Self.visit(8, "2025-05-01"), try Self.visit(8, "2025-06-01"), try Self.visit(9, "2026-07-01")]
        for (at, site) in [2, 2, 1].enumerated() { facts[at].site = Int32(site) }
        #expect(try Self.shares(.visits(months: 24), facts, by: .site) == [[2]])
        #expect(try Self.shares(.visits(months: 12), facts, by: .site) == [[1]])
        #expect(try Self.shares(.anyVisit, facts, periods: ["2025", "2026"], by: .site) == [[2], [1]])
        #expect(try Self.shares(.list, facts, list: [5: 7], by: .site) == [[7]])
        // A provider's number is no site's.
        #expect(try Self.shares(.record, facts, by: .site, pcp: 8) == [[Attribution.nobody]])
        facts[2].site = -1
        #expect(try Self.shares(.anyVisit, facts, by: .site) == [[Attribution.nobody]])
    }

    @Test("is read from the hub's own file, whose value sets are known") func book() throws {
        let (book, findings) = AttributionBook.read(
            try MeasureFiles.node(MeasureFiles.root.appending(path: "Mappings/attribution/methods.yaml")))
        #expect(findings.isEmpty, "\(findings)")
        #expect(book.methods.map(\.id) == ["plurality", "any-visit", "pcp", "roster", "pcp-then-plurality"])
        #expect(try book.method(nil).way == .first([.record, .visits(months: 24)]))
        #expect(try book.method(nil, for: .site).way == .visits(months: 24))
        #expect(try book.method("roster").needsList)
        #expect(try !book.method("pcp-then-plurality").needsList)
        for id in ["pcp", "pcp-then-plurality"] { #expect(throws: HubError.self) { try book.method(id, for: .site) } }
        #expect(throws: HubError.self) { try book.method("plurallity") }
    }
}
