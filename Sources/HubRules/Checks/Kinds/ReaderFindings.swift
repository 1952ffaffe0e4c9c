import HubCore

/// What readers, mappers and the store already told, by id: `ids: [csv.not-utf8, csv.nul*]`. Judged against the rows read;
/// the findings themselves are theirs, so this adds none.
final class ReaderFindings: Check {
    static let kind = RuleKind(name: "reader-findings", says: RuleKind.tolerant) { rule, params, _ in
        let check = ReaderFindings(rule, ids: params.texts("ids") ?? [], perFile: params.flag("per_file") ?? false)
        _ = params.required("ids")
        return check
    }

    private let (rule, ids, perFile): (Rule, [String], Bool)
    init(_ rule: Rule, ids: [String], perFile: Bool) { (self.rule, self.ids, self.perFile) = (rule, ids, perFile) }

    static func matches(_ id: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? id.hasPrefix(pattern.dropLast()) : id == pattern
    }

    static func covers(_ rule: Rule, _ id: String) -> Bool {
        guard let node = rule.params["ids"] else { return false }
        return (node.list ?? [node]).contains { $0.text.map { matches(id, $0) } ?? false }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let told = desk.findings.reduce(0) { sum, entry in sum + (ids.contains { Self.matches(entry.key, $0) } ? entry.value : 0) }
        let judged = max(perFile ? desk.files.count : desk.rows, told)
        var result = rule.violations(told, of: judged, desk: desk)
        result.finding = nil
        return [result]
    }
}
