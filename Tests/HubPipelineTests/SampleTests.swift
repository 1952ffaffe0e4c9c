import Foundation
import HubCore
@testable import HubSamples
import Testing

@Suite("Sample extracts")
struct SampleTests {
    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() throws {
        let (first, again, other) = (
            try SampleFolder(seed: 7, patients: 90), try SampleFolder(seed: 7, patients: 90), try SampleFolder(seed: 8, patients: 90)
        )
        let files = try first.files()
        #expect(files.count > 90)
        #expect(try again.files() == files)
        #expect(try other.files() != files)
    }

    @Test("a patient does not change when more are asked for")
    func stable() throws {
        let (few, many) = (try SampleFolder(seed: 3, patients: 40), try SampleFolder(seed: 3, patients: 80))
        let name = "riverbend-family/extract/patients.csv"
        let (short, long) = (try few.rows(of: name), try many.rows(of: name))
        #expect(short.prefix(41).elementsEqual(long.prefix(41)))
    }

    @Test("row counts are those of the files, and every row has the header's width but for the ragged one")
    func counts() throws {
        let folder = try SampleFolder(seed: 11, patients: 300)
        let practice = try folder.practice("riverbend-family")
        #expect(practice.files.count == 8)
        for file in practice.files {
            let rows = try folder.rows(of: "riverbend-family/" + file.name)
            #expect(rows.count - 1 == file.rows, "\(file.name)")
            let ragged = rows.count { $0.count != rows[0].count }
            #expect(ragged == (file.name.hasSuffix("observations.csv") ? 1 : 0), "\(file.name)")
        }
        let people = try folder.rows(of: "riverbend-family/extract/patients.csv")
        #expect(people.count - 1 == practice.patients + 4, "three impossible birth dates and a test patient are extra")
    }

    @Test("the wide report has its titles, its header on line 5, its control total and its code page")
    func wide() throws {
        let folder = try SampleFolder(seed: 11, patients: 300)
        let practice = try folder.practice("oak-street")
        let bytes = try Data(contentsOf: URL(filePath: practice.extract))
        #expect(bytes.contains(0xF1) && String(data: bytes, encoding: .utf8) == nil)
        let text = try #require(String(data: bytes, encoding: .windowsCP1252))
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines[2] == "Date range: 01/01/2026 - 12/31/2026")
        #expect(lines[4].hasPrefix("MRN,DOB,Sex,"))
        let rows = try #require(practice.files.first).rows
        #expect(lines[5 + rows].hasPrefix("Total patients: \(rows),"))
        #expect(rows == practice.patients + 5, "three extra rows and two doubled ones")
    }

    @Test("rates are believable in every practice", arguments: SampleProfile.all)
    func rates(profile: SampleProfile) throws {
        let period = try #require(Period("2026"))
        let population = Population(seed: 5, profile: profile, period: period)
        var tally = TruthTally(period)
        for number in 0..<2500 { tally.add(population.patient(number)) }
        func rate(_ measure: String, _ group: String = "1") throws -> Double {
            let truth = try #require(tally.truths.last { $0.measure == measure && $0.group == group })
            #expect(truth.periodEnd == "2026-12-31" && truth.counts.denominator >= 60)
            return try #require(truth.counts.rate)
        }
        #expect((0.55...0.78).contains(try rate("CMS165")))
        #expect((0.13...0.32).contains(try rate("CMS122")))
        #expect((0.6...0.97).contains(try rate("CMS138")))
        #expect((0.2...0.85).contains(try rate("CMS138", "2")))
    }

    @Test("a request without patients is refused")
    func nobody() {
        #expect(throws: HubError.self) { try SampleFolder(seed: 1, patients: 0) }
    }

    @Test("the big table has exactly the rows that were asked for, all of known patients")
    func big() throws {
        let folder = try SampleFolder(seed: 1, patients: 1, practices: [])
        let files = try writeBigObservations(rows: 12_345, patients: 100, seed: 4, to: folder.path)
        let rows = try folder.rows(of: "observations.csv").dropFirst()
        #expect(files.map(\.rows) == [100, 12_345] && rows.count == 12_345)
        #expect(rows.allSatisfy { $0.count == 9 && Day(iso: $0[0].prefix(10)) != nil && Double($0[6]) != nil })
        let known = Set(try folder.rows(of: "patients.csv").dropFirst().map { $0[0] })
        #expect(known.count == 100 && Set(rows.map { $0[1] }) == known)
    }
}
