import Foundation
import HubCore
import HubRules
import Testing

@Suite("The measure language") struct MeasureLanguageTests {
    static let head = """
        id: T1
        version: {label: T1v1, year: 2026}
        title: Test
        valuesets: {visits: 1.2.3.4.5, labs: 1.2.3.4.6}
        codes: {sbp: "LOINC|8480-6"}

        """

    func findings(_ body: String) throws -> [String] {
        try MeasureFiles.library(Self.head + body).findings.map(\.description)
    }

    static let good = """
        define:
          visit: {from: encounter, code: visits, during: period}
          lab: {from: observation, code: [labs, sbp], unit: "%", ge: 5, ends_during: "[period.start - 2 years, period.end)"}
        groups:
          - {id: 1, initial_population: visit, numerator: lab}
        """

    @Test("reads a whole measure without a word") func reads() throws {
        let library = try MeasureFiles.library(Self.head + Self.good)
        #expect(library.findings.isEmpty)
        let measure = try #require(library.measures.first)
        #expect(measure.valueSets == ["1.2.3.4.5", "1.2.3.4.6"])
        #expect(measure.directCodes.map(\.description) == ["LOINC|8480-6", "UCUM|%"])
    }

    @Test(
        "tells what is wrong, where, and what may be meant",
        arguments: [
            (
                "{id: 1, initial_population: visit, numerator: lab}", "{id: 1, initial_population: vist, numerator: lab}",
                "did you mean `visit`"
            ),
            ("from: encounter", "from: encountr", "did you mean `encounter`"),
            ("code: visits", "code: visit_set", "neither a value set nor a code"),
            ("during: period", "durin: period", "`durin` is not a key"),
            ("during: period", "during: \"[period.end, period.start\"", "is not a window"),
            ("period.start - 2 years", "period.start - 2 yaers", "did you mean `years`"),
            ("period.start - 2 years", "period.begin", "is not a point in time"),
            ("[period.start - 2 years, period.end)", "[period.end, period.end - 1 day]", "ends before it begins"),
            ("[period.start - 2 years, period.end)", "[period.end, period.start]", "ends before it begins"),
            ("[period.start - 2 years, period.end)", "[period.start + 1 year, period.end]", "ends before it begins"),
            ("[period.start - 2 years, period.end)", "[birth + 2 years, birth + 1 year]", "ends before it begins"),
            ("unit: \"%\", ", "", "needs a `unit`"),
            ("ge: 5", "ge: five", "must be a number"),
            ("during: period", "during: other", "only inside `with`"),
            ("during: period", "during: period, class: AMBU", "is not a value of `class`"),
            ("during: period", "during: period, status: finishd", "did you mean `finished`"),
            ("during: period", "during: period, open_end: true", "belongs to `overlaps`"),
            ("during: period", "overlaps: period, by: start, open_end: true", "belongs to `overlaps`"),
            ("during: period", "during: period, intent: ordr", "did you mean `order`"),
            ("numerator: lab}", "numerator: {count: lab}}", "needs `min` or `max`"),
            ("numerator: lab}", "numerator: {all: [lab], any: [lab]}}", "exactly one thing"),
            ("numerator: lab}", "numerator: {age: {at: birth, min: 2}}}", "must be a point of the period"),
            ("numerator: lab}", "numerator: {sex: femal}}", "must be female"),
            ("numerator: lab}", "numerator: {value: lab, lt: 5}}", "a number is needed here"),
            ("numerator: lab}", "numerator: {age: {at: period.end, min: 85, max: 18}}}", "nothing is at least 85 and at most 18"),
            ("numerator: lab}", "numerator: {count_days: lab, min: 3, max: 2}}", "nothing is at least 3 and at most 2"),
            ("during: period", "during: period, age_at_event: {min: 2, max: 1}", "nothing is at least 2 and at most 1"),
            ("- {id: 1, ", "- {id: 1, initial_population: visit, numerator: lab}\n  - {id: 1, ", "the group `1` is there twice"),
            ("numerator: lab}", "}", "needs `numerator`"),
            ("visit: {from", "visit: {with: [{events: visit, during: other}], from", "defined by itself"),
        ])
    func tells(_ old: String, _ new: String, _ expected: String) throws {
        #expect(Self.good.contains(old))
        let findings = try findings(Self.good.replacingOccurrences(of: old, with: new))
        #expect(findings.contains { $0.contains(expected) && $0.contains("test.yaml:") }, "\(findings)")
        #expect(try MeasureFiles.library(Self.head + Self.good.replacingOccurrences(of: old, with: new)).measures.isEmpty)
    }

    @Test("warns of names that nothing uses, and still judges") func unused() throws {
        let library = try MeasureFiles.library(Self.head + Self.good.replacingOccurrences(of: "[labs, sbp]", with: "labs"))
        #expect(library.findings.map(\.description) == ["test.yaml:5:9: warning: `sbp` is never used [measure.unused]"])
        #expect(library.measures.count == 1)
    }

    @Test("takes a shared file of the year that the measure names, and tells when nothing of it is used") func shared() throws {
        func library(_ uses: String, _ body: String = "{all: [visit, old]}") throws -> MeasureLibrary {
            let text = Self.head + Self.good.replacingOccurrences(of: "initial_population: visit", with: "initial_population: \(body)")
            return try MeasureFiles.library(
                text + "\nuses: [\(uses)]",
                shared: [2025, 2026].map { "library: lib\nyear: \($0)\ndefine: {old: {age: {at: period.end, min: \($0 - 1960)}}}" })
        }
        let measures = try [library("lib@2025"), library("lib@2026")].map { try #require($0.measures.first) }
        #expect("\(measures[0].groups[0].initialPopulation)".contains("65"))
        #expect("\(measures[1].groups[0].initialPopulation)".contains("66"))
        #expect(
            try library("lib@2024").findings.map(\.description).contains {
                $0.contains("test.yaml:") && $0.contains("did you mean `lib@202")
            })
        let unused = try library("lib@2026", "visit")
        #expect(unused.findings.map(\.message) == ["nothing of `lib@2026` is used"] && unused.measures.count == 1)
    }

    @Test("takes the version of the year in which a period ends") func versions() throws {
        let library = try MeasureFiles.library(Self.head + Self.good)
        #expect(library.measure("t1", for: try #require(Period("2025-07-01..2026-06-30")))?.version == "T1v1")
        #expect(library.measure("T2", for: try #require(Period("2026"))) == nil)
    }

    @Test("has every value set of every measure in the index") func index() throws {
        let folder = MeasureFiles.root.appending(path: "Mappings/valuesets")
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "index.csv")))
        let (titles, findings) = ValueSetTitle.read(bytes, file: SourceFile("index.csv"))
        #expect(findings.isEmpty)
        for measure in try MeasureFiles.library().measures {
            for oid in measure.valueSets { #expect(titles[oid] != nil, "\(measure.id) asks for \(oid)") }
        }
        let forbidden: Set<CodeSystem> = [.cpt, .snomed, .cdt]
        for file in MeasureFiles.files(in: folder, where: { $0.pathExtension == "csv" && $0.lastPathComponent != "index.csv" }) {
            let bytes = [UInt8](try Data(contentsOf: file))
            let reading = ValueSetCSV.read(bytes, file: SourceFile(file.lastPathComponent), titles: titles, partial: true)
            #expect(reading.findings.isEmpty)
            let set = try #require(reading.set)
            #expect(!set.codes.isEmpty && set.codes.allSatisfy { !forbidden.contains($0.system) })
        }
    }

    @Test("labels say what a name is called for people; a label of nothing is told") func labels() throws {
        let measure = try #require(MeasureFiles.library(Self.head + Self.good + "\nlabels: {lab: a laboratory result}").measures.first)
        #expect(measure.words(name: "lab") == "a laboratory result" && measure.words(name: "sbp_of_day") == "sbp of day")
        #expect(measure.labelled { $0 == "1.2.3.4.5" ? "Office Visit" : nil }.words(name: "visits") == "Office Visit")
        #expect(try findings(Self.good + "\nlabels: {lap: a result}").contains { $0.contains("did you mean `lab") })
        #expect(try findings(Self.good + "\nlabels: {lab: [a, b]}").contains { $0.contains("must be words") })
    }
}
