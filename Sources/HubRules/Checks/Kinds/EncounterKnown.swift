import HubCore

/// REC-008: every visit that a record names is in the visit file. Estimated from a sample of visit numbers when there are very many.
final class EncounterKnown: Check {
    static let kind = RuleKind(name: "encounter-known", says: RuleKind.tolerant + ["kind"]) { rule, params, _ in
        EncounterKnown(rule, params.kinds())
    }

    let facts = Fact.Kind.allCases
    private let rule: Rule
    private let kinds: [Fact.Kind]
    private var isAsked = [Bool](repeating: false, count: 16)
    private var visits = KeySample(true)
    private struct Use {
        var kind = Fact.Kind.encounter
        var count = 0
        var first = Place.none
    }
    /// By visit and kind of record that names it: the kind changes the key's highest bits only, and the lowest choose the sample.
    private var named = KeySample(Use())

    init(_ rule: Rule, _ kinds: [Fact.Kind]) {
        self.rule = rule
        self.kinds = kinds.filter { $0 != .encounter }
        for kind in self.kinds { isAsked[Int(kind.rawValue)] = true }
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        if fact.kind == .encounter {
            if let key = fact.ownKey { visits.update(Self.mix(key)) { _ in } }
            if let key = fact.encounterKey, key != fact.ownKey { visits.update(Self.mix(key)) { _ in } }
        } else if let key = fact.encounterKey, isAsked[Int(fact.kind.rawValue)] {
            named.update(Self.mix(key) ^ Self.bits(fact.kind)) { use in
                use.kind = fact.kind
                use.count += 1
                use.first = min(use.first, seen.place)
            }
        }
    }

    /// Importers may number visits themselves; the sample needs mixed bits.
    private static func mix(_ key: Int64) -> UInt64 {
        let h = UInt64(bitPattern: key) &* 0xff51_afd7_ed55_8ccd
        return h ^ (h >> 32)
    }

    private static func bits(_ kind: Fact.Kind) -> UInt64 { UInt64(truncatingIfNeeded: kind.rawValue) << 60 }

    func results(_ desk: Desk) -> [CheckResult] {
        var (visits, named) = (visits, named)
        visits.thin(to: named.weight)
        named.thin(to: visits.weight)
        let uses = named.entries
        return kinds.map { kind in
            var places = Places()
            var (judged, missing) = (0, 0)
            for (key, use) in uses where use.kind == kind {
                judged += use.count
                if !visits.contains(key ^ Self.bits(kind)) {
                    missing += use.count
                    places.add(use.first)
                }
            }
            // Without a visit file there is nothing to hold the numbers against.
            if judged > 0, desk.total(.encounter) == 0 { return rule.couldNotRun(subject: kind.plural) }
            return rule.violations(
                missing * named.weight, of: judged * named.weight, subject: kind.plural, places: places, desk: desk,
                words: ["kind": kind.plural], estimated: named.weight > 1)
        }
    }
}
