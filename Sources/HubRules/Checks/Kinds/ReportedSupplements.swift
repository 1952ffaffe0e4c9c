import HubCore

/// AGG-007: counts by race, ethnicity, sex and payer are all there (zero is a count), are no more than the population that they divide, and do not leave
/// out more of it than may be unknown. One finding for each cause, however many measures have it.
final class ReportedSupplements: Check {
    static let kind = RuleKind(name: "supplements", says: ["measure", "period", "element", "what"]) { rule, params, _ in
        var expected: [ReportedResult.Supplement.Kind: [String]] = [:]
        for kind in ReportedResult.Supplement.Kind.allCases { expected[kind] = params.texts(kind.word) }
        return ReportedSupplements(
            rule, expected, unknown: params.percent("max_unknown_pct") ?? 15, least: params.count("min_den") ?? 30)
    }

    /// What is wrong, without its numbers: the same in many measures is one cause.
    private struct Cause: Hashable {
        enum What: Hashable {
            case tooMany(String), tooFew(String)
            case missing([String])
        }
        var kind: ReportedResult.Supplement.Kind
        var what: What
    }

    private struct Case {
        var whole: ReportedResult
        var place: Place
        var words: String
    }

    private let rule: Rule
    private let expected: [ReportedResult.Supplement.Kind: [String]]
    private let (unknown, least): (Double, Int)

    init(_ rule: Rule, _ expected: [ReportedResult.Supplement.Kind: [String]], unknown: Double, least: Int) {
        (self.rule, self.expected, self.unknown, self.least) = (rule, expected, unknown, least)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let table = ReportedTable(desk.reported.map(\.result))
        var at: [ReportedKey: Int] = [:]
        var wholes: [(key: ReportedKey, parts: [(result: ReportedResult, place: Place)])] = []
        for part in desk.reported where part.result.supplement != nil {
            var key = ReportedKey(part.result)
            key.supplement = nil
            if let found = at[key] {
                wholes[found].parts.append(part)
            } else {
                at[key] = wholes.count
                wholes.append((key, [part]))
            }
        }
        guard !wholes.isEmpty else { return [rule.notApplicable()] }
        var (causes, order): ([Cause: [Case]], [Cause]) = ([:], [])
        for (key, parts) in wholes {
            for kind in ReportedResult.Supplement.Kind.allCases {
                let mine = parts.filter { $0.result.supplement?.kind == kind }
                guard let first = mine.first, let (what, words) = trouble(mine.map(\.result), kind, whole: table.byKey[key]) else {
                    continue
                }
                var whole = first.result
                whole.supplement = nil
                let cause = Cause(kind: kind, what: what)
                if causes[cause] == nil { order.append(cause) }
                causes[cause, default: []].append(Case(whole: whole, place: first.place, words: words))
            }
        }
        guard !order.isEmpty else { return [rule.violations(0, of: wholes.count, desk: desk)] }
        return order.map { told($0, causes[$0] ?? [], of: wholes.count, desk) }
    }

    private func told(_ cause: Cause, _ cases: [Case], of judged: Int, _ desk: Desk) -> CheckResult {
        var one = CheckResult(rule: rule.id, subject: cause.kind.word, state: .fail)
        (one.numerator, one.denominator) = (cases.count, judged)
        var places = Places()
        for one in cases { places.add(one.place) }
        guard let first = cases.first else { return one }
        let periods = Set(cases.map(\.whole.periodWords))
        let words = [
            "measure": cases.count == 1 ? first.whole.label : "\(first.whole.label) and \(cases.count - 1) more",
            "period": periods.count == 1 ? first.whole.periodWords : "(several periods)", "element": cause.kind.word,
            "what": cases.count == 1 || cases.allSatisfy { $0.words == first.words }
                ? first.words : first.words + " (in the first of them)",
        ]
        one.finding = rule.found(rule.severity, words, count: cases.count, places: places, desk: desk)
        return one
    }

    private func trouble(
        _ parts: [ReportedResult], _ kind: ReportedResult.Supplement.Kind, whole: ReportedResult?
    ) -> (Cause.What, String)? {
        let paths: [(String, KeyPath<ReportedResult, ReportedResult.Count>)] = [
            ("initial population", \.initialPopulation), ("denominator", \.denominator), ("numerator", \.numerator),
        ]
        let sums = paths.compactMap { name, path -> (name: String, sum: Int, total: Int, isWhole: Bool)? in
            guard let total = whole?[keyPath: path].number else { return nil }
            let counts = parts.compactMap { $0[keyPath: path].number }
            return (name, counts.reduce(0, +), total, counts.count == parts.count)
        }
        func give(_ name: String, _ sum: Int, _ total: Int) -> String {
            "give \(Words.count(sum)) in the \(name) instead of \(Words.count(total))"
        }
        if let (name, sum, total, _) = sums.first(where: { $0.sum > $0.total }) { return (.tooMany(name), give(name, sum, total)) }
        let codes = Set(parts.compactMap { $0.supplement?.code })
        let missing = (expected[kind] ?? []).filter { !codes.contains($0) }
        if !missing.isEmpty { return (.missing(missing), "are missing \(missing.joined(separator: ", "))") }
        // Masked parts are some patients more, so what is known says nothing of too few.
        let few = sums.first { $0.isWhole && $0.total >= least && Double($0.total - $0.sum) * 100 > unknown * Double($0.total) }
        return few.map { (.tooFew($0.name), give($0.name, $0.sum, $0.total)) }
    }
}
