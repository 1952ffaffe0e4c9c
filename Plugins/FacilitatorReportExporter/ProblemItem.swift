internal import HubCore

/// One of the problems on the page: what, what to do, who.
struct ProblemItem {
    let what, fix, owner, small: String
    let isError: Bool

    /// Worst first: errors, data that are missing for a measure, warnings. Notes are no problem.
    static func all(of report: PracticeReport, in latest: LatestResults, isTight: Bool) -> [ProblemItem] {
        func problems(_ severity: Finding.Severity) -> [ProblemItem] {
            report.problems.filter { $0.severity == severity }.map { ProblemItem($0, isTight: isTight) }
        }
        return problems(.error) + gaps(report, latest, .fail, isTight) + problems(.warning)
            + gaps(report, latest, .passWithFailures, isTight)
    }

    private init(_ problem: ReportedProblem, isTight: Bool) {
        what = SafeText.clean(Self.sentence(problem), upTo: isTight ? 90 : 160)
        fix =
            problem.fix.isEmpty
            ? "Ask your practice facilitator what to do about it." : SafeText.clean(problem.fix, upTo: isTight ? 110 : 220)
        owner = PlainWords.owner(problem.owner)
        let place = problem.places.first.map { "first in \(SafeText.clean($0, upTo: isTight ? 32 : 60))" }
        small = ([PlainWords.count(problem.count, "time", "times")] + [place].compactMap(\.self) + [SafeText.clean(problem.id, upTo: 40)])
            .joined(separator: " · ")
        isError = problem.severity == .error
    }

    /// A mapping's own words for a field (`observation.start`) mean something to whoever keeps the mapping; a doctor knows the column.
    private static func sentence(_ problem: ReportedProblem) -> String {
        let message = problem.message
        if message.hasPrefix("`"), let place = problem.places.first, place.hasSuffix(")"), let open = place.lastIndex(of: "(") {
            let column = place[place.index(after: open)...].dropLast()
            if message.hasSuffix("is required and empty") { return "The column “\(column)” is empty where it is needed" }
            if message.hasSuffix("cannot be used") { return "The column “\(column)” holds what cannot be read where it is needed" }
        }
        return message.prefix(1).uppercased() + message.dropFirst()
    }

    /// What several measures lack for the same reason is said once.
    private static func gaps(_ report: PracticeReport, _ latest: LatestResults, _ state: CheckState, _ isTight: Bool) -> [ProblemItem] {
        let found = report.completeness.filter { one in
            one.state == state && !one.words.isEmpty
                && latest.periods[one.measure].map { $0.start == one.periodStart && $0.end == one.periodEnd } ?? false
        }
        var seen: Set<String> = []
        return found.compactMap { one in
            guard seen.insert(one.words).inserted else { return nil }
            let measures = Set(found.filter { $0.words == one.words }.map(\.measure)).sorted()
            return ProblemItem(one, measures: measures, isTight: isTight)
        }
    }

    private init(_ gap: ElementCompleteness, measures: [String], isTight: Bool) {
        what = SafeText.clean(gap.words, upTo: isTight ? 90 : 160)
        fix = gap.fix.isEmpty ? "Ask your practice facilitator what to do about it." : SafeText.clean(gap.fix, upTo: isTight ? 110 : 220)
        owner = "the practice, with its facilitator"
        small =
            "\(PlainWords.number(gap.have)) of \(PlainWords.number(gap.of)) \(SafeText.clean(gap.population, upTo: 50)) have it · needed for "
            + SafeText.clean(measures.joined(separator: ", "), upTo: 60)
        isError = gap.state == .fail
    }
}
