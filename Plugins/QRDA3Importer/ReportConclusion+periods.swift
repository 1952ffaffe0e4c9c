internal import HubCore

extension ReportConclusion {
    /// The period of each section: its own reporting parameters, else the document's only ones (older documents have a section for them), else the
    /// header's.
    func periods(_ sections: [ReportSection]) throws(HubError) -> [ReportPeriod?] {
        let own = sections.map { section in
            section.entries.compactMap { entry -> (ReportPeriod, Position)? in
                if case .period(let period) = entry.content { (period, entry.position) } else { nil }
            }
        }
        let whole = Set(own.joined().map(\.0))
        var told: Set<ReportPeriod?> = []
        var periods: [ReportPeriod?] = []
        for (number, section) in sections.enumerated() {
            let isAsked = section.entries.contains { if case .measure = $0.content { true } else { false } }
            let mine = Set(own[number].map(\.0))
            let position = own[number].first?.1 ?? section.position
            guard mine.count <= 1 else {
                if isAsked { try note(.severalPeriods, position) }
                periods.append(nil)
                continue
            }
            let found = mine.first ?? (whole.count == 1 ? whole.first : scope.period)
            periods.append(isAsked ? try checked(found, position, &told) : found)
        }
        return periods
    }

    private func checked(_ period: ReportPeriod?, _ position: Position, _ told: inout Set<ReportPeriod?>) throws(HubError) -> ReportPeriod?
    {
        let isNew = told.insert(period).inserted
        guard let period, period.start != nil || period.end != nil else {
            if isNew { try note(period?.isDamaged == true ? .badTime : .noPeriod, position) }
            return nil
        }
        if isNew {
            if period.isDamaged { try note(.badTime, position) }
            if period.isMidnight { try note(.midnight, position) }
            if period.isBackwards { try note(.oddPeriod, position) }
            if !period.isDamaged, period.start == nil || period.end == nil { try note(.noPeriod, position) }
        }
        return period.isBackwards ? nil : period
    }
}

/// Measures that stand in a document more than once for the same period.
struct Contradictions {
    enum Kind { case once, same, different }
    private var kinds: [[Kind]] = []

    private struct Key: Hashable {
        var guids: [String]
        var start: Day?
        var end: Day?
    }

    init(_ sections: [ReportSection], _ periods: [ReportPeriod?]) {
        var all: [Key: [SentMeasure]] = [:]
        func key(_ sent: SentMeasure, _ section: Int) -> Key {
            Key(guids: sent.guids, start: periods[section]?.start, end: periods[section]?.end)
        }
        for (number, section) in sections.enumerated() {
            for entry in section.entries {
                if case .measure(let sent) = entry.content, !sent.guids.isEmpty { all[key(sent, number), default: []].append(sent) }
            }
        }
        for (number, section) in sections.enumerated() {
            kinds.append(
                section.entries.map { entry in
                    guard case .measure(let sent) = entry.content, let same = all[key(sent, number)], same.count > 1 else { return .once }
                    guard same.allSatisfy({ $0.says(theSameAs: sent) }) else { return .different }
                    return same[0].position == sent.position ? .once : .same
                })
        }
    }

    subscript(section: Int, entry: Int) -> Kind { kinds[section][entry] }
}
