/// A clinical statement of any kind: one row of the `fact` table.
///
/// Days are civil days as the source printed them. Words are normalised to the enumerations below by the importer; codes are
/// kept as sent (``Coding/normalized``), values both as sent and canonical.
public struct Fact: Hashable, Sendable {
    public enum Kind: Int16, CaseIterable, Sendable {
        case encounter = 1, condition, observation, medication, immunization, procedure, order, deviceOrder, allergy
        case adverseEvent, coverage
    }

    public var kind: Kind
    public var patient: PatientKey
    public var code: Coding?
    /// Translations and further codes of the same statement, e.g. CPT and SNOMED CT of one visit, CVX and NDC of one dose.
    public var moreCodes: [Coding] = []

    /// Encounter, procedure, observation: when it took place. Condition: onset. Medication, coverage: from.
    public var start: Day?
    /// Seconds after midnight of `start`, only where the source has a time; a tie-breaker and nothing else.
    public var startSecond: Int32?
    /// Condition: abatement. Encounter and procedure: the last day (the same as `start` when the source has one date only).
    public var end: Day?
    /// When it was written down or ordered.
    public var authored: Day?

    public var status: Status?
    /// Conditions only.
    public var verification: Verification?
    public var category: Category?
    /// Orders and medication orders only.
    public var intent: Intent?

    /// A number in the canonical unit (``Units``), a code, or text.
    public var value: Value?
    /// What a practice's code map says a coded value means besides.
    public var moreValueCodes: [Coding] = []
    /// `<`, `<=`, `>`, `>=` of a value such as ">14".
    public var comparator: Comparator?
    /// The value and unit as the source wrote them.
    public var sentValue: String?
    public var sentUnit: String?

    /// It was decided not to do it, or it did not happen; `reason` says why.
    public var negated = false
    /// The reason for it, or for not doing it.
    public var reason: Coding?
    /// Discharge disposition of an encounter; body site of a condition or procedure.
    public var qualifier: Coding?

    /// Keys of the source, hashed (``SourceKey``): this statement's own, its encounter's, its panel's (a blood pressure's two readings share one).
    public var ownKey: Int64?
    public var encounterKey: Int64?
    public var panelKey: Int64?

    /// Days of supply including refills.
    public var supplyDays: Int32?
    /// The provider by the source's id, NPI or name.
    public var provider: String?
    /// Where it took place, by the source's id or name of the site.
    public var site: String?

    /// Where it stands: line and column for rows; the element's line and path for documents.
    public var position: Position
    public var path: String?

    public init(_ kind: Kind, patient: PatientKey, at position: Position) {
        self.kind = kind
        self.patient = patient
        self.position = position
    }

    public enum Value: Hashable, Sendable {
        case quantity(Double, unit: String?)
        case coded(Coding)
        case text(String)
    }

    public enum Comparator: Int16, Sendable { case less = 1, lessOrEqual, greater, greaterOrEqual }
}
