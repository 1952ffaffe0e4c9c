/// The number that a source knows a patient by. `namespace` is the assigning authority (an OID in documents, empty in rows):
/// the same number under two authorities is two patients.
public struct PatientKey: Hashable, Sendable {
    public var namespace: String
    public var value: String

    public init(_ value: String, namespace: String = "") {
        self.value = value
        self.namespace = namespace
    }

    public static func == (a: PatientKey, b: PatientKey) -> Bool { a.value == b.value && a.namespace == b.namespace }
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What a source says about a person. No names, addresses, telephone or social-security numbers: they are never taken.
public struct Patient: Hashable, Sendable {
    public enum Sex: Int16, FactWord {
        case female = 1, male, unknown, other
        public var word: String { "\(self)" }
    }
    public enum BirthPrecision: Int16, FactWord {
        case day = 1, month, year
        public var word: String { "\(self)" }
    }

    public var key: PatientKey
    public var birth: Day?
    public var birthPrecision: BirthPrecision?
    public var sex: Sex?
    /// CDC race and ethnicity codes, e.g. `2106-3`.
    public var races: [String] = []
    public var ethnicity: String?
    public var deceased: Day?
    public var language: String?
    /// The first three digits only.
    public var zip3: String?
    /// Who the EMR says is the patient's primary-care provider: id, NPI or name, as in ``Fact/provider``.
    public var provider: String?
    /// Name and birth date as one number, to tell two persons apart who go by one number. Compared while importing, never stored.
    public var identity: Int64?
    /// The name is one that test patients have. Looked at while importing, never stored.
    public var testName: TestPatient?
    public var position: Position
    public var path: String?

    public init(key: PatientKey, at position: Position) {
        self.key = key
        self.position = position
    }
}
