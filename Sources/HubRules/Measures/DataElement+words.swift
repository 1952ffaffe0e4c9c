import HubCore

/// What a leaf needs of a row, in words.
extension EventFilter {
    var dateWords: String {
        let choices = Set(timings.map(\.by))
        if choices.contains(.authored) { return "the day it was ordered or written down" }
        switch source {
        case .condition, .allergy: return "onset (and abatement, when it is over)"
        case .order, .deviceOrder: return "the day it was ordered"
        case .medication, .medicationActive: return "the day it was ordered, start, and end or days of supply"
        case .encounter: return "first and last day of the visit"
        case .immunization: return "the day it was given"
        default: return timings.contains { $0.relation == .endsDuring } ? "the day of the result or the end" : "the day it was done"
        }
    }

    var statusWords: String {
        let counts = statuses.map { Set($0.map { Optional($0) }) } ?? Qualifying.statuses(source)
        var words = counts.count > 8 ? "any but entered-in-error" : counts.compactMap { $0?.word }.sorted().joined(separator: ", ")
        if source == .condition || source == .allergy { words += "; not refuted; active ones marked active" }
        if let classes { words += "; class " + classes.map(\.word).joined(separator: ", ") }
        if let classesNot { words += "; class other than " + classesNot.map(\.word).joined(separator: ", ") }
        if notDone { words = "not done, with the reason" }
        return words
    }

    func valueWords(_ measure: Measure) -> String {
        var words: [String] = []
        if let unit { words.append("a number in \(unit)") }
        words += comparisons.map { $0.words(unit ?? "") }
        if hasValue == true, unit == nil { words.append("a result: number, code or text") }
        if let valueCodes { words.append("a coded answer: \(measure.words(valueCodes))") }
        if let reason { words.append("reason: \(measure.words(reason))") }
        if let disposition { words.append("discharge disposition: \(measure.words(disposition))") }
        if let bodySite { words.append("body site: \(measure.words(bodySite))") }
        if ageMin != nil || ageMax != nil { words.append("at an age " + Judge.years(ageMin, ageMax)) }
        if (with + without).contains(where: \.linked) { words.append("the number of the visit it belongs to") }
        return words.joined(separator: "; ")
    }

    var windowWords: String {
        let own = timings.map { timing in
            let (from, to) = (timing.window.from?.words, timing.window.to?.words)
            switch (from, to) {
            case (let from?, let to?): return "\(from) to \(to)"
            case (nil, let to?): return "up to \(to)"
            case (let from?, nil): return "\(from) or later"
            case (nil, nil): return "any time"
            }
        }
        return own.isEmpty ? (with + without).isEmpty ? "any time" : "as the visit or event it goes with" : own.joined(separator: ", and ")
    }

    /// How old what is exported has to be allowed to be.
    var lookBack: String {
        // Something that holds over the period may have begun long before it.
        if timings.contains(where: { $0.relation == .overlaps }) { return "whenever it began, as far as it may still hold" }
        guard let from = timings.compactMap(\.window.from).first else {
            return timings.isEmpty && !(with + without).isEmpty ? "as far back as the visits" : "the whole history, however old"
        }
        switch from.base {
        case .periodStart, .periodEnd: return "from \(from.words) on"
        case .birth: return "from birth on"
        default: return "from a year before the period on"
        }
    }
}

extension Point {
    var words: String {
        let anchor =
            switch base {
            case .periodStart: "the period's start"
            case .periodEnd: "the period's end"
            case .birth: "birth"
            case .otherStart: "the other's start"
            case .otherEnd: "the other's end"
            case .otherAuthored: "the other's order"
            case .day: "the day it counts from"
            }
        func amount(_ count: Int, _ unit: String) -> String { "\(abs(count)) \(unit)\(abs(count) == 1 ? "" : "s")" }
        var parts: [String] = []
        let years = months % 12 == 0
        if months != 0 { parts.append(years ? amount(months / 12, "year") : amount(months, "month")) }
        if days != 0 { parts.append(amount(days, "day")) }
        guard !parts.isEmpty else { return anchor }
        let isBefore = months < 0 || months == 0 && days < 0
        if months != 0, days == -1, months > 0 { return "the day before \(parts[0]) after \(anchor)" }
        return parts.joined(separator: " and ") + (isBefore ? " before " : " after ") + anchor
    }
}
