/// A fact as the judge sees it: numbers only, trivial to copy. Codes are ids of a ``CodeTable``; -1 is none.
public struct HistoryFact: Sendable {
    public static let noDay = Int32.min

    public var kind: Fact.Kind
    public var status: Fact.Status?
    public var verification: Fact.Verification?
    public var category: Fact.Category?
    public var intent: Fact.Intent?
    public var negated = false
    public var comparator: Fact.Comparator?
    public var code: Int32 = -1
    /// `Day.number`, or ``noDay``.
    public var start = noDay
    public var end = noDay
    public var authored = noDay
    /// Seconds after midnight, or -1.
    public var startSecond: Int32 = -1
    /// NaN when the value is not a number.
    public var value = Double.nan
    /// The canonical unit as a code of system UCUM; -1 none.
    public var unit: Int32 = -1
    public var valueCode: Int32 = -1
    public var hasTextValue = false
    public var reason: Int32 = -1
    public var qualifier: Int32 = -1
    public var supplyDays: Int32 = -1
    /// A number in the practice's list of providers; -1 when the source names none.
    public var provider: Int32 = -1
    /// A number in the practice's list of sites; -1 when the source names none.
    public var site: Int32 = -1
    public var ownKey: Int64 = 0
    public var encounterKey: Int64 = 0
    public var panelKey: Int64 = 0
    /// Which fact it is: the submission and its number there. A further code of the same fact comes with the same two numbers.
    public var submission: Int32 = 0
    public var number: Int32 = 0
    /// The file of the submission that tells it.
    public var file: Int32 = 0

    public init(_ kind: Fact.Kind) { self.kind = kind }
}

/// A patient as the judge sees one.
public struct HistoryPatient: Sendable {
    public var id: Int32
    public var birth = HistoryFact.noDay
    public var birthPrecision: Patient.BirthPrecision?
    public var sex: Patient.Sex?
    public var deceased = HistoryFact.noDay
    /// The primary-care provider, as in ``HistoryFact/provider``; -1 when the source names none.
    public var provider: Int32 = -1

    public init(id: Int32) { self.id = id }
}

/// Codes and the numbers they go by in one store: the database's `code` table, or a table in memory for a check without one.
public struct CodeTable: Sendable {
    public private(set) var ids: [Coding: Int32] = [:]
    public private(set) var codings: [Int32: Coding] = [:]

    public init() {}

    public mutating func set(_ coding: Coding, id: Int32) {
        ids[coding] = id
        codings[id] = coding
    }

    /// The id of a code, made up if it is new.
    public mutating func intern(_ coding: Coding) -> Int32 {
        if let id = ids[coding] { return id }
        let id = Int32(ids.count)
        set(coding, id: id)
        return id
    }

    public func id(of coding: Coding) -> Int32? { ids[coding] }
    public subscript(id: Int32) -> Coding? { codings[id] }
}
