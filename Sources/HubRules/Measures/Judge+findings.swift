import HubCore

/// Sentences for what no single fact tells: counts, days covered, numbers, the patient's age.
extension Judge {
    /// - Parameter apart: nil for events, else distinct days at least that far apart.
    mutating func count(
        _ events: Events, _ min: Int, _ max: Int?, _ apart: Int?, _ period: Int, _ facts: [HistoryFact], _ measure: Measure,
        _ evidence: inout Evidence
    ) {
        look(events, period, facts, measure, &evidence)
        let needed = max.map { min == 0 ? "at most \($0) may be" : "\(min) to \($0) are needed" } ?? "\(min) are needed"
        let rows = members(events, period)
        guard let apart else {
            evidence.finding = "\(rows.count) found; \(needed)"
            return
        }
        var (counted, dropped): ([Int32], [Int32]) = ([], [])
        let days = rows.map(\.lo).filter { $0 != JudgeRow.unknown && $0 != JudgeRow.always }
        for day in Set(days).sorted() {
            if let last = counted.last, day < last + Int32(apart) { dropped.append(day) } else { counted.append(day) }
        }
        func list(_ days: [Int32]) -> String { days.prefix(8).map { "\(Day(number: $0))" }.joined(separator: ", ") }
        evidence.finding =
            counted.isEmpty
            ? "on no day; \(needed)" : "on \(counted.count) \(counted.count == 1 ? "day" : "days") (\(list(counted))); \(needed)"
        if !dropped.isEmpty { evidence.finding += "; \(list(dropped)) does not count, being less than \(apart) days after the one before" }
        if days.count > Set(days).count { evidence.finding += "; \(days.count) records, those of one day count once" }
        if rows.count > days.count { evidence.finding += "; \(rows.count - days.count) without a date" }
    }

    mutating func covered(
        _ events: Events, _ window: Window, _ min: Int, _ period: Int, _ facts: [HistoryFact], _ measure: Measure,
        _ evidence: inout Evidence
    ) {
        look(events, period, facts, measure, &evidence)
        guard let step = numbering.criteria[.daysCovered(events, within: window, min: min)],
            case .daysCovered(let set, let within, _) = plan.steps[step], let found = scratch.coverage(plan, set, within, period)
        else {
            evidence.finding = "\(min) days with a supply are needed, and there is none or no day to count from"
            return
        }
        evidence.finding =
            "a supply on \(found.days) of the \(found.to - found.from + 1) days from \(Day(number: found.from)) to \(Day(number: found.to)); "
            + "\(min) are needed"
    }

    /// - Parameter comparison: nil when there has to be no number.
    mutating func number(
        _ number: Number, _ comparison: Comparison?, _ period: Int, _ facts: [HistoryFact], _ measure: Measure, _ evidence: inout Evidence
    ) {
        guard let step = numbering.numbers[number] else { return }
        let row = scratch.numbers[scratch.number(plan, step) + period].row
        let name = measure.names.numbers[number].map(measure.words(name:)) ?? "value"
        if row >= 0, var claim = claim(scratch.rows[Int(row)], facts) {
            if let comparison {
                evidence.finding = name
                if !evidence.met { (claim.miss, claim.why) = (.otherValue, comparison.words(number.unit)) }
            }
            (evidence.claims, evidence.nearest) = evidence.met || comparison == nil ? ([claim], nil) : ([], claim)
            return
        }
        var events = measure.names.events[number.of].map(measure.words(name:)) ?? "reading"
        if let codes = number.codes { events = measure.words(codes) }
        look(number.of, period, facts, measure, &evidence)
        evidence.nearest = nil
        if let codes = number.codes {
            let own = number.of.filters.map { filter in
                var filter = filter
                filter.codes = codes
                return Events.filter(filter)
            }
            evidence.asks = measure.asks(.union(own)) { [self] in window($0, period) }
        }
        if let day = evidence.claims.first, let codes = number.codes {
            // There are readings that count, and on the day that decides none of this kind.
            evidence.finding = "no \(measure.words(codes)) on \(day.day.map(String.init(describing:)) ?? "the day") of the latest reading"
            if comparison != nil { evidence.claims = [] }
        } else {
            evidence.finding = "there is no \(events) that counts"
            if var latest = evidence.claims.first {
                latest.miss = latest.value == nil ? .withoutValue : .withoutUnit
                latest.why = latest.value == nil ? "it has no number" : "only numbers in \(number.unit) count"
                (evidence.claims, evidence.nearest) = ([], latest)
            }
        }
        if evidence.nearest == nil, evidence.claims.isEmpty {
            // Of two kinds of reading in one set only this number's is near.
            evidence.nearest = nearest(number.of, facts, measure, period, codes: plan.numbers[step].codes)
        }
    }

    func about(_ criterion: Criterion, _ period: Int, _ evidence: inout Evidence) {
        evidence.isFixed = true
        let birth = scratch.birth == HistoryFact.noDay ? nil : Day(number: scratch.birth)
        switch criterion {
        case .age(let point, let min, let max):
            let day = point.applied(to: point.base == .periodStart ? periods[period].start : periods[period].end)
            evidence.finding =
                birth.map { "\($0.age(at: day)) years old on \(day)" } ?? "no birth date is recorded"
            evidence.finding += "; what counts is \(Self.years(min, max))"
        case .born(let window):
            evidence.finding = birth.map { "born \($0)" } ?? "no birth date is recorded"
            guard let from = window.from, let to = window.to, let birth, from.months == to.months, from.days == to.days else { return }
            let day = birth.adding(months: -from.months).adding(days: -from.days)
            evidence.finding += "; the age that counts is reached on \(day), which has to be in \(periods[period])"
        case .died:
            evidence.finding =
                scratch.deceased == HistoryFact.noDay ? "no day of death is recorded" : "died \(Day(number: scratch.deceased))"
        case .sex(let sexes):
            let sex = Patient.Sex.allCases.first { scratch.sexBit & (1 << UInt8($0.rawValue)) != 0 }
            evidence.finding = sex.map { "recorded as \($0.word)" } ?? "no sex is recorded"
            evidence.finding += evidence.met ? "" : "; what counts is \(sexes.map(\.word).joined(separator: " or "))"
        default: break
        }
    }
}
