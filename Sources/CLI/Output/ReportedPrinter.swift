internal import HubCore
internal import HubPipeline

/// What a practice's own reports say: how many numbers of which measures and periods, and each of the practice's.
struct ReportedPrinter {
    var console: Console
    var limit = 60

    func print(_ lines: [ReportedLine]) {
        guard !lines.isEmpty else { return }
        let measures = Set(lines.map(\.measure)).count
        let periods = Set(lines.map(\.period)).sorted()
        let shownPeriods =
            periods.count <= 3
            ? periods.joined(separator: ", ") : "\(periods.count) periods, \(periods[0]) to \(periods[periods.count - 1])"
        var parts = [
            plural(lines.count, "reported number", "reported numbers") + " of " + plural(measures, "measure", "measures") + " for "
                + shownPeriods
        ]
        for (level, many) in [
            ("practice", "of the practice"), ("site", "of sites"), ("provider", "of providers"), ("organization", "of the organization"),
        ] {
            let count = lines.count { $0.level == level && $0.supplement == nil }
            if count > 0 { parts.append("\(count) \(many)") }
        }
        let split = lines.count { $0.supplement != nil }
        if split > 0 { parts.append("\(split) by race, ethnicity, sex or payer") }
        console.print(parts.joined(separator: "; "))
        let whole = lines.filter(\.isPractice)
        let shown = (whole.isEmpty ? lines.filter { $0.supplement == nil } : whole).sorted { a, b in
            (a.measure, a.group, a.stratum, a.levelKey, a.periodEnd) < (b.measure, b.group, b.stratum, b.levelKey, b.periodEnd)
        }
        table(Array(shown.prefix(limit)))
        if lines.count > min(shown.count, limit) {
            console.print("… and \(lines.count - min(shown.count, limit)) more; all of them with --json")
        }
    }

    private func table(_ lines: [ReportedLine]) {
        let hasLevels = lines.contains { !$0.isPractice }
        console.print(
            table: lines.map { line in
                var name = line.version.isEmpty ? line.measure : line.version
                if line.group == "0" {
                    name += " all rates"
                } else if line.group != "1" || lines.contains(where: { $0.measure == line.measure && $0.group != "1" }) {
                    name += " rate \(line.group)"
                }
                if !line.stratum.isEmpty { name += " stratum \(line.stratum)" }
                let who = hasLevels ? [line.isPractice ? "practice" : "\(line.level) \(line.levelKey)"] : []
                let out = line.exclusionsUnknown && line.exclusions.count == nil ? "unknown" : line.exclusions.words
                return [name, line.sentMeasure] + who + [
                    line.period, line.initialPopulation.words, line.denominator.words, out, line.exceptions.words, line.numerator.words,
                    line.percent,
                ]
            },
            header: ["measure", "as sent"] + (hasLevels ? ["who"] : []) + [
                "period", "population", "denominator", "excluded", "excepted", "numerator", "rate",
            ])
    }

    private func plural(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}
