/// One thing for one patient: a row of the gap list.
package struct GapLine: Encodable, Sendable {
    /// DEQM's words.
    package enum Status: String, Encodable, Sendable, CaseIterable {
        case open = "open-gap", prospective = "prospective-gap", closed = "closed-gap", notApplicable = "not-applicable"
    }
    package var practice: String
    /// As the source numbers them.
    package var patient: String
    package var measure, version, title, group, groupTitle, period: String
    package var status: Status
    /// `not-done`, `done-not-counted`, `not-at-goal`, `not-eligible`; empty for a closed gap.
    package var split: String
    /// Why what was done does not count: "with a status that does not count"; of what is recorded as not done just that.
    package var cause: String
    /// What would close it; for who is not eligible, why.
    package var toDo: String
    package var lastDay, lastValue: String
    /// One sentence with its file and line.
    package var evidence, place: String
    /// Whom the patient saw most in two years; empty when the data do not tell.
    package var provider: String
    /// The last day on which something would count.
    package var dueBy: String
    /// That day is over, although the period is not.
    package var isLate: Bool

    package static let header = [
        "practice", "patient", "measure", "version", "group", "period", "status", "split", "cause", "to_do", "last_date", "last_value",
        "evidence", "place", "provider", "due_by", "too_late", "group_name",
    ]

    package var cells: [String] {
        [
            practice, patient, measure, version, group, period, status.rawValue, split, cause, toDo, lastDay, lastValue, evidence, place,
            provider, dueBy, isLate ? "yes" : "", groupTitle,
        ]
    }
}
