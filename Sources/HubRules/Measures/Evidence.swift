package import HubCore

/// Why one part of a measure is met or not, for one patient and period: a tree like the measure's own.
package struct Evidence: Sendable {
    package enum Shape: Sendable { case all, any, not, leaf }
    /// The measure's name for it, or words for what it asks.
    package var name: String
    package var shape: Shape
    package var met: Bool
    /// The facts that a met leaf rests on, latest first; at most ``claimsKept``.
    package var claims: [Claim] = []
    /// For an unmet leaf: the latest of the nearest misses.
    package var nearest: Claim?
    package var children: [Evidence] = []
    /// The measure's text for a gap here.
    package var gap: String?

    package static let claimsKept = 3

    /// One fact: the caller finds its file and line by submission and number.
    package struct Claim: Sendable, Hashable {
        package var kind: Fact.Kind
        package var submission: Int32
        package var number: Int32
        package var code: Int32
        /// Nil when it has none.
        package var day: Day?
        package var value: Double?
        package var unit: Int32
        package var valueCode: Int32
        /// Why it does not count; nil when it does.
        package var miss: Miss?
    }
}

/// All populations of one group for one patient and period.
package struct GroupEvidence: Sendable {
    package var measure: String
    package var group: String
    package var groupTitle: String
    package var period: Period
    /// In FHIR's words, each with whether the patient is in it and the evidence for its own criterion.
    package var populations: [(name: String, isIn: Bool, evidence: Evidence?)]
    /// What would have to change for the better: unmet parts of the numerator (met ones where lower is better). Empty for patients
    /// who are not in the denominator, or are excluded or excepted.
    package var gaps: [Gap]
}

/// One thing to do or to document: one sentence, one fact.
package struct Gap: Sendable {
    package var text: String
    package var claim: Evidence.Claim?
}
