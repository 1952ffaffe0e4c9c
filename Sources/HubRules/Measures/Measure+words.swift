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

    /// The names of a code list's sets and codes as people call them: "Office Visit, Telephone Visits".
    package func words(_ list: CodeList) -> String { words(list, coded: false) }

    /// - Parameter coded: with the codes of those that are no value sets.
    func words(_ list: CodeList, coded: Bool) -> String {
        var names: [String] = []
        for oid in list.valueSets { names.append(name(CodeList(valueSets: [oid])).map(words(name:)) ?? oid) }
        for coding in list.codings {
            guard let name = name(CodeList(codings: [coding])).map(words(name:)) else { names.append(coding.description); continue }
            names.append(coded ? "\(name) (\(coding.system) \(coding.code))" : name)
        }
        let shown = names.prefix(4)
        // Titles such as "Office Visit, 18 and Up" have commas of their own.
        let separator = shown.contains { $0.contains(",") } ? "; " : ", "
        return shown.joined(separator: separator) + (names.count > 4 ? " and \(names.count - 4) more" : "")
    }

    private func name(_ list: CodeList) -> String? {
        vocabulary.filter { $0.value == list }.map(\.key).min()
    }

    /// A name for a criterion that the file gives none: that of its events, else what they are.
    func name(_ criterion: Criterion) -> String {
        switch criterion {
        case .exists(let events), .count(let events, _, _), .countDays(let events, _, _, _), .valueIn(let events, _),
            .daysCovered(let events, _, _):
            return name(events) ?? events.filters.first.map { "\($0.source.words): \($0.codes.map(words) ?? "any")" } ?? ""
        case .compare(let number, let comparison):
            return names.numbers[number].map { "\(words(name: $0)) \(comparison.words(number.unit))" } ?? ""
        case .isNull(let number): return "no \(names.numbers[number].map(words(name:)) ?? "value")"
        case .age(let point, let min, let max): return Self.words(point, min, max)
        case .born: return "born at the right time"
        case .died: return "died in the period"
        case .sex: return "sex"
        case .all, .any, .not: return ""
        }
    }

    /// A set's name; that of its members where it has none of its own.
    private func name(_ events: Events) -> String? {
        if let name = names.events[events] { return name }
        guard case .union(let members) = events else { return nil }
        let known = members.compactMap { names.events[$0].map(words(name:)) }
        return known.isEmpty || known.count < members.count ? nil : known.joined(separator: ", or ")
    }

    private static func words(_ point: Point, _ min: Int?, _ max: Int?) -> String {
        var at = point.base == .periodStart ? "at the start of the period" : "at the end of the period"
        if point.days != 0 { at = "\(abs(point.days)) days \(point.days < 0 ? "before" : "after") " + at.dropFirst(3) }
        return "aged " + Judge.years(min, max) + " " + at
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
