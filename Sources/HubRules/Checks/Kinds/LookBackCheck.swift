import HubCore

/// FIL-008: each kind of record reaches back as far as the measures look.
final class LookBackCheck: Check {
    static let kind = RuleKind(name: "look-back", says: ["kind", "first", "need", "measure", "from"]) { rule, params, _ in
        let slack = params.count("slack_days") ?? 30
        let share = params.percent("min_month_share") ?? 10
        var needs: [LookBack] = []
        for node in params.nodes("needs") ?? [] {
            var reader = NodeReader(node, what: "a look-back")
            let kind = reader.word("kind", of: Fact.Kind.allCases.map { ($0.word, $0) })
            _ = (reader.required("kind"), reader.required("months"))
            let (months, measure) = (reader.count("months"), reader.requiredText("measure"))
            reader.finish()
            params.absorb(reader.findings)
            if let kind, let months, let measure { needs.append(LookBack(kind, months: months, measure: measure)) }
        }
        return LookBackCheck(rule, needs: needs, slack: slack, share: share)
    }

    private let (rule, needs, slack, share): (Rule, [LookBack], Int, Double)
    init(_ rule: Rule, needs: [LookBack], slack: Int, share: Double) {
        (self.rule, self.needs, self.slack, self.share) = (rule, needs, min(slack, 3660), share)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let measures = desk.context.measures
        let mine = measures.isEmpty ? needs : needs.filter { need in measures.contains { need.measure.hasPrefix($0) } }
        let asked = desk.context.lookBacks.isEmpty ? mine : desk.context.lookBacks
        // The longest look of each kind stands for the shorter ones.
        var longest: [Fact.Kind: LookBack] = [:]
        for need in asked where need.months > longest[need.kind]?.months ?? -1 { longest[need.kind] = need }
        return longest.values.sorted { $0.kind.rawValue < $1.kind.rawValue }.map { result(for: $0, desk) }
    }

    private func result(for need: LookBack, _ desk: Desk) -> CheckResult {
        let subject = need.kind.plural
        guard let due = desk.context.due else { return rule.couldNotRun(subject: subject) }
        guard let span = desk.volume(need.kind).span(within: due, share: share) else { return rule.notApplicable(subject: subject) }
        let from = due.end.adding(days: 1).adding(months: -min(need.months, 1200))
        let late = span.first > from.adding(days: slack)
        var result = CheckResult(rule: rule.id, subject: subject, state: late ? .fail : .pass)
        (result.numerator, result.denominator) = (late ? 1 : 0, 1)
        (result.value, result.threshold) = (Double(span.first - from), Double(slack))
        if late {
            let length = need.months % 12 == 0 ? (need.months == 12 ? "1 year" : "\(need.months / 12) years") : "\(need.months) months"
            let words = [
                "kind": need.kind.plural, "first": "\(span.first)", "need": length, "measure": need.measure, "from": "\(from)",
            ]
            result.finding = rule.found(rule.severity, words, desk: desk)
        }
        return result
    }
}
