package import HubCore

/// XSR-001: what the hub computes agrees with what the EMR reported. Judged where both are at hand (``compare(_:_:)``), never at a submission alone.
package final class ComputedAgrees: Check {
    static let kind = RuleKind(
        name: "computed-agrees", says: ["measure", "period", "source", "r_num", "r_den", "c_num", "c_den", "versions", "parts"]
    ) { rule, params, _ in
        ComputedAgrees(rule, denominator: params.percent("den_pct") ?? 15, rate: params.percent("pp") ?? 5)
    }

    private let rule: Rule
    private let (denominator, rate): (Double, Double)
    init(_ rule: Rule, denominator: Double, rate: Double) { (self.rule, self.denominator, self.rate) = (rule, denominator, rate) }

    func results(_ desk: Desk) -> [CheckResult] { [desk.reported.isEmpty ? rule.notApplicable() : rule.couldNotRun()] }

    /// Nil when the book has no such rule.
    package convenience init?(_ book: RuleBook) {
        guard let rule = book.rules().first(where: { $0.kind == Self.kind.name }) else { return nil }
        var params = NodeReader(rule.params, what: "the parameters")
        self.init(rule, denominator: params.percent("den_pct") ?? 15, rate: params.percent("pp") ?? 5)
    }

    /// One problem for each number that both give and that differs by more than the limits. Both over the same days.
    package func compare(_ results: [MeasureResult]) -> [ReportedProblem] {
        var problems: [ReportedProblem] = []
        for reported in results where reported.source != .computed && reported.isCounted {
            guard
                let own = results.first(where: {
                    $0.source == .computed && $0.measure == reported.measure && $0.group == reported.group && $0.stratum == reported.stratum
                        && $0.periodStart == reported.periodStart && $0.periodEnd == reported.periodEnd
                }), let words = breach(own, reported)
            else { continue }
            problems.append(
                ReportedProblem(
                    id: rule.id, severity: rule.severity, message: Message.fill(rule.message, words), count: 1, places: [],
                    fix: Message.fill(rule.fix, words), owner: rule.owner))
        }
        return problems
    }

    private func breach(_ own: MeasureResult, _ reported: MeasureResult) -> [String: String]? {
        let (c, r) = (own.counts, reported.counts)
        let den = abs(Double(c.denominator - r.denominator)) * 100 / Double(max(r.denominator, 1))
        let rate = reported.isEligibleKnown ? c.rate.flatMap { a in r.rate.map { abs(a - $0) * 100 } } : nil
        guard den > denominator || rate ?? 0 > self.rate else { return nil }
        return [
            "measure": reported.measure + (reported.group == "1" ? "" : " rate \(reported.group)"),
            "period": "\(reported.periodStart)..\(reported.periodEnd)", "source": reported.source.rawValue,
            "r_num": Words.count(r.numerator),
            "r_den": Words.count(reported.isEligibleKnown ? r.eligible : r.denominator), "c_num": Words.count(c.numerator),
            "c_den": Words.count(c.eligible),
            "versions": reported.version.isEmpty || reported.version == own.version
                ? "" : " The versions differ: \(reported.version) and \(own.version).",
            "parts": Self.parts(c, reported) ?? "",
        ]
    }

    /// What makes the difference of the rates: the EMR's counts turn into the hub's one after another, and each step's points add up to the whole. Nil
    /// where a count is not known, or a rate on the way is none.
    private static func parts(_ c: PopulationCounts, _ reported: MeasureResult) -> String? {
        let unknown = (reported.notKnown ?? [:]).filter { $0.key != "initial-population" && $0.value != "not-applicable" }
        guard unknown.isEmpty, let from = reported.counts.rate, let to = c.rate else { return nil }
        var counts = reported.counts
        var (before, points): (Double, [Double]) = (from, [])
        for path in [\PopulationCounts.denominator, \.denominatorExclusion, \.denominatorException, \.numerator] {
            counts[keyPath: path] = c[keyPath: path]
            // Of very different numbers of patients no step makes sense by itself.
            guard let rate = counts.rate, (0...1).contains(rate) else { return nil }
            points.append((rate - before) * 100)
            before = rate
        }
        let words = points.map { (abs($0) < 0.05 ? "" : $0 > 0 ? "+" : "") + Words.number(abs($0) < 0.05 ? 0 : $0) }
        let whole = ((to - from) * 100 > 0 ? "+" : "") + Words.number((to - from) * 100)
        return " Of the \(whole) points between the rates the denominator makes \(words[0]), exclusions \(words[1]), "
            + "exceptions \(words[2]) and the numerator \(words[3])."
    }
}
