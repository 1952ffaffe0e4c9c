internal import HubPipeline

/// How many patients of one group are where. A patient with several things to do counts once, by the one that comes first here:
/// not at goal, done and not counted, not done.
struct GapSummary: Encodable {
    var practice, measure, group: String
    var counted = 0, met = 0, open = 0, notDone = 0, notCounted = 0, notAtGoal = 0, notEligible = 0
    var causes: [String: Int] = [:]

    var cells: [String] {
        [practice, measure, group] + [counted, met, open, notDone, notCounted, notAtGoal, notEligible].map(String.init)
    }

    /// The lines are in the order of practice, measure, group and patient.
    static func of(_ lines: [GapLine]) -> [GapSummary] {
        var found: [GapSummary] = []
        var at = lines.startIndex
        while at < lines.endIndex {
            let first = lines[at]
            var end = at
            while end < lines.endIndex, isSame(lines[end], first) { end += 1 }
            let mine = lines[at..<end]
            at = end
            if found.last.map({ ($0.practice, $0.measure, $0.group) != (first.practice, first.measure, first.group) }) ?? true {
                found.append(GapSummary(practice: first.practice, measure: first.measure, group: first.group))
            }
            found[found.count - 1].add(mine)
        }
        return found
    }

    private static func isSame(_ a: GapLine, _ b: GapLine) -> Bool {
        (a.practice, a.measure, a.group, a.patient) == (b.practice, b.measure, b.group, b.patient)
    }

    private mutating func add(_ lines: ArraySlice<GapLine>) {
        guard let first = lines.first else { return }
        counted += 1
        switch first.status {
        case .closed: met += 1
        case .notApplicable: notEligible += 1
        case .open, .prospective:
            open += 1
            if lines.contains(where: { $0.split == "not-at-goal" }) {
                notAtGoal += 1
            } else if let seen = lines.first(where: { $0.split == "done-not-counted" }) {
                notCounted += 1
                causes[seen.cause, default: 0] += 1
            } else {
                notDone += 1
            }
        }
    }
}
