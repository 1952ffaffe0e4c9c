package import HubCore
package import HubXML

/// An `effectiveTime`: a point, or bounds of which either may be missing.
package struct TimeSpan {
    package var low: HL7Time?
    package var high: HL7Time?
    package var isPoint = false
    /// There is an end, but nobody knows when.
    package var highIsUnknown = false
    /// As written, for keys.
    package var raw = ""

    package init() {}
}

extension EntryReader {
    package func time(_ element: XMLElement?) throws(HubError) -> TimeSpan {
        var span = TimeSpan()
        guard let element else { return span }
        var point = try point(element)
        if point == nil { point = try self.point(element.child(.center)) }
        if let point {
            span.low = point
            span.high = point
            span.isPoint = true
            span.raw = element.string(.value) ?? ""
            return span
        }
        let high = element.child(.high)
        span.low = try self.point(element.child(.low))
        span.high = try self.point(high)
        span.highIsUnknown = high?.attribute(.nullFlavor, is: "UNK") ?? false
        span.raw = element.string(.value) ?? element.child(.low)?.string(.value) ?? high?.string(.value) ?? ""
        if span.high == nil, let low = span.low, let days = Self.days(element.child(.width)) {
            let end = low.first.adding(days: max(0, days - 1))
            span.high = low
            span.high?.first = end
            span.high?.last = end
        }
        return span
    }

    private func point(_ element: XMLElement?) throws(HubError) -> HL7Time? {
        guard let element, !element.isNull else { return nil }
        let read: HL7Time?? =
            element.withAttribute(Name.value.rawValue) { bytes in
                bytes.contains { $0 > 32 } ? .some(HL7Time(bytes)) : .none
            } ?? .none
        guard let time = read else { return nil }
        if let time {
            if time.isPartial { try note(.partialDate, element) }
            return time
        }
        try note(.badTime, element)
        return nil
    }

    /// A length of time in whole days; nil when it is none, or absurd.
    static func days(_ element: XMLElement?) -> Int? {
        guard let element, let value = element.string(.value).flatMap({ Double($0) }), value > 0, value < 40_000
        else { return nil }
        switch element.string(.unit)?.lowercased() {
        case "d", "day", "days": return Int(value.rounded(.up))
        case "wk", "week", "weeks": return Int((value * 7).rounded(.up))
        case "h", "hr", "hour", "hours": return Int((value / 24).rounded(.up))
        default: return nil
        }
    }

    // Onto facts

    /// Something that took place between two days: a procedure, a visit. An uncertain day is kept as wide as it is.
    package func put(event span: TimeSpan, on fact: inout Fact) {
        guard let from = span.low ?? span.high else { return }
        fact.start = from.first
        fact.startSecond = from.second
        fact.end = (span.high ?? from).last
        if let end = fact.end, end < from.first { fact.end = from.last }
    }

    /// Something measured or given on one day: a day that is only known by month or year is not known.
    package func put(moment span: TimeSpan, on fact: inout Fact) {
        guard let at = span.low ?? span.high, !at.isPartial else { return }
        fact.start = at.first
        fact.startSecond = at.second
    }

    /// Something that lasts from a day, maybe to another: a diagnosis, a medication, a coverage.
    package func put(lasting span: TimeSpan, on fact: inout Fact) {
        fact.start = span.low?.first
        fact.startSecond = span.low?.second
        fact.end = span.isPoint ? nil : span.high?.last
    }

    /// When it was written down: the first author's time.
    package func authored(_ element: XMLElement, or outer: XMLElement? = nil) throws(HubError) -> Day? {
        for author in [element.child(.author), outer?.child(.author)] {
            if let at = try time(author?.child(.time)).low, !at.isPartial { return at.first }
        }
        return nil
    }
}
