import HubCore

/// Days that do not fit, and by how much; events that do not go together.
extension Judge {
    func time(_ timing: Timing, _ at: Int, _ row: JudgeRow, _ other: JudgeRow?, _ period: Int) -> Shortfall? {
        let step = plan.timings[at]
        let (lo, hi) = step.days(of: row)
        let (notBefore, notAfter): (Int32, Int32) =
            switch step.relation {
            case .during: (lo, hi)
            case .overlaps: (hi, lo)
            case .startsDuring: (lo, lo)
            case .endsDuring: (hi, hi)
            }
        guard let (from, to) = scratch.span(plan, step, period: period, other: other) else {
            return Shortfall(miss: .outsideWindow, distance: .max, why: "the day that the time is counted from is not known")
        }
        guard notBefore != JudgeRow.unknown, notAfter != JudgeRow.unknown else {
            if lo == JudgeRow.unknown { return Shortfall(miss: .withoutDate, why: "it has no date") }
            return Shortfall(miss: .withoutDate, why: "it has no end date, and nothing else tells until when it went on")
        }
        if notBefore < from {
            let word =
                step.relation == .overlaps ? "ended \(Self.span(notBefore, from)) too early" : "\(Self.span(notBefore, from)) too early"
            return Shortfall(miss: .outsideWindow, distance: from &- notBefore, why: word + Self.counts(from, to))
        }
        if notAfter > to {
            let word = notAfter == .max ? "has not ended" : "\(Self.span(to, notAfter)) too late"
            return Shortfall(miss: .outsideWindow, distance: notAfter &- to, why: word + Self.counts(from, to))
        }
        return nil
    }

    /// `: counts from 2017-01-01 to 2026-12-31`.
    static func counts(_ from: Int32, _ to: Int32) -> String {
        let words = window(from, to)
        return words.isEmpty ? "" : "; what counts is \(words)"
    }

    static func window(_ from: Int32, _ to: Int32) -> String {
        switch (isDay(from), isDay(to)) {
        case (true, true): from == to ? "\(Day(number: from))" : "\(Day(number: from)) to \(Day(number: to))"
        case (true, false): "\(Day(number: from)) or later"
        case (false, true): "up to \(Day(number: to))"
        case (false, false): ""
        }
    }

    private static func isDay(_ number: Int32) -> Bool { abs(Int64(number)) < 4_000_000 }

    /// `9 days`, `14 months`, `4 years`: whole ones, for days are exact only where they are few.
    static func span(_ from: Int32, _ to: Int32) -> String {
        guard isDay(from), isDay(to) else { return "far" }
        let days = Int(to - from)
        if days < 62 { return days == 1 ? "1 day" : "\(days) days" }
        let (a, b) = (Day(number: from).parts, Day(number: to).parts)
        let months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
        return months < 36 ? "\(months) months" : "\(months / 12) years"
    }

    mutating func related(
        _ relation: EventFilter.Relation, _ step: Plan.RelationStep, _ row: JudgeRow, _ measure: Measure, _ period: Int
    ) -> Shortfall? {
        let range = scratch.events(plan, step.events)
        for at in step.timings { scratch.settle(plan, plan.timings[at]) }
        let name = "“" + (measure.names.events[relation.events].map(measure.words(name:)) ?? "other event") + "”"
        var best: Shortfall?
        for at in range where scratch.members[at].mask & (1 << UInt64(period)) != 0 {
            let other = scratch.rows[Int(scratch.members[at].row)]
            if step.linked, !row.isLinked(to: other) { continue }
            var off: Shortfall?
            for (timing, index) in zip(relation.timings, step.timings) where off == nil {
                off = time(timing, index, row, other, period)
            }
            guard var off else {
                guard step.negated else { return nil }
                return Shortfall(miss: .ruledOut, why: "does not count because of \(name)", others: [other])
            }
            // What is wrong, with what, and only then which days would do.
            let parts = off.why.split(separator: ";", maxSplits: 1)
            let what = off.miss == .outsideWindow ? " to go with \(name)" : "; it has to go with \(name)"
            off.why = (parts.first ?? "") + what + (parts.count > 1 ? ";\(parts[1])" : "")
            (off.miss, off.others) = (.notRelated, [other])
            if best.map({ off < $0 }) ?? true { best = off }
        }
        if step.negated { return nil }
        if let best { return best }
        let why = step.linked ? "is not linked to \(name)" : "there is no \(name) for it to go with"
        return Shortfall(miss: .notRelated, distance: 1_000_000, why: why)
    }
}
