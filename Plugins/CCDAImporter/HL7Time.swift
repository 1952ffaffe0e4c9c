package import HubCore

/// A point in time as HL7 v3 writes it (`YYYY[MM[DD[HH[MM[SS[.f]]]]]][±ZZZZ]`), as the civil days that it can mean: the zone is not applied,
/// because the source's own calendar is meant.
///
/// What malformed ones say is decided by the hub's one reader of timestamps (``DateReader``): a day that may be another is never taken.
package struct HL7Time {
    /// The same day unless only a month or year is known.
    package var first: Day
    package var last: Day
    package var second: Int32?

    package var isPartial: Bool { first != last }

    /// Nil when it is no HL7 timestamp; other ways to write a date do not stand in a document.
    package init?(_ bytes: some Collection<UInt8>) {
        let text = bytes.drop { $0 <= 32 }
        let digits = Array(text.prefix { $0 >= 48 && $0 <= 57 })
        guard Self.isTail(text.dropFirst(digits.count)), let moment = DateReader.hl7.read(digits.span).moment else { return nil }
        (first, last, second) = (moment.day, moment.lastDay, moment.second)
    }

    /// Nothing, a fraction, a zone, or both.
    private static func isTail(_ tail: some Collection<UInt8>) -> Bool {
        var rest = tail[...]
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { $0 >= 48 && $0 <= 57 } }
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest = rest.dropFirst().drop { $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: ":") }
        }
        if rest.first == UInt8(ascii: "Z") { rest = rest.dropFirst() }
        return rest.allSatisfy { $0 <= 32 }
    }
}
