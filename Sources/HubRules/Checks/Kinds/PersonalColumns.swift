import HubCore

/// FIL-010: limits of the search for names, social-security numbers, telephones, e-mail and streets. The search itself is ``PrivacyScan``,
/// which stands before the mapping, where columns still are; its finding is counted here.
final class PersonalColumns: Check {
    static let kind = RuleKind(name: "personal-columns", says: ["column", "what", "pct"]) { rule, params, _ in
        let hit = params.percent("hit_pct") ?? 20
        return PersonalColumns(rule, hit: hit, rows: params.count("sample_rows") ?? 200, few: params.count("min_cells") ?? 5)
    }

    let (rule, hit, rows, few): (Rule, Double, Int, Int)
    init(_ rule: Rule, hit: Double, rows: Int, few: Int) { (self.rule, self.hit, self.rows, self.few) = (rule, hit, rows, few) }

    func results(_ desk: Desk) -> [CheckResult] {
        let (refused, left) = (desk.findings[rule.id] ?? 0, desk.notes[rule.id] ?? 0)
        guard !desk.files.isEmpty else { return [rule.notApplicable()] }
        var result = CheckResult(rule: rule.id, subject: "", state: refused > 0 ? .fail : left > 0 ? .passWithFailures : .pass)
        (result.numerator, result.denominator) = (refused + left, max(refused + left, desk.files.count))
        return [result]
    }
}
