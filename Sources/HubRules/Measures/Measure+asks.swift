import HubCore

/// What a set of events looks for, in words.
extension Measure {
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
        return words + (parts.count > 2 ? "; or \(parts.count - 2) other \(parts.count == 3 ? "way" : "ways")" : "")
    }

    /// "medication order: Statins"; no "visit: Office Visit", for the name says so.
    private func what(_ filter: EventFilter) -> String {
        let names = filter.codes.map { words($0, coded: true) } ?? "any"
        let isSaid = names.lowercased().contains(filter.source.words)
        return (isSaid ? "" : "\(filter.source.words): ") + names + (filter.notDone ? ", not done for a reason" : "")
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
