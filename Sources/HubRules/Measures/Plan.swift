import HubCore

/// Measures, periods and terminology as numbers: what the judge runs on. Equal parts of different measures are one part here.
///
/// All periods are judged at once: a truth is a mask with one bit a period, so `all` is `&`, `any` is `|`, `not` is `~`.
struct Plan: Sendable {
    typealias Mask = UInt64

    enum Step: Sendable {
        case all(Range<Int>)
        case any(Range<Int>)
        case not(Int)
        case exists(Int)
        case count(Int, min: Int32, max: Int32)
        case countDays(Int, min: Int32, max: Int32, apart: Int32)
        /// The window as a timing step.
        case born(within: Int)
        /// The window as a timing step.
        case died(within: Int)
        /// The window as a timing step.
        case daysCovered(Int, within: Int, min: Int32)
        /// Row of ``keys``.
        case age(Int, min: Int32, max: Int32)
        /// Bits of `Patient.Sex`.
        case sex(UInt8)
        case compare(Int, Comparison)
        case isNull(Int)
        case valueIn(Int, codes: Int32)
    }

    enum EventStep: Sendable {
        case filter(FilterStep)
        case union(Range<Int>)
        case latest(Int, DateChoice)
        /// The one member that ``JudgeScratch/turn(to:)`` was told.
        case thisEncounter
    }

    struct FilterStep: Sendable {
        /// Index of the leaf whose candidates it takes.
        var leaf: Int
        var timings: Range<Int>
        var relations: Range<Int>
    }

    /// What of a filter depends on the fact and the patient alone: tested once a patient.
    struct Leaf: Sendable {
        var kind: Fact.Kind
        /// Bit of each raw value that counts; bit 0 is "not said".
        var statuses: UInt64
        var verifications: UInt64
        var categories: UInt64
        var intents: UInt64
        /// Categories of which a fact without intent counts.
        var withoutIntent: UInt64
        var negated: Bool
        /// -1: no test.
        var reason: Int32 = -1
        var valueCodes: Int32 = -1
        var disposition: Int32 = -1
        var hasValue: Bool?
        var unit: Int32 = -1
        var comparisons: Range<Int> = 0..<0
        var ageMin: Int32 = .min
        var ageMax: Int32 = .max
    }

    struct TimingStep: Sendable {
        var relation: Timing.Relation
        var by: DateChoice?
        var from: PointStep
        var to: PointStep
        var openEnd = false
    }

    struct PointStep: Sendable {
        enum Base: UInt8, Sendable { case constant, period, birth, otherStart, otherEnd, otherAuthored, day }
        var base: Base
        /// Period: offset into ``days``; day: index of a day step; constant: the value.
        var index: Int32 = 0
        var months: Int32 = 0
        var shift: Int32 = 0
    }

    struct RelationStep: Sendable {
        var events: Int
        var timings: Range<Int>
        var linked: Bool
        var negated: Bool
    }

    struct NumberStep: Sendable {
        var aggregate: Number.Aggregate
        var events: Int
        var codes: Int32
        var day: Int
        var unit: Int32
    }

    struct DayStep: Sendable {
        var events: Int
        var latest: Bool
        var by: DateChoice?
    }

    struct GroupStep: Sendable {
        var measure: Int
        var group: Int
        var initial: Int
        var denominator: Int
        var exclusions: Int
        var numerator: Int
        var exceptions: Int
        var strata: Range<Int>
        /// The event set whose encounters it counts; -1: it counts patients.
        var encounters: Int
        /// Periods for which this measure is asked.
        var periods: Mask
    }

    var periods: [Period] = []
    var steps: [Step] = []
    var children: [Int] = []
    var events: [EventStep] = []
    var eventChildren: [Int] = []
    var leaves: [Leaf] = []
    var timings: [TimingStep] = []
    var relations: [RelationStep] = []
    var comparisons: [Comparison] = []
    var numbers: [NumberStep] = []
    var dayValues: [DayStep] = []
    var groups: [GroupStep] = []
    var strata: [Int] = []
    /// Rows of `periods.count` days each.
    var days: [Int32] = []
    /// Rows of `periods.count` numbers year × 10000 + month × 100 + day, for ages.
    var keys: [Int32] = []
    /// Code id → leaves, and code id → code sets.
    var leavesByCode = CodeIndex([])
    var setsByCode = CodeIndex([])
    /// Leaves that take any code, by kind.
    var leavesByKind: [[Int32]] = Array(repeating: [], count: 16)

    /// The event sets whose encounters are counted, each once.
    var countedEncounters: [Int] = []

    var everyPeriod: Mask { periods.count == 64 ? .max : (1 << Mask(periods.count)) - 1 }
}
