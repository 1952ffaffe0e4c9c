internal import HubCore

/// Of all results, the ones to show: each measure and group at its latest period, from the best source, with its past behind it.
struct LatestResults {
    /// The latest period of the report.
    let period: (start: String, end: String)?
    let rows: [MeasureRow]
    /// Set when all numbers shown come from the same source.
    let commonSource: ResultSource?
    let summary: String
    /// The period that each measure is shown for.
    let periods: [String: (start: String, end: String)]

    init(_ report: PracticeReport) {
        let counted = report.results.filter(\.isCounted)
        let whole = counted.filter { one in
            one.stratum.isEmpty || !counted.contains { $0.stratum.isEmpty && $0.measure == one.measure && $0.group == one.group }
        }
        let newest = whole.max(by: Self.isOlder)
        period = newest.map { ($0.periodStart, $0.periodEnd) }
        let byMeasure = Dictionary(grouping: whole, by: \.measure)
        let names = byMeasure.keys.sorted(by: Self.inOrder)
        let shown = names.map { Self.shown(byMeasure[$0] ?? []) }
        let sources = Set(shown.flatMap(\.self).map(\.source))
        commonSource = sources.count == 1 ? sources.first : nil
        var rows: [MeasureRow] = []
        var periods: [String: (start: String, end: String)] = [:]
        var cells: [CompletenessCell] = []
        for (name, lines) in zip(names, shown) {
            guard let first = lines.first else { continue }
            periods[name] = (first.periodStart, first.periodEnd)
            let cell = CompletenessCell(
                report.completeness.filter {
                    $0.measure == name && $0.periodStart == first.periodStart && $0.periodEnd == first.periodEnd
                })
            cells.append(cell)
            for (at, line) in lines.enumerated() {
                let same = whole.filter { $0.measure == name && $0.group == line.group && $0.stratum == line.stratum }
                let elsewhere = line.periodEnd != newest?.periodEnd || line.periodStart != newest?.periodStart
                let notes = [
                    elsewhere ? PlainWords.period(line.periodStart, line.periodEnd) : nil,
                    sources.count > 1 ? PlainWords.source(line.source) : nil,
                ].compactMap(\.self)
                rows.append(
                    MeasureRow(
                        line,
                        series: same.filter { $0.source == line.source && $0.periodKind == line.periodKind && !Self.isOlder(line, $0) }
                            .sorted(by: Self.isOlder),
                        others: same.filter {
                            $0.source != line.source && $0.periodStart == line.periodStart && $0.periodEnd == line.periodEnd
                        }.sorted { Self.preference($0.source) < Self.preference($1.source) },
                        isFirst: at == 0, note: notes.isEmpty ? nil : notes.joined(separator: " · "), completeness: at == 0 ? cell : nil,
                        span: lines.count))
            }
        }
        (self.rows, self.periods) = (rows, periods)
        summary = Self.summary(cells)
    }

    /// The lines of one measure: all its groups at its latest period, each from the best source.
    private static func shown(_ results: [MeasureResult]) -> [MeasureResult] {
        guard let newest = results.max(by: isOlder) else { return [] }
        let now = results.filter {
            $0.periodEnd == newest.periodEnd && $0.periodStart == newest.periodStart && $0.periodKind == newest.periodKind
        }
        let best = Dictionary(grouping: now) { [$0.group, $0.stratum] }.values.compactMap { same in
            same.min { (preference($0.source), $0.version) < (preference($1.source), $1.version) }
        }
        return best.sorted { natural($0.group) + natural($0.stratum) < natural($1.group) + natural($1.stratum) }
    }

    /// Later end; then the longer period; then the kind, so that the choice never depends on the order of the rows.
    private static func isOlder(_ a: MeasureResult, _ b: MeasureResult) -> Bool {
        (a.periodEnd, b.periodStart, a.periodKind) < (b.periodEnd, a.periodStart, b.periodKind)
    }

    private static func preference(_ source: ResultSource) -> Int { ResultSource.allCases.firstIndex(of: source) ?? 0 }

    /// `CMS2` before `CMS122`: numbers in a name count as numbers.
    private static func inOrder(_ a: String, _ b: String) -> Bool { (natural(a), a) < (natural(b), b) }

    private static func natural(_ name: String) -> String {
        let digits = name.filter { $0.isASCII && $0.isNumber }
        return name.prefix { !($0.isASCII && $0.isNumber) } + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    private static func summary(_ cells: [CompletenessCell]) -> String {
        guard !cells.isEmpty else { return "There are no results for this practice yet." }
        let parts = [
            (cells.count { $0.isGood }, "on complete data"), (cells.count { $0.isPartial }, "on partly complete data"),
            (cells.count { $0.isBad }, "on data too thin to trust the rate"),
            (cells.count { $0.isUnknown && !$0.isNotApplicable }, "on unchecked data"),
            (cells.count { $0.isNotApplicable }, "with nothing to check"),
        ].filter { $0.0 > 0 }.map { "\(PlainWords.number($0.0)) \($0.1)" }
        let head = PlainWords.count(cells.count, "measure", "measures")
        let list = parts.count < 2 ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
        return "\(head): \(list)."
    }
}
