import HubCore

/// One rule at work on one submission: sees what streams by, then says what it came to. Made anew for every submission.
///
/// `see` is called for every fact of the kinds it asked for: no strings are built there and nothing is allocated for a good fact.
protocol Check: AnyObject {
    var facts: [Fact.Kind] { get }
    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk)
    func results(_ desk: Desk) -> [CheckResult]
}

extension Check {
    var facts: [Fact.Kind] { [] }
    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {}
}

/// What every check would otherwise work out again for one fact.
struct Seen {
    /// Number in the ``PatientTable``.
    var patient: Int
    var patientHash: UInt64
    /// Number in the ``CodeNumbers``: ``CodeNumbers/none`` without a code, ``CodeNumbers/full`` when the index had no room.
    var code: Int
    /// The day it took place or was written down; ``HistoryFact/noDay`` when neither is there.
    var day: Int32
    /// Year × 12 + month − 1; 0 without a day.
    var month: Int
    var dayOfMonth: Int
    var place: Place
    /// Entered in error: counted, but not judged for plausibility.
    var isVoid: Bool
}

/// A kind of rule: its name in YAML, what its sentences may say, and how it is made from its parameters.
struct RuleKind: Sendable {
    var name: String
    /// Placeholders of message and hint.
    var says: [String]
    /// Asks the reader for every parameter it knows; the caller tells the others.
    var make: @Sendable (Rule, inout NodeReader, RuleBook.Shared) -> any Check

    static let tolerant = ["n", "t", "pct", "max"]
    static let sharing = ["n", "have", "t", "pct", "min"]
}

/// What a check decided about a code, worked out once for each code; see ``CodeNumbers``.
struct PerCode<Value> {
    private var known: [Value?] = []

    /// What was decided before; nil without a code, for a new one, and when the index was full. A read, so that the usual case costs
    /// no exclusive access to the check.
    @inline(__always) func known(_ code: Int) -> Value? { code >= 0 && code < known.count ? known[code] : nil }

    /// Nil without a code. The coding is only looked at when the code is new, or when the index was full.
    mutating func decide(_ code: Int, _ coding: Coding?, by decide: (Coding) -> Value) -> Value? {
        guard let coding, code != CodeNumbers.none else { return nil }
        let value = decide(coding)
        guard code >= 0 else { return value }
        while known.count <= code { known.append(nil) }
        known[code] = value
        return value
    }
}
