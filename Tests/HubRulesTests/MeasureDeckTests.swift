import Foundation
import HubCore
import HubRules
import Testing

@Suite("The official decks") struct MeasureDeckTests {
    /// Cases that agree. The others: CMS138's says status "completed" in its text and "final" in its file; CMS69's are a CMS22 patient and
    /// one whose normal BMI of 24.9 is said to need a follow-up.
    static let known: [String: Int] = [
        "CMS136": 43,
        "CMS2": 23, "CMS69": 40, "CMS117": 26, "CMS122": 34, "CMS124": 21, "CMS125": 46, "CMS130": 44, "CMS138": 20, "CMS153": 24,
        "CMS155": 20, "CMS165": 47, "CMS347": 121,
    ]
    /// Stratum counts that agree. In others the deck puts one patient of CMS130 in both age bands.
    static let knownStrata: [String: Int] = ["CMS125": 368, "CMS130": 285, "CMS153": 192, "CMS155": 474]

    @Test("agree with every measure that is here, at least as often as before")
    func decks() throws {
        guard let corpus = MeasureFiles.corpus else {
            print("skipped: the official decks (set MEASUREHUB_CORPUS)")
            return
        }
        let library = try MeasureFiles.library()
        #expect(library.findings.isEmpty, "\(library.findings.map(\.description).joined(separator: "\n"))")
        let sets = try corpusValueSets(corpus)
        let folders = MeasureFiles.files(in: corpus.appending(path: "ecqm/decks")) {
            $0.deletingLastPathComponent().lastPathComponent == "decks"
        }
        var run: Set<String> = []
        var without: [String] = []
        for measure in library.measures where measure.year == 2026 {
            guard let folder = folders.first(where: { $0.lastPathComponent.hasPrefix(measure.id + "FHIR") }) else {
                without.append(measure.id)
                continue
            }
            run.insert(measure.id)
            let score = try self.score(measure, folder, sets)
            print("\(measure.id): \(score.right) of \(score.of) cases, strata \(score.strata)")
            for line in score.wrong { print("   ", line) }
            #expect(score.of > 0)
            #expect(score.right >= Self.known[measure.id, default: 0], "\(measure.id): \(score.wrong.joined(separator: "\n"))")
            #expect(score.strataRight >= Self.knownStrata[measure.id, default: 0], "\(measure.id): \(score.strata)")
        }
        print("skipped, there is no deck: \(without.joined(separator: " "))")
        #expect(Set(Self.known.keys).subtracting(run).isEmpty, "a measure or a deck that was here is gone")
    }

    private func corpusValueSets(_ corpus: URL) throws -> [ValueSet] {
        try MeasureFiles.files(in: corpus.appending(path: "ecqm/valuesets")) { $0.pathExtension == "csv" }.map { url in
            let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            let codes = lines.compactMap { line -> Coding? in
                let parts = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
                guard parts.count >= 2 else { return nil }
                return Coding(CodeSystem.named(parts[0]) ?? CodeSystem(parts[0]), parts[1])
            }
            return ValueSet(oid: url.deletingPathExtension().lastPathComponent, title: "", codes: codes, source: "corpus")
        }
    }

    private struct Score {
        var right = 0
        var of = 0
        var wrong: [String] = []
        var strataRight = 0
        var strataWrong = 0
        var strata: String { "\(strataRight) of \(strataRight + strataWrong)" }
    }

    private func score(_ measure: Measure, _ folder: URL, _ sets: [ValueSet]) throws -> Score {
        let cases = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).sorted { $0.path < $1.path }
        var codes = CodeTable()
        for set in sets { for coding in set.codes { _ = codes.intern(coding.normalized) } }
        for set in sets { _ = codes.intern(Coding(.valueSet, set.oid)) }
        for coding in measure.directCodes { _ = codes.intern(coding) }
        let decks = try cases.map { try DeckCase(folder: $0, codes: &codes) }.filter { !$0.expected.isEmpty }
        let period = try #require(Period("2026-01-01..2026-12-31"))
        var judge = try Judge(measures: [measure], periods: [period], terminology: Terminology(sets), codes: codes)
        var score = Score()
        for deck in decks {
            judge.judge(deck.patient, deck.facts)
            score.of += 1
            var wrong: [String] = []
            for outcome in judge.outcomes {
                let id = measure.groups[outcome.group].id
                let have = Self.counts(outcome, within: 1)
                for (population, want) in deck.expected[id] ?? [:] where have[population, default: 0] != want {
                    wrong.append("\(deck.name) group \(id) \(population): deck \(want), hub \(have[population, default: 0])")
                }
                for (number, at) in zip(1..., outcome.strata) {
                    let have = Self.counts(outcome, within: judge.strata[at])
                    for (population, want) in deck.expectedStrata[id]?[number] ?? [:] {
                        if have[population, default: 0] == want { score.strataRight += 1 } else { score.strataWrong += 1 }
                    }
                }
            }
            if wrong.isEmpty { score.right += 1 } else { score.wrong += wrong }
        }
        return score
    }

    static func counts(_ outcome: Judge.Outcome, within mask: UInt64) -> [String: Int] {
        [
            "initial-population": Int(outcome.initialPopulation & mask & 1), "denominator": Int(outcome.denominator & mask & 1),
            "denominator-exclusion": Int(outcome.exclusion & mask & 1), "numerator": Int(outcome.numerator & mask & 1),
            "denominator-exception": Int(outcome.exception & mask & 1),
        ]
    }
}
