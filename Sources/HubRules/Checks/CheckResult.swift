package import HubCore

/// What one rule came to on one subject (a kind of record, a field, a month …) of one submission.
///
/// Rules with a tolerance count what is wrong; rules with a minimum (`min_pct`) count what is there. Nothing to judge is
/// ``HubCore/CheckState/notApplicable``, never a pass; what a rule needs and nobody gave makes it ``HubCore/CheckState/couldNotRun``.
package struct CheckResult: Hashable, Sendable {
    package var rule: String
    /// What was judged: `visits`, `visits: code`, `claimed and asked`; empty when a rule has one subject only.
    package var subject: String
    package var state: CheckState
    package var numerator = 0
    package var denominator = 0
    /// Percent, or whatever the rule measures; nil when it could not be measured.
    package var value: Double?
    package var threshold: Double?
    /// The counts are estimated from a sample of the keys, since there were more than are kept.
    package var isEstimate = false
    /// Nil on a pass, and when the finding that tells the same is already there (a reader's own, or another rule's).
    package var finding: FindingGroup?

    package init(rule: String, subject: String, state: CheckState) {
        self.rule = rule
        self.subject = subject
        self.state = state
    }
}
