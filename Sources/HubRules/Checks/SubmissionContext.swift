package import HubCore

/// What is known of a submission besides its files. There is no clock here: days come from outside.
package struct SubmissionContext: Sendable {
    /// The period that the programme asks for.
    package var asked: Period?
    /// The period that the sender says the files are about.
    package var claimed: Period?
    /// The day the extract was made, when somebody said so; otherwise it is looked for in what the files print.
    package var extractedOn: Day?
    /// The day the submission came in; stands in for an unknown extract day.
    package var receivedOn: Day?
    /// How far back each measure looks, when measures are known; otherwise the rule's own list is used.
    package var lookBacks: [LookBack] = []
    /// The measures that are asked for, by id; all when empty. Of the rule's own list only their look-backs count.
    package var measures: [String] = []
    /// What the practice's own codes mean.
    package var codeMap = CodeMap()
    /// Whether a code is in any visit set that a measure asks for; nil when no value sets are loaded.
    package var isQualifyingVisit: (@Sendable (Coding) -> Bool)?
    /// Whether a code names a drug with strength and form (RxNorm SCD, SBD, BPCK, GPCK); nil when that is not known: then any RxNorm code counts.
    package var isDrugProduct: (@Sendable (Coding) -> Bool)?

    /// What measures are called, and what is known of them.
    package var names = MeasureNames()
    /// What the practice's reports said before; nil without a database.
    package var reportedBefore: [ReportedResult]?
    /// Adult patients of the practice; nil when nobody knows.
    package var adultPanel: Int?

    package init() {}

    /// What the numbers will be about: what is asked for, or else what is claimed.
    package var due: Period? { asked ?? claimed }
}

/// "Procedures are needed for 10 years before the period's end."
package struct LookBack: Hashable, Sendable {
    package var kind: Fact.Kind
    /// Before the period's end.
    package var months: Int
    /// E.g. `CMS130 (colonoscopy)`.
    package var measure: String

    package init(_ kind: Fact.Kind, months: Int, measure: String) {
        self.kind = kind
        self.months = months
        self.measure = measure
    }
}
