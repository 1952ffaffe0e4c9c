internal import Foundation
internal import HubCore

/// The only clock of the program; everything below takes days as parameters.
enum Clock {
    static var today: Day {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? Day(number: 0)
    }

    /// `2026-03-02T14:05:00Z`.
    static var now: String { ISO8601DateFormatter().string(from: Date()) }
}
