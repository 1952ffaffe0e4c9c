package import HubCore

/// Facts under codes that no measure knows, whose words suggest that they are what a measure looks for: "A1C" for a hemoglobin A1c.
/// They prove nothing and count for nothing; a person looks, and maps the code or does not.
package struct Suspects: Sendable {
    /// What a code says, lower case: the code itself and its display; nil when it cannot be a suspect.
    private let words: [Int32: Set<String>]
    private let titles: [String: String]

    /// Abbreviations and other names of the same thing.
    private static let families: [Set<String>] = [
        ["a1c", "hba1c", "hgba1c", "hemoglobin", "haemoglobin", "glycohemoglobin", "glycated", "gmi"],
        ["bp", "systolic", "diastolic", "sbp", "dbp"], ["bmi"], ["pap", "papanicolaou", "cytology"], ["hpv", "papillomavirus"],
        ["mammo", "mammogram", "mammography"], ["colonoscopy", "colo"], ["fobt", "fit", "occult", "ifobt"], ["cologuard", "sdna"],
        ["sigmoidoscopy", "flexsig"], ["phq", "phq9", "phq2", "depression"], ["tobacco", "smoking", "smoker", "cigarette", "nicotine"],
        ["ldl"], ["statin", "atorvastatin", "rosuvastatin", "simvastatin", "pravastatin"], ["influenza", "flu"],
        ["asq", "swyc", "peds", "developmental"], ["chlamydia", "ct"], ["lead"], ["nutrition", "dietary", "diet"],
    ]
    private static let empty: Set<String> = [
        "test", "tests", "visit", "encounter", "encounters", "screening", "screen", "procedure", "disease", "disorder", "disorders",
        "other",
        "service", "services", "medication", "medications", "care", "patient", "with", "value", "follow", "above", "below", "normal",
        "history",
        "given", "vaccine", "adult", "adolescent", "assessment", "count", "total", "level", "level", "status", "order", "blood", "done",
    ]

    /// - Parameters:
    ///   - codes: those of the practice's facts, with their displays; - titles: what value sets are called, by OID.
    package init(_ codes: CodeTable, titles: [String: String]) {
        words = codes.codings.mapValues { Self.tokens(($0.display ?? "") + " " + ($0.system == .local ? $0.code : "")) }
            .filter { !$0.value.isEmpty }
        self.titles = titles
    }

    private static func tokens(_ text: String) -> Set<String> {
        var found: Set<String> = []
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init) {
            if let family = families.firstIndex(where: { $0.contains(word) }) { found.insert("#\(family)") }
            if word.count >= 5, !empty.contains(word) { found.insert(word) }
        }
        return found
    }

    /// The latest unknown fact of a fitting kind in the time that counts.
    func nearest(_ events: Events, _ facts: [HistoryFact], _ measure: Measure, _ judge: Judge, _ period: Int) -> Evidence.Claim? {
        var best: HistoryFact?
        for filter in events.filters where !filter.notDone {
            guard let list = filter.codes else { continue }
            let names = measure.words(list) + " " + list.valueSets.compactMap { titles[$0] }.joined(separator: " ")
            let wanted = Self.tokens(EvidenceText.readable(names))
            for fact in facts where Self.fits(filter.source.kind, fact.kind) && !fact.negated {
                guard let said = words[fact.code], !said.isDisjoint(with: wanted), !judge.isKnown(fact, facts) else { continue }
                let inside = filter.timings.allSatisfy { timing in
                    judge.window(timing, period).map { fact.shown >= $0.from && fact.shown <= $0.to } ?? true
                }
                if inside, fact.shown > best?.shown ?? .min { best = fact }
            }
        }
        guard let best else { return nil }
        var claim = judge.claim(best, facts)
        (claim.miss, claim.why) = (.localCode, "is under a code that no measure knows; if it is this, map the code")
        return claim
    }

    private static func fits(_ wanted: Fact.Kind, _ found: Fact.Kind) -> Bool {
        let acts: Set<Fact.Kind> = [.observation, .procedure, .order]
        return wanted == found || acts.contains(wanted) && acts.contains(found)
    }
}

extension Judge {
    /// Some leaf asks for one of the fact's codes.
    func isKnown(_ fact: HistoryFact, _ facts: [HistoryFact]) -> Bool {
        facts.contains {
            $0.number == fact.number && $0.submission == fact.submission && !plan.leavesByCode.range(of: $0.code).isEmpty
        }
    }
}
