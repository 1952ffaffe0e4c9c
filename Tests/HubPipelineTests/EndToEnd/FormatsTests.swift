import HubCore
import HubPipeline
import HubSamples
import Testing

/// The same made-up people as tables, documents and bundles give the same facts and the same numbers.
///
/// What is not compared, because a format cannot carry it:
/// - a visit's code: documents send the practice's own, and the code map says what it is; compared is what it says;
/// - the ICD-10-CM code beside the SNOMED CT code of a diagnosis: Synthea's tables have one column of codes;
/// - what sort of allergy it is: documents must say one;
/// - categories: C-CDA has none for vaccines, and calls diagnoses problems that the others call diagnoses of a visit;
/// - when it was written down: tables have no such column, and documents have it only for some kinds;
/// - the time of day of drugs, diagnoses and vaccines: documents have the day;
/// - encounter and panel keys: numbers of the source. What belongs together is compared by the next test;
/// - `confirmed`: C-CDA has no such word;
/// - ZIP codes, which only the documents of these samples have.
@Suite("One population in three formats", .hub, .serialized)
struct FormatsTests {
    static let styles: [SampleStyle] = [.syntheaTables, .ccda, .fhir]

    private static func sample(_ style: SampleStyle, patients: Int = 150) throws -> SampleFolder {
        var profile = SampleProfile.riverbend
        profile.style = style
        let period = try #require(Period("2026"))
        return try SampleFolder(seed: 77, patients: patients, practices: [profile], period: period, hasErrors: false)
    }

    /// Tables and bundles have the id, documents the chart's number.
    private static func persons(_ folders: [SampleStyle: SampleFolder], _ patients: Int) throws -> [String: String] {
        let tables = try #require(folders[.syntheaTables])
        let ids = try tables.rows(of: "riverbend-family/extract/patients.csv").dropFirst().map { $0[0] }
        return Dictionary(uniqueKeysWithValues: ids.enumerated().flatMap { at, id in [(id, id), ("\(100_200 + at * 7)", id)] })
    }

    private static func sets() throws -> (
        people: [SampleStyle: [String: String]], facts: [SampleStyle: Set<String>], all: [SampleStyle: FactSet]
    ) {
        let folders = try Dictionary(uniqueKeysWithValues: styles.map { ($0, try sample($0)) })
        let names = try persons(folders, 150)
        func person(_ key: PatientKey) -> String { names[key.value] ?? names[String(Int(key.value) ?? -1)] ?? "stranger \(key.value)" }
        let all = try folders.mapValues { try FactSet.of($0.practices[0]) }
        let people = all.mapValues { set in
            Dictionary(
                uniqueKeysWithValues: set.patients.map { patient in
                    let words: [String] = [
                        patient.birth?.description, patient.sex?.word, patient.deceased?.description, patient.ethnicity,
                    ].map { $0 ?? "-" }
                    return (person(patient.key), (words + patient.races).joined(separator: "|"))
                })
        }
        return (people, all.mapValues { $0.lines(person) }, all)
    }

    @Test("the same facts")
    func facts() throws {
        let (people, facts, _) = try Self.sets()
        let tables = try #require(facts[.syntheaTables])
        #expect(tables.count > 3000)
        for style in Self.styles.dropFirst() {
            let other = try #require(facts[style])
            #expect(people[style] == people[.syntheaTables], "\(style)")
            #expect(tables.subtracting(other).sorted().prefix(5) == [], "only in the tables, not in \(style)")
            #expect(other.subtracting(tables).sorted().prefix(5) == [], "only in \(style)")
        }
    }

    @Test("the two numbers of each blood pressure belong together in each")
    func panels() throws {
        let all = try Self.sets().all
        let counts = all.mapValues { set in
            Dictionary(grouping: set.facts.filter { ["8480-6", "8462-4"].contains($0.code?.code) }) {
                "\($0.patient.value) \($0.panelKey ?? 0)"
            }
            .values.map(\.count)
        }
        let tables = try #require(counts[.syntheaTables])
        #expect(tables.count > 200 && tables.allSatisfy { $0 == 2 })
        for style in Self.styles { #expect(counts[style]?.sorted() == tables.sorted(), "\(style)") }
    }

    @Test("the same populations of every measure, and the true ones")
    func populations() async throws {
        let hub = try Hub.mine()
        var results: [SampleStyle: [MeasureResult]] = [:]
        for style in Self.styles {
            let folder = try Self.sample(style)
            var request = Hub.request(folder.practices[0], measures: [])
            request.practice = "formats-\(style.rawValue)"
            #expect(try await hub.take(request).submission != nil)
            results[style] = try await hub.judge("formats-\(style.rawValue)", measures: [], rolling: 12)
            let judged = try #require(results[style])
            for truth in folder.practices[0].truths {
                let same = judged.first {
                    $0.measure == truth.measure && $0.group == truth.group && $0.stratum.isEmpty && $0.periodStart == truth.periodStart
                        && $0.periodEnd == truth.periodEnd
                }
                #expect(same?.counts == truth.counts, "\(style) \(truth.measure) \(truth.group) \(truth.periodEnd)")
            }
        }
        func words(_ results: [MeasureResult]) -> [String] {
            results.map { "\($0.measure) \($0.group) \($0.stratum) \($0.periodEnd) \($0.counts)" }.sorted()
        }
        let tables = words(try #require(results[.syntheaTables]))
        #expect(Set(results.values.flatMap { $0.map(\.measure) }).count > 10)
        for style in Self.styles { #expect(words(results[style] ?? []) == tables, "\(style)") }
    }

    @Test("Synthea's own tables and bundles: the same facts, but for the end of drugs and the onset of allergies, which its bundles lack")
    func synthea() throws {
        let folders = [try Self.sample(.syntheaTables), try Self.sample(.syntheaBundles)]
        func lines(_ folder: SampleFolder) throws -> Set<String> {
            let set = try FactSet.of(folder.practices[0])
            for at in set.facts.indices {
                if set.facts[at].kind == .medication { set.facts[at].end = nil }
                if set.facts[at].kind == .allergy { set.facts[at].start = set.facts[at].authored }
            }
            return set.lines(\.value)
        }
        let (tables, bundles) = (try lines(folders[0]), try lines(folders[1]))
        #expect(tables.count > 3000)
        #expect(tables.subtracting(bundles).sorted().prefix(5) == [])
        #expect(bundles.subtracting(tables).sorted().prefix(5) == [])
    }
}
