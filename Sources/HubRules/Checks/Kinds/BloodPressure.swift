import HubCore

/// REC-014: blood pressures are ones that a living person can have, and the diastolic is below the systolic of the same reading.
final class BloodPressure: Check {
    static let kind = RuleKind(name: "blood-pressure", says: RuleKind.tolerant + ["reading", "range"]) { rule, params, _ in
        var limits: [ClosedRange<Double>] = []
        for name in ["systolic", "diastolic"] {
            let node = params.required(name)
            let ends = params.texts(name)?.compactMap { Double($0) } ?? []
            if ends.count == 2, ends[0] <= ends[1] {
                limits.append(ends[0]...ends[1])
            } else {
                if let node { params.fail("`\(name)` must be two numbers, the smaller first", at: node.origin) }
                limits.append(0...1000)
            }
        }
        return BloodPressure(rule, limits)
    }

    let facts = [Fact.Kind.observation]
    private let (rule, limits): (Rule, [ClosedRange<Double>])
    /// 0 systolic, 1 diastolic.
    private var side = PerCode<Int?>()
    private var judged = [0, 0]
    private var wrong = [Places(), Places()]
    private struct Pair {
        var systolic = Double.infinity
        var diastolic = -Double.infinity
        var place = Place.none
    }
    /// Readings by panel; of several in one panel the lowest systolic and the highest diastolic.
    private var pairs = KeySample(Pair())

    init(_ rule: Rule, _ limits: [ClosedRange<Double>]) { (self.rule, self.limits) = (rule, limits) }

    static func side(_ coding: Coding) -> Int? {
        guard coding.system == .loinc else { return nil }
        return coding.code == "8480-6" ? 0 : coding.code == "8462-4" ? 1 : nil
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard let found = (side.known(seen.code) ?? side.decide(seen.code, fact.code, by: Self.side)), let side = found else { return }
        guard case .quantity(let value, let unit) = fact.value, !seen.isVoid, unit == nil || unit == "mm[Hg]" else { return }
        judged[side] += 1
        if !limits[side].contains(value) { wrong[side].add(seen.place) }
        guard let panel = fact.panelKey else { return }
        let mixed = (UInt64(bitPattern: panel) ^ seen.patientHash) &* 0xff51_afd7_ed55_8ccd
        let key = mixed ^ (mixed >> 32)
        pairs.update(key) { pair in
            if side == 0 { pair.systolic = min(pair.systolic, value) } else { pair.diastolic = max(pair.diastolic, value) }
            pair.place = min(pair.place, seen.place)
        }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        var swapped = Places()
        var both = 0
        for (_, pair) in pairs.entries where pair.systolic.isFinite && pair.diastolic.isFinite {
            both += 1
            if pair.diastolic >= pair.systolic { swapped.add(pair.place) }
        }
        func words(_ reading: String, _ range: String) -> [String: String] { ["reading": reading, "range": range] }
        let ranges = limits.map { "outside \(Words.number($0.lowerBound)) to \(Words.number($0.upperBound)) mm[Hg]" }
        return [
            rule.violations(
                wrong[0].count, of: judged[0], subject: "systolic", places: wrong[0], desk: desk,
                words: words("systolic blood pressures", ranges[0])),
            rule.violations(
                wrong[1].count, of: judged[1], subject: "diastolic", places: wrong[1], desk: desk,
                words: words("diastolic blood pressures", ranges[1])),
            rule.violations(
                swapped.count * pairs.weight, of: both * pairs.weight, subject: "pair", places: swapped, desk: desk,
                words: words("blood pressures", "where the diastolic is not below the systolic"), estimated: pairs.weight > 1),
        ]
    }
}
