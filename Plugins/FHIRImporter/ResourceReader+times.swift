internal import HubCore
internal import HubJSON

/// When something was, as far as it is said.
struct FHIRTimes {
    var start: CivilMoment?
    var end: CivilMoment?
    /// One moment, not a stretch of time.
    var isPoint = false
}

extension ResourceReader {
    /// FHIR's dates, dateTimes and instants: a year, a month or a day, with a time or without. The day is the one that is printed.
    func moment(_ value: JSONValue, _ type: String) throws(HubError) -> CivilMoment? {
        guard value.exists else { return nil }
        switch value.text.map({ DateReader.hl7.read($0) }) ?? .unreadable {
        case .read(let moment):
            if moment.precision < .day {
                try sink.note(
                    Finding(
                        .note, "fhir.partial-date", "a date of \(Self.a(type)) gives only the year or the month", at: origin(type),
                        fix: "Record the full date where it is known.", owner: .practice))
            }
            return moment
        case .empty, .sentinel: return nil
        case .ambiguous, .unreadable:
            try note(
                "fhir.bad-date", "a date of \(Self.a(type)) is not a FHIR date and was not read", type, fix: "Dates are written 2026-03-31."
            )
            return nil
        }
    }

    /// `name` as a dateTime, an instant or a Period, whichever the resource has.
    func times(_ resource: JSONValue, _ name: String, _ type: String) throws(HubError) -> FHIRTimes {
        for key in [name + "DateTime", name + "Instant"] where resource[key].exists {
            let at = try moment(resource[key], type)
            return FHIRTimes(start: at, end: at, isPoint: true)
        }
        let period = resource[name + "Period"]
        if !period.exists, ["Age", "Range", "String"].contains(where: { resource[name + $0].exists }) {
            try note("fhir.no-day", "the time of \(Self.a(type)) is an age, a range or text: no day is known from it", type)
        }
        return try self.period(period, type)
    }

    func period(_ period: JSONValue, _ type: String) throws(HubError) -> FHIRTimes {
        FHIRTimes(start: try moment(period["start"], type), end: try moment(period["end"], type))
    }

    /// A day that is only known by month or year is not known.
    func exactDay(_ value: JSONValue, _ type: String) throws(HubError) -> Day? {
        guard let at = try moment(value, type), at.precision == .day else { return nil }
        return at.day
    }

    /// Something that took place between two days: a procedure, a visit. An uncertain day is kept as wide as it is.
    func put(event times: FHIRTimes, on fact: inout Fact) {
        guard let from = times.start ?? times.end else { return }
        (fact.start, fact.startSecond) = (from.day, from.second)
        fact.end = max(from.lastDay, (times.end ?? from).lastDay)
    }

    /// Something measured or given at one time; a stretch of time keeps both ends.
    func put(moment times: FHIRTimes, on fact: inout Fact) {
        guard let from = times.start ?? times.end, from.precision == .day || !times.isPoint else { return }
        (fact.start, fact.startSecond) = (from.day, from.second)
        if !times.isPoint { fact.end = times.end?.lastDay }
    }

    /// Something that lasts from a day, maybe to another: a medication, a coverage.
    func put(lasting times: FHIRTimes, on fact: inout Fact) {
        (fact.start, fact.startSecond) = (times.start?.day, times.start?.second)
        fact.end = times.isPoint ? nil : times.end?.lastDay
    }
}
