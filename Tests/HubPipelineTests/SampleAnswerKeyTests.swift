import Foundation
import HubCore
import HubSamples
import HubTesting
import Testing

@Suite("The answer key of the samples")
struct SampleAnswerKeyTests {
    @Test("every place holds the planted thing")
    func places() throws {
        let folder = try SampleFolder(seed: 21, patients: 250)
        for practice in folder.practices {
            for error in practice.planted {
                #expect(error.rows >= error.places.count && !error.places.isEmpty && error.places.count <= 20, "\(error.id)")
                for place in error.places {
                    let lines = try folder.lines(of: practice.code + "/" + place.file)
                    if error.id == "truncated-document" {
                        #expect(lines.count == place.line - 1)
                        continue
                    }
                    let line = try #require(place.line <= lines.count ? lines[place.line - 1] : nil, "\(error.id)")
                    let from = line.dropFirst(place.column - 1)
                    let isElement = place.file.hasSuffix(".xml") && place.field != ""
                    #expect(from.hasPrefix(isElement ? "<" + place.field : place.text), "\(error.id) \(place.file):\(place.line)")
                    guard place.field != "", !isElement else { continue }
                    let cells = SampleCells.of(line)
                    let header = SampleCells.of(lines[practice.style == .abcsWide ? 4 : 0])
                    if let at = header.firstIndex(of: place.field), error.id != "unescaped-comma", error.id != "unclosed-quote" {
                        #expect(cells[at] == place.text, "\(error.id)")
                    }
                }
            }
        }
    }

    @Test("every kind of error finds a place among 250 patients")
    func complete() throws {
        let folder = try SampleFolder(seed: 22, patients: 250)
        func ids(_ code: String) throws -> [String] { try folder.practice(code).planted.map(\.id) }
        #expect(
            try ids("riverbend-family") == [
                "a1c-in-other-unit", "date-in-the-future", "duplicated-row", "event-before-birth", "impossible-birth-date", "no-such-day",
                "no-such-vaccine", "pressure-in-kilopascal", "pressure-swapped", "pressure-without-unit", "ragged-row", "test-patient",
                "unclosed-quote", "unknown-patient", "visit-ends-before-it-starts",
            ])
        #expect(
            try ids("oak-street") == [
                "a1c-with-percent-sign", "birth-date-missing", "date-in-the-future", "duplicated-row", "impossible-birth-date",
                "pressure-swapped", "pressure-with-words", "smoking-status-without-date", "unescaped-comma", "wrong-period",
            ])
        #expect(
            try ids("harbor-internal") == [
                "cancelled-vaccine", "document-with-doctype", "malformed-timestamp", "narrative-only-section", "number-as-text",
                "pressure-without-unit", "reference-to-nowhere", "result-without-value", "truncated-document", "unit-in-capitals",
                "unknown-template",
            ])
    }

    @Test("the smoking status of the wide report has no date in any row")
    func undated() throws {
        let folder = try SampleFolder(seed: 23, patients: 200)
        let practice = try folder.practice("oak-street")
        let rows = try folder.rows(of: "oak-street/extract/abcs.csv")
        let (status, date) = (
            try #require(rows[4].firstIndex(of: "Smoking Status")), try #require(rows[4].firstIndex(of: "Smoking Status Date"))
        )
        let asked = rows.dropFirst(5).filter { $0.count > date && !$0[status].isEmpty }
        #expect(asked.count > 100 && asked.allSatisfy { $0[date].isEmpty })
        let truth = try #require(practice.truths.last { $0.measure == "CMS138" && $0.group == "1" })
        #expect(truth.counts.initialPopulation > 0 && truth.counts.numerator == 0)
    }
}
