import HubCore

/// What parts of a measure are called, and what they look for, in words.
extension Measure {
    /// A definition, value set or code by its label, else by its name: `lowest_systolic` is "lowest systolic".
    package func words(name: String) -> String { labels[name] ?? EvidenceText.readable(name) }

    /// Value sets without a label are called what they are published as.
    package func labelled(by title: (_ oid: String) -> String?) -> Measure {
        var measure = self
        for (name, list) in vocabulary where labels[name] == nil {
            guard let oid = list.valueSets.first, let title = title(oid), !title.isEmpty else { continue }
            measure.labels[name] = title
        }
        return measure
    }

    /// The names of a code list's sets and codes as the file calls them: "office visit, telephone visit".
    package func words(_ list: CodeList) -> String {
        var names: [String] = []
        for oid in list.valueSets { names.append(name(CodeList(valueSets: [oid])).map(words(name:)) ?? oid) }
        for coding in list.codings { names.append(name(CodeList(codings: [coding])).map(words(name:)) ?? coding.description) }
        let shown = names.prefix(4)
        return shown.joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    }

    private func name(_ list: CodeList) -> String? {
        vocabulary.filter { $0.value == list }.map(\.key).min()
    }

    /// A name for a criterion that the file gives none: that of its events, else what they are.
    func name(_ criterion: Criterion) -> String {
        switch criterion {
        case .exists(let events), .count(let events, _, _), .countDays(let events, _, _, _), .valueIn(let events, _),
            .daysCovered(let events, _, _):
            return names.events[events] ?? events.filters.first.map { "\($0.source.words): \($0.codes.map(words) ?? "any")" } ?? ""
        case .compare(let number, let comparison):
            return names.numbers[number].map { "\(words(name: $0)) \(comparison.words(number.unit))" } ?? ""
        case .isNull(let number): return "no \(names.numbers[number].map(words(name:)) ?? "value")"
        case .age(let point, let min, let max): return Self.words(point, min, max)
        case .born: return "born at the right time"
        case .died: return "died in the period"
        case .sex(let sexes): return sexes.map(\.word).joined(separator: " or ")
        case .all, .any, .not: return ""
        }
    }

    private static func words(_ point: Point, _ min: Int?, _ max: Int?) -> String {
        var at = point.base == .periodStart ? "at the start of the period" : "at the end of the period"
        if point.days != 0 { at = "\(abs(point.days)) days \(point.days < 0 ? "before" : "after") " + at.dropFirst(3) }
        return "aged " + Judge.years(min, max) + " " + at
    }

    /// What a set of events looks for: "procedure: colonoscopy, dated 2017-01-01 to 2026-12-31".
    /// - Parameter window: the dates of a timing; nil when they hang on another event.
    func asks(_ events: Events, _ window: (Timing) -> (from: Int32, to: Int32)?) -> String {
        // What differs in more than the codes is told by itself; the same window is told once.
        var parts: [(what: String, when: String)] = []
        for filter in events.filters {
            let part = (what: what(filter), when: when(filter, window))
            if !parts.contains(where: { $0 == part }) { parts.append(part) }
        }
        let shown = parts.prefix(2)
        let isShared = Set(shown.map(\.when)).count == 1
        let words = shown.map { $0.what + (isShared ? "" : $0.when) }.joined(separator: "; or ") + (isShared ? shown.first?.when ?? "" : "")
        return words + (parts.count > 2 ? "; or \(parts.count - 2) other ways" : "")
    }

    private func what(_ filter: EventFilter) -> String {
        "\(filter.source.words): \(filter.codes.map(words) ?? "any")" + (filter.notDone ? ", not done for a reason" : "")
    }

    private func when(_ filter: EventFilter, _ window: (Timing) -> (from: Int32, to: Int32)?) -> String {
        var text = ""
        for timing in filter.timings {
            guard let (from, to) = window(timing) else {
                if !timing.usesOther { text += ", counted from the day of another event" }
                continue
            }
            let words = Judge.window(from, to)
            if !words.isEmpty { text += timing.relation == .overlaps ? ", going on within \(words)" : ", dated \(words)" }
        }
        return text
    }
}

extension EventSource {
    /// For people: "diagnosis" for a condition.
    package var words: String {
        switch self {
        case .encounter: "visit"
        case .condition: "diagnosis"
        case .observation: "result or observation"
        case .assessment: "assessment"
        case .medication: "medication order"
        case .medicationActive: "medication taken"
        case .immunization: "immunization"
        case .procedure: "procedure"
        case .order: "order or referral"
        case .deviceOrder: "device order"
        case .allergy: "allergy"
        case .adverseEvent: "adverse event"
        }
    }
}
