package import HubCore

/// Picks the problems that matter most out of everything that was found, so that a practice can mend three things and be done.
///
/// Worse before better; within a severity what reaches more patients and more measures, with twice the weight for what the practice
/// can mend itself. Notes are never among them.
package enum ProblemRanking {
    private struct Candidate {
        var problem: ReportedProblem
        /// 0 to 1: the part of the rows or patients that it touches.
        var reach: Double
        var measures: Int

        var worth: Double { max(reach, 0.001) * Double(1 + measures) * (canMend ? 2 : 1) }
        /// Whoever enters data and whoever runs the report sit in the practice.
        var canMend: Bool { problem.owner == .practice || problem.owner == .exporter }
    }

    /// - Parameters:
    ///   - rows: rows read, to tell how far a reader's finding reaches.
    ///   - count: how many problems are wanted.
    package static func top(
        _ count: Int = 3, findings: [FindingGroup], checks: [CheckResult], completeness: [ElementCompleteness], rows: Int
    ) -> [ReportedProblem] {
        let told = Set(checks.compactMap { $0.finding?.first })
        var candidates = checks.compactMap(candidate)
        candidates += findings.filter { !told.contains($0.first) }.compactMap { candidate($0, rows: rows) }
        candidates += lacking(completeness)
        let sorted = candidates.sorted { a, b in
            if a.problem.severity != b.problem.severity { return a.problem.severity > b.problem.severity }
            if a.worth != b.worth { return a.worth > b.worth }
            return (a.problem.id, a.problem.message) < (b.problem.id, b.problem.message)
        }
        // One rule speaks once: its worst subject stands for the others.
        var seen: Set<String> = []
        return sorted.filter { seen.insert($0.problem.id + ($0.problem.id == element ? $0.problem.message : "")).inserted }
            .prefix(max(0, count)).map { $0.problem }
    }

    /// The id that problems of measure completeness go by.
    private static let element = "CMP-007"

    private static func candidate(_ check: CheckResult) -> Candidate? {
        guard check.state == .fail, let group = check.finding, group.first.severity > .note else { return nil }
        let wanting = check.denominator > 0 ? min(1, Double(group.count) / Double(check.denominator)) : 1
        return Candidate(problem: problem(group), reach: wanting, measures: 0)
    }

    private static func candidate(_ group: FindingGroup, rows: Int) -> Candidate? {
        guard group.first.severity > .note else { return nil }
        // A finding about a file as a whole reaches all of it.
        let isWhole = group.first.origin.position == nil || rows <= 0
        return Candidate(problem: problem(group), reach: isWhole ? 1 : min(1, Double(group.count) / Double(rows)), measures: 0)
    }

    private static func problem(_ group: FindingGroup) -> ReportedProblem {
        ReportedProblem(
            id: group.first.id, severity: group.first.severity, message: group.first.message, count: group.count,
            places: group.places.prefix(FindingBook.placesKept).map { $0.description }, fix: group.first.fix ?? "", owner: group.first.owner
        )
    }

    /// One problem an element, with every measure that it holds back, in the newest period.
    private static func lacking(_ all: [ElementCompleteness]) -> [Candidate] {
        guard let newest = all.map({ $0.periodEnd }).max() else { return [] }
        let failed = all.filter { $0.periodEnd == newest && $0.state == .fail && $0.of > 0 }
        return Dictionary(grouping: failed) { $0.element }.compactMap { element, rows in
            let sorted = rows.sorted { ($1.of - $1.have, $0.measure) < ($0.of - $0.have, $1.measure) }
            guard let worst = sorted.first else { return nil }
            let measures = Set(rows.map { $0.measure }).sorted()
            let message = worst.words + " (Needed for " + Words.list(measures) + ".)"
            let problem = ReportedProblem(
                id: Self.element, severity: worst.have == 0 ? .error : .warning, message: message, count: worst.of - worst.have, places: [],
                fix: worst.fix, owner: worst.fix.isEmpty ? .facilitator : .exporter)
            return Candidate(problem: problem, reach: Double(worst.of - worst.have) / Double(worst.of), measures: measures.count)
        }
    }
}
