import HubCore

/// REC-009: no record stands there twice: same patient, kind, code, time, value and source keys.
/// Estimated from a sample of the records when there are very many.
final class Duplicates: Check {
    static let kind = RuleKind(name: "no-duplicates", says: RuleKind.tolerant + ["kind"]) { rule, params, _ in
        Duplicates(rule, params.kinds())
    }

    let facts: [Fact.Kind]
    private let rule: Rule
    private struct Copies {
        var kind = Fact.Kind.encounter
        var count = 0
        /// Of the copy that stands last.
        var last = Place(bits: 0)
    }
    private var records = KeySample(Copies())

    init(_ rule: Rule, _ kinds: [Fact.Kind]) { (self.rule, facts) = (rule, kinds) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        // Hashes and not numbers: a sample must not depend on the order of the records.
        var key = Self.mix(seen.patientHash, UInt64(truncatingIfNeeded: fact.kind.rawValue))
        if seen.code >= 0 {
            key = Self.mix(key, desk.tables.codes.hashes[seen.code])
        } else if let code = fact.code {
            key = Self.mix(key, CodeNumbers.hash(code))
        }
        key = Self.mix(key, UInt64(truncatingIfNeeded: seen.day) << 32 ^ UInt64(truncatingIfNeeded: fact.startSecond ?? -1))
        key = Self.mix(key, UInt64(truncatingIfNeeded: fact.ownKey ?? 0))
        key = Self.mix(key, UInt64(truncatingIfNeeded: (fact.encounterKey ?? 0) ^ (fact.panelKey ?? 0)))
        key = Self.mix(key, UInt64(truncatingIfNeeded: fact.category?.rawValue ?? 0) << 1 | (fact.negated ? 1 : 0))
        if let value = fact.value { key = Self.mix(key, Self.hash(value)) }
        records.update(key) { copies in
            copies.kind = fact.kind
            copies.count += 1
            copies.last = max(copies.last, seen.place)
        }
    }

    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let h = (a ^ b) &* 0xff51_afd7_ed55_8ccd
        return h ^ (h >> 32)
    }

    private static func hash(_ value: Fact.Value) -> UInt64 {
        switch value {
        case .quantity(let number, _): number.bitPattern
        case .coded(let coding): CodeNumbers.hash(coding)
        case .text(let text): UInt64(bitPattern: SourceKey.hash(text.utf8.span))
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let weight = records.weight
        var places = [Places](repeating: Places(), count: 16)
        var extra = [Int](repeating: 0, count: 16)
        for (_, copies) in records.entries where copies.count > 1 {
            extra[Int(copies.kind.rawValue)] += copies.count - 1
            places[Int(copies.kind.rawValue)].add(copies.last)
        }
        return facts.map { kind in
            let at = Int(kind.rawValue)
            let judged = desk.total(kind)
            return rule.violations(
                min(extra[at] * weight, judged), of: judged, subject: kind.plural, places: places[at], desk: desk,
                words: ["kind": kind.plural], estimated: weight > 1)
        }
    }
}
