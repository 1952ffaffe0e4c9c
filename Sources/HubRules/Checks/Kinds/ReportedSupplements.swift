import HubCore

/// AGG-007: counts by race, ethnicity, sex and payer are all there (zero is a count) and are no more than the population that they divide.
final class ReportedSupplements: Check {
    static let kind = RuleKind(name: "supplements", says: ["measure", "period", "element", "what"]) { rule, params, _ in
        var expected: [ReportedResult.Supplement.Kind: [String]] = [:]
        for kind in ReportedResult.Supplement.Kind.allCases { expected[kind] = params.texts(kind.word) }
        return ReportedSupplements(rule, expected)
    }

    private let rule: Rule
    private let expected: [ReportedResult.Supplement.Kind: [String]]
    init(_ rule: Rule, _ expected: [ReportedResult.Supplement.Kind: [String]]) { (self.rule, self.expected) = (rule, expected) }

    func results(_ desk: Desk) -> [CheckResult] {
        let table = ReportedTable(desk.reported.map(\.result))
        var wholes: [(ReportedKey, [ReportedResult])] = []
        for (result, _) in desk.reported where result.supplement != nil {
            var key = ReportedKey(result)
            key.supplement = nil
            if let at = wholes.firstIndex(where: { $0.0 == key }) { wholes[at].1.append(result) } else { wholes.append((key, [result])) }
        }
        guard !wholes.isEmpty else { return [rule.notApplicable()] }
        var found: [CheckResult] = []
        for (key, parts) in wholes {
            for kind in ReportedResult.Supplement.Kind.allCases {
                let mine = parts.filter { $0.supplement?.kind == kind }
                guard let first = mine.first, let what = trouble(mine, kind, whole: table.byKey[key]) else { continue }
                var one = CheckResult(rule: rule.id, subject: "\(key.measure) \(kind.word)", state: .fail)
                (one.numerator, one.denominator) = (1, 1)
                var places = Places()
                if let place = desk.reported.first(where: { $0.result == first })?.place { places.add(place) }
                var whole = first
                whole.supplement = nil
                let words = ["measure": whole.label, "period": first.periodWords, "element": kind.word, "what": what]
                one.finding = rule.found(rule.severity, words, places: places, desk: desk)
                found.append(one)
            }
        }
        return found.isEmpty ? [rule.violations(0, of: wholes.count, desk: desk)] : found
    }

    private func trouble(_ parts: [ReportedResult], _ kind: ReportedResult.Supplement.Kind, whole: ReportedResult?) -> String? {
        if let whole {
            let paths: [(String, KeyPath<ReportedResult, ReportedResult.Count>)] = [
                ("initial population", \.initialPopulation), ("denominator", \.denominator), ("numerator", \.numerator),
            ]
            for (name, path) in paths {
                guard let total = whole[keyPath: path].number else { continue }
                let sum = parts.compactMap { $0[keyPath: path].number }.reduce(0, +)
                if sum > total { return "give \(Words.count(sum)) in the \(name) instead of \(Words.count(total))" }
            }
        }
        let codes = Set(parts.compactMap { $0.supplement?.code })
        let missing = (expected[kind] ?? []).filter { !codes.contains($0) }
        return missing.isEmpty ? nil : "are missing \(missing.joined(separator: ", "))"
    }
}
