package import HubCore

/// Why one part of a measure is met or not, for one patient and period: a tree like the measure's own.
package struct Evidence: Sendable {
    package enum Shape: Sendable { case all, any, not, leaf }
    /// The measure's name for it, or words for what it asks.
    package var name: String
    package var shape: Shape
    package var met: Bool
    /// What no single fact tells: "56 years old on 2026-12-31", "on 3 days; 4 are needed".
    package var finding = ""
    /// What an unmet leaf looks for: "procedure: colonoscopy, dated 2017-01-01 to 2026-12-31".
    package var asks = ""
    /// The facts that a leaf rests on, latest first; at most ``claimsKept``.
    package var claims: [Claim] = []
    /// For an unmet leaf: the fact that comes nearest.
    package var nearest: Claim?
    package var children: [Evidence] = []
    /// The measure's text for a gap here.
    package var gap: String?
    /// Age, sex or birth date: nothing that anybody could do makes it true.
    package var isFixed = false
    /// The last day on which something would count; nil when the period's end is it.
    package var due: Day?

    package static let claimsKept = 3

    /// One fact: the caller finds its file and line by submission and number.
    package struct Claim: Sendable, Hashable {
        package var kind: Fact.Kind
        package var submission: Int32
        package var number: Int32
        package var code: Int32
        /// The code that the source wrote, where it is another one.
        package var sourceCode: Int32
        /// Nil when it has none.
        package var day: Day?
        /// Nil when none is known, or it is the same day and the fact is nothing that lasts.
        package var end: Day?
        package var value: Double?
        package var unit: Int32
        package var valueCode: Int32
        /// Why it was not done; -1 when it was, or nobody says why.
        package var reason: Int32 = -1
        /// Why it does not count; nil when it does.
        package var miss: Miss?
        /// That in words, with by how much: "14 months too early: counts from 2017-01-01".
        package var why = ""
        /// Other facts that the reason is about: the hospital stay, the visit.
        package var others: [Claim] = []
    }
}

/// All populations of one group for one patient and period.
package struct GroupEvidence: Sendable {
    package var measure: String
    package var group: String
    package var groupTitle: String
    package var period: Period
    package var lowerIsBetter = false
    /// In FHIR's words, each with whether the patient is in it and the evidence for its own criterion.
    package var populations: [(name: String, isIn: Bool, evidence: Evidence?)]
    /// What would have to change for the better: unmet parts of the numerator (met ones where lower is better). Empty for patients
    /// who are not in the denominator, or are excluded or excepted.
    package var gaps: [Gap]

    package func isIn(_ population: String) -> Bool { populations.contains { $0.name == population && $0.isIn } }
}
