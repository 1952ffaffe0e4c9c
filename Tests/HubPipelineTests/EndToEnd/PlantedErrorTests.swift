import Foundation
import HubCore
import HubPipeline
import HubSamples
import Testing

/// The answer keys of the samples against what a check finds: each planted error is told at its file and line, as often as it was planted.
@Suite("Planted errors are found")
struct PlantedErrorTests {
    /// How a planted error is told.
    enum Told {
        /// By findings of one of these ids, at each place that a finding keeps: the planted line, or the line on which the element begins
        /// that holds it.
        case by([String], linesAbove: Int = 0)
        /// By findings of one of these ids with as many rows, at another place than the planted one.
        case counted([String])
        /// By a skip with this reason.
        case skip(String)
        /// Not at all, since it can be read: the numbers are right in spite of it.
        case read
    }

    private static let tables: [String: Told] = [
        "a1c-in-other-unit": .by(["REC-016"]), "date-in-the-future": .by(["REC-003"]), "duplicated-row": .by(["REC-009"]),
        "event-before-birth": .counted(["REC-004"]), "impossible-birth-date": .by(["REC-006", "REC-001.birth"]),
        "no-such-day": .by(["REC-002"]),
        "no-such-vaccine": .by(["REC-011"]), "pressure-in-kilopascal": .read, "pressure-swapped": .by(["REC-014"]),
        "pressure-without-unit": .by(["REC-013"]), "ragged-row": .by(["csv.field-count"]), "test-patient": .skip("a test patient"),
        "unknown-patient": .by(["REC-007"]), "visit-ends-before-it-starts": .by(["REC-005"]), "unclosed-quote": .by(["csv.unclosed-quote"]),
    ]
    private static let wide: [String: Told] = [
        "a1c-with-percent-sign": .read, "birth-date-missing": .by(["REC-001"]), "date-in-the-future": .by(["REC-003"]),
        "duplicated-row": .by(["REC-009"]), "impossible-birth-date": .by(["date.stands-for-none"]), "pressure-swapped": .by(["REC-014"]),
        "pressure-with-words": .read, "smoking-status-without-date": .by(["REC-001"]), "unescaped-comma": .by(["csv.field-count"]),
        "wrong-period": .counted(["PER-002"]),
    ]
    private static let documents: [String: Told] = [
        "cancelled-vaccine": .read, "malformed-timestamp": .by(["ccda.bad-timestamp"]), "narrative-only-section": .read,
        "number-as-text": .by(["ccda.number-as-text"]), "pressure-without-unit": .by(["ccda.no-unit"]), "reference-to-nowhere": .read,
        "result-without-value": .by(["ccda.no-value"], linesAbove: 9), "unit-in-capitals": .read,
        "unknown-template": .by(["ccda.not-understood"], linesAbove: 1),
        "truncated-document": .by(["file.malformed"], linesAbove: 1), "document-with-doctype": .by(["file.malformed"]),
    ]

    @Test("every planted error of the answer key is told", arguments: SampleProfile.all.map(\.code))
    func told(_ code: String) throws {
        let profile = try #require(SampleProfile.named(code))
        let folder = try SampleFolder(seed: 61, patients: 250, practices: [profile])
        let sample = folder.practices[0]
        let (extract, bad) = (
            try Hub.check(Hub.request(sample, measures: ["CMS165"])),
            try sample.badFiles.map { try Hub.check(Hub.request(sample, paths: [$0.path], measures: ["CMS165"])) }
        )
        let expected = [.syntheaTables: Self.tables, .abcsWide: Self.wide, .ccda: Self.documents][profile.style] ?? [:]
        #expect(Set(sample.planted.map(\.id)) == Set(expected.keys))
        for error in sample.planted {
            let isBad = error.places.allSatisfy { $0.file.hasPrefix("bad/") }
            let receipts = isBad ? bad : [extract]
            switch try #require(expected[error.id]) {
            case .by(let ids, let above):
                let found = receipts.flatMap(\.causes).filter { ids.contains($0.id) }
                #expect(found.reduce(0) { $0 + $1.count } >= Self.rows(error), "\(error.id): \(found.map(\.count)) of \(error.rows)")
                let lines = Set(found.flatMap(\.places).compactMap(Self.line))
                let planted = error.places.map { place -> [String] in
                    (0...above).map { "\((place.file as NSString).lastPathComponent):\(place.line - $0)" }
                }
                // A row that stands there twice has its errors twice, and takes a place from others.
                let copies = error.rows > 20 ? sample.planted.first { $0.id == "duplicated-row" }?.rows ?? 0 : 0
                let atLeast = min(Self.rows(error), FindingBook.placesKept - copies)
                #expect(planted.count { !lines.isDisjoint(with: $0) } >= atLeast, "\(error.id): \(planted) not in \(lines)")
            case .counted(let ids):
                #expect(receipts.flatMap(\.causes).filter { ids.contains($0.id) }.reduce(0) { $0 + $1.count } >= error.rows, "\(error.id)")
            case .skip(let reason):
                #expect(receipts.flatMap(\.skips).filter { $0.reason == reason }.map(\.count) == [error.rows], "\(error.id)")
            case .read: break
            }
        }
    }

    /// A swapped pressure is two planted cells and one finding.
    private static func rows(_ error: PlantedError) -> Int { error.id == "pressure-swapped" && error.rows == 8 ? 4 : error.rows }

    /// `abcs.csv:16` of `abcs.csv:16:44 (Last BP)`.
    private static func line(_ place: String) -> String? {
        let parts = place.split(separator: " ")[0].split(separator: ":")
        return parts.count < 2 ? nil : "\(parts[0]):\(parts[1])"
    }

    @Test("narrative sections, cancelled doses and unknown statements are counted in the coverage")
    func coverage() throws {
        let folder = try SampleFolder(seed: 61, patients: 250, practices: [.harbor])
        let sample = folder.practices[0]
        let receipt = try Hub.check(Hub.request(sample, measures: ["CMS165"]))
        let coverage = try #require(receipt.coverage)
        func planted(_ id: String) -> Int { sample.planted.first { $0.id == id }?.rows ?? -1 }
        #expect(coverage.documents == 250)
        #expect(coverage.bySection["10157-6"]?.narrativeOnly == planted("narrative-only-section"), "\(coverage.bySection.keys)")
        #expect(coverage.notUnderstood == planted("unknown-template"))
        #expect(coverage.entries == coverage.taken + coverage.saidToBeEmpty + coverage.notNeeded + coverage.notUnderstood)
    }
}
