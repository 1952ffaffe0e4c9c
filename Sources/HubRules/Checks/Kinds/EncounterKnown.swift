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
    private var visits = KeySample<Void>()
    private struct Use {
        var count = 0
        var first = Place.none
    }
    /// By visit and kind of record that names it.
    private var named = KeySample<[UInt8: Use]>()

    init(_ rule: Rule, _ kinds: [Fact.Kind]) {
        self.rule = rule
        self.kinds = kinds.filter { $0 != .encounter }
        for kind in self.kinds { isAsked[Int(kind.rawValue)] = true }
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        if fact.kind == .encounter {
            for key in [fact.ownKey, fact.encounterKey] {
                if let key { visits.update(UInt64(bitPattern: key), new: ()) { _ in } }
            }
        } else if let key = fact.encounterKey, isAsked[Int(fact.kind.rawValue)], named.keeps(UInt64(bitPattern: key)) {
            let kind = UInt8(truncatingIfNeeded: fact.kind.rawValue)
            named.update(UInt64(bitPattern: key), new: [:]) { uses in
                var use = uses[kind] ?? Use()
                use.count += 1
                use.first = min(use.first, seen.place)
                uses[kind] = use
            }
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        var (visits, named) = (visits, named)
        visits.thin(to: named.weight)
        named.thin(to: visits.weight)
        return kinds.map { kind in
            var places = Places()
            var (judged, missing) = (0, 0)
            for (key, uses) in named.values {
                guard let use = uses[UInt8(truncatingIfNeeded: kind.rawValue)] else { continue }
                judged += use.count
                if !visits.contains(key) {
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
