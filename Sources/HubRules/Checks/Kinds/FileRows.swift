import HubCore

/// FIL-006: every file has rows. Files are judged one by one; a refused one has its own finding.
final class FileRows: Check {
    static let kind = RuleKind(name: "file-has-rows", says: ["n", "t", "pct", "max", "rows", "min_rows"]) { rule, params, _ in
        FileRows(rule, least: params.count("min_rows") ?? 1)
    }

    private let (rule, least): (Rule, Int)
    init(_ rule: Rule, least: Int) { (self.rule, self.least) = (rule, least) }

    func results(_ desk: Desk) -> [CheckResult] {
        var empty = Places()
        for (number, rows) in desk.rowsOfFile.enumerated() where rows < least && !desk.refusedFiles.contains(number) {
            empty.add(Place(file: number, Position(line: 0, column: 0)))
        }
        let words = ["min_rows": Words.count(least), "rows": Words.count(desk.rows)]
        return [rule.violations(empty.count, of: desk.files.count - desk.refusedFiles.count, places: empty, desk: desk, words: words)]
    }
}
