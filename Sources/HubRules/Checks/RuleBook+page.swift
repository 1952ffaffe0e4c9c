import HubCore

extension RuleBook {
    /// The page that describes the rules, for `docs/rules.md`: made from what is shipped, so that it cannot say something else.
    package var page: String {
        var text = """
            # The rules that a submission is held against

            Made from `Mappings/rules`; do not edit by hand. An *error* blocks acceptance, a *warning* is acknowledged or waived, an *info* is only told.
            At a limit itself a rule still holds. A rule that finds nothing to judge is *not applicable*; one that lacks something it needs
            (an extract date, a period, value sets) *could not run*. Neither is a pass.

            Limits differ by profile (`default`, `pediatric`, `small_practice`). In the sentences, names in braces stand for what was found.


            """
        for rule in rules() { text += Self.section(rule, others: RuleProfile.allCases.dropFirst().compactMap { self.rule(rule.id, $0) }) }
        text += "## Values that a living person can have\n\n| what | LOINC | unit | from | to |\n|---|---|---|---|---|\n"
        for analyte in shared.analytes {
            let codes = analyte.loinc.sorted().joined(separator: ", ")
            let (low, high) = (Words.number(analyte.range.lowerBound), Words.number(analyte.range.upperBound))
            text += "| \(analyte.name) | \(codes) | \(analyte.unit) | \(low) | \(high) |\n"
        }
        return text
    }

    private static func section(_ rule: Rule, others: [Rule]) -> String {
        let severity = rule.severity == .note ? "info" : rule.severity.rawValue
        var text = "## \(rule.id): \(rule.title)\n\n"
        text += "\(severity) · \(rule.dimension.rawValue) · \(rule.scope.rawValue) · kind `\(rule.kind)` · for the \(rule.owner.rawValue)"
        text += rule.waivable ? "\n\n" : " · cannot be waived\n\n"
        text += "> \(rule.message)\n\n"
        if !rule.fix.isEmpty { text += "What to do: \(rule.fix)\n\n" }
        let usual = limits(rule)
        if !usual.isEmpty { text += "Limits: \(usual)\n\n" }
        for (profile, other) in zip(RuleProfile.allCases.dropFirst(), others) where limits(other) != usual {
            text += "Limits for `\(profile.rawValue)`: \(limits(other))\n\n"
        }
        return text
    }

    private static func limits(_ rule: Rule) -> String {
        var parts: [String] = (rule.params.entries ?? []).map { "\($0.key) = \(written($0.value))" }.sorted()
        if rule.tolerance.pct > 0 { parts.append("tolerated: \(Words.number(rule.tolerance.pct)) %") }
        if rule.tolerance.violations > 0 { parts.append("tolerated: \(rule.tolerance.violations) times") }
        return parts.joined(separator: "; ")
    }

    private static func written(_ node: Node) -> String {
        switch node.content {
        case .scalar(let text, _): text
        case .list(let items): "[" + items.map(written).joined(separator: ", ") + "]"
        case .map(let entries): "(" + entries.map { "\($0.key): \(written($0.value))" }.joined(separator: ", ") + ")"
        case .null: "nothing"
        }
    }
}
