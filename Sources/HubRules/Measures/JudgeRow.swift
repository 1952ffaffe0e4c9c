import HubCore

/// A tagged fact as the leaves look at it, with its interval worked out.
struct JudgeRow: Sendable {
    /// Of a day that nobody knows.
    static let unknown = HistoryFact.noDay
    /// Of a condition that began before anybody wrote it down.
    static let always = Int32.min + 1

    /// First and last day; `Int32.max` for what goes on.
    var lo: Int32
    var hi: Int32
    var authored: Int32
    var second: Int32
    var value: Double
    var comparator: Fact.Comparator?
    var unit: Int32
    var valueCode: Int32
    var code: Int32
    var encounterKey: Int64
    var ownKey: Int64
    /// Of an encounter: its principal diagnosis.
    var panelKey: Int64
    var submission: Int32
    var number: Int32

    init(_ fact: HistoryFact) {
        (lo, hi) = JudgeRow.interval(fact)
        authored = fact.authored != Self.unknown ? fact.authored : fact.start
        second = fact.startSecond
        (value, comparator, unit, valueCode) = (fact.value, fact.comparator, fact.unit, fact.valueCode)
        (code, encounterKey, ownKey, panelKey) = (fact.code, fact.encounterKey, fact.ownKey, fact.panelKey)
        (submission, number) = (fact.submission, fact.number)
    }

    /// When something held, by kind:
    /// - conditions and allergies: onset to abatement. Without onset, since ever. Without abatement: still, when active, recurring or
    ///   relapsed; on its first day only, when no status is given; else until nobody knows when;
    /// - medications: from-to, else as long as the supply lasts, else until nobody knows when;
    /// - orders: the day they were written; everything else: the days it took, one day when only one is given.
    private static func interval(_ fact: HistoryFact) -> (Int32, Int32) {
        let (start, end) = (fact.start, fact.end)
        switch fact.kind {
        case .condition, .allergy:
            let atVisit = fact.category == .encounterDiagnosis || fact.category == .billing
            let lo = start != unknown ? start : atVisit && fact.authored != unknown ? fact.authored : always
            if end != unknown { return (lo, end) }
            switch fact.status {
            case .active, .recurrence, .relapse: return (lo, .max)
            case nil: return (lo, fact.kind == .allergy ? .max : lo == always ? unknown : lo)
            default: return (lo, unknown)
            }
        case .medication:
            let lo = start != unknown ? start : fact.authored
            if end != unknown || lo == unknown || fact.supplyDays <= 0 { return (lo, end) }
            return (lo, Int32(clamping: Int64(lo) + Int64(fact.supplyDays) - 1))
        case .order, .deviceOrder:
            let day = fact.authored != unknown ? fact.authored : start
            return (day, day)
        default:
            // What was not done has the day on which that was written down.
            let day = fact.negated && start == unknown ? fact.authored : start
            return (day, end != unknown ? end : day)
        }
    }

    @inline(__always) func isSameFact(as other: JudgeRow) -> Bool { number == other.number && submission == other.submission }

    /// The same statement once more, as a join writes it: everything is alike, the source's own numbers included.
    func isCopy(of other: JudgeRow) -> Bool {
        code == other.code && lo == other.lo && hi == other.hi && second == other.second && authored == other.authored
            && ownKey == other.ownKey && encounterKey == other.encounterKey && valueCode == other.valueCode
            && (value == other.value || value.isNaN && other.value.isNaN)
    }

    /// It belongs to that encounter, or is an encounter with that principal diagnosis.
    @inline(__always) func isLinked(to other: JudgeRow) -> Bool {
        other.ownKey != 0 && (encounterKey == other.ownKey || panelKey == other.ownKey)
    }

    /// The day of a reading: when it ended, as far as that is known.
    @inline(__always) var day: Int32 { hi != Self.unknown && hi != .max ? hi : lo }

    /// The row's first and last day as one choice of date sees it.
    @inline(__always) func span(_ by: DateChoice?) -> (Int32, Int32) {
        switch by {
        case nil: (lo, hi)
        case .start: (lo, lo)
        case .end: (hi, hi)
        case .authored: (authored, authored)
        }
    }
}

extension Comparison {
    /// Whether the value proves it: ">14" is over 9, and nobody knows whether it is over 20.
    func holds(_ value: Double, _ comparator: Fact.Comparator?) -> Bool {
        switch (sign, comparator) {
        case (.gt, .less), (.gt, .lessOrEqual), (.ge, .less), (.ge, .lessOrEqual): false
        case (.lt, .greater), (.lt, .greaterOrEqual), (.le, .greater), (.le, .greaterOrEqual): false
        case (.gt, .greater): value >= limit
        case (.gt, _): value > limit
        case (.ge, _): value >= limit
        case (.lt, .less): value <= limit
        case (.lt, _): value < limit
        case (.le, _): value <= limit
        }
    }
}
