package import HubCore

/// One rule of the library, read from `Mappings/rules`: what is expected of a submission, how strictly, and what to say and do.
///
/// The kind of a rule (``RuleKind``) is Swift; its limits, words and severity are data.
package struct Rule: Sendable {
    /// Kahn et al. 2016, as OHDSI and PCORnet use it, and three of our own.
    package enum Dimension: String, CaseIterable, Sendable {
        case value = "conformance.value", relational = "conformance.relational", computational = "conformance.computational"
        case completeness, timeliness, consistency, privacy
        case atemporal = "plausibility.atemporal", temporal = "plausibility.temporal", uniqueness = "plausibility.uniqueness"
    }
    package enum Scope: String, CaseIterable, Sendable {
        case file, record, field, person, measure, longitudinal, cohort
        case practicePeriod = "practice_period", aggregateRow = "aggregate_row"
    }

    package var id: String
    package var title: String
    package var dimension: Dimension
    package var severity: Finding.Severity
    package var scope: Scope
    package var kind: String
    package var tolerance: Tolerance
    package var message: String
    package var fix: String
    package var owner: Finding.Owner
    package var waivable: Bool
    /// Where it is written.
    package var origin: Origin
    /// The parameters of the asked profile, laid over the rule's own.
    package var params: Node
}

/// How much may be wrong before a rule fails: both limits must be passed. At the limit itself a rule still holds.
package struct Tolerance: Hashable, Sendable {
    package var violations = 0
    /// Percent of what was judged.
    package var pct = 0.0

    func isPassed(by violations: Int, of judged: Int) -> Bool {
        violations > self.violations && Double(violations) * 100 > pct * Double(judged)
    }
}

/// Whose limits: a practice that is small or sees children only differs from the usual one.
package enum RuleProfile: String, CaseIterable, Sendable {
    case usual = "default", pediatric, smallPractice = "small_practice"
}
