import HubCore

/// A day that a window begins or ends with, before the period and the patient are known: `period.start - 6 months`.
package struct Point: Hashable, Sendable {
    package indirect enum Base: Hashable, Sendable {
        case periodStart, periodEnd, birth
        /// Of the event that a `with` or `without` compares to.
        case otherStart, otherEnd, otherAuthored
        /// A day that the measure names: `@index_day`.
        case day(DayValue)
    }
    package var base: Base
    /// Applied first; keeps the day of the month or takes the month's last.
    package var months = 0
    package var days = 0

    func applied(to day: Day) -> Day { (months == 0 ? day : day.adding(months: months)).adding(days: days) }
}

/// Two inclusive points; a missing one is unbounded. `[a, b)` is read as `[a, b - 1 day]`.
package struct Window: Hashable, Sendable {
    package var from: Point?
    package var to: Point?

    package static let period = Window(from: Point(base: .periodStart), to: Point(base: .periodEnd))
    package static let other = Window(from: Point(base: .otherStart), to: Point(base: .otherEnd))
}

/// Which of an event's days is meant.
package enum DateChoice: Hashable, Sendable { case start, end, authored }

/// How an event lies to a window, to the day.
package struct Timing: Hashable, Sendable {
    package enum Relation: Hashable, Sendable { case during, overlaps, startsDuring, endsDuring }
    package var relation: Relation
    /// Takes this one day of the event instead of its whole interval.
    package var by: DateChoice?
    package var window: Window
    /// An event whose last day nobody knows goes on: a line of a medication list.
    package var openEnd = false

    /// Refers to the other event of a `with`.
    var usesOther: Bool {
        [window.from, window.to].contains { point in
            switch point?.base {
            case .otherStart, .otherEnd, .otherAuthored: true
            default: false
            }
        }
    }
}
