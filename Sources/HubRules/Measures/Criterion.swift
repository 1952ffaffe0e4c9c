package import HubCore

/// Something that is true or not of one patient over one period. True only when the data prove it; `not` is the complement.
package indirect enum Criterion: Hashable, Sendable {
    case all([Criterion])
    case any([Criterion])
    case not(Criterion)
    case exists(Events)
    case count(Events, min: Int, max: Int?)
    /// Distinct days on which the events start; of days closer together than `apart` the first counts.
    case countDays(Events, min: Int, max: Int?, apart: Int = 1)
    /// Days of a window on which at least one of the events goes on. A supply that begins before the one before it is used up begins after it.
    case daysCovered(Events, within: Window, min: Int)
    /// Completed years at a point of the period.
    case age(at: Point, min: Int?, max: Int?)
    /// The birth date lies in a window of the period: who turns 15 months in it. `[period.start - 15 months, period.end - 15 months]` asks whether
    /// the birth date and 15 months lie in the period, so that everybody does so in exactly one of the periods that follow each other.
    case born(Window)
    /// The patient is recorded as having died in a window of the period.
    case died(Window)
    case sex([Patient.Sex])
    case compare(Number, Comparison)
    case isNull(Number)
    /// One of the events has a coded value out of the list.
    case valueIn(Events, CodeList)
}

/// A number taken from events in their `unit`; none when no event has one.
package struct Number: Hashable, Sendable {
    package enum Aggregate: String, Hashable, Sendable, CaseIterable { case min, max, first, last }
    package var aggregate: Aggregate
    package var of: Events
    /// Only events with one of these codes.
    package var codes: CodeList?
    /// Only events that end on this day.
    package var day: DayValue?
    package var unit: String
}
