import HubCore

/// Criteria, event sets, numbers and windows as steps of the plan.
extension PlanBuilder {
    mutating func step(_ criterion: Criterion) -> Int {
        if let known = criteria[criterion] { return known }
        let step: Plan.Step
        switch criterion {
        // What costs little is asked first, so that most patients are settled by their age.
        case .all(let parts): step = .all(children(parts.sorted { Self.cost($0) < Self.cost($1) }))
        case .any(let parts): step = .any(children(parts.sorted { Self.cost($0) < Self.cost($1) }))
        case .not(let part): step = .not(self.step(part))
        case .exists(let events): step = .exists(self.events(events))
        case .count(let events, let min, let max):
            step = .count(self.events(events), min: Int32(clamping: min), max: Self.clamped(max, or: .max))
        case .countDays(let events, let min, let max, let apart):
            step = .countDays(
                self.events(events), min: Int32(clamping: min), max: Self.clamped(max, or: .max), apart: Int32(clamping: apart))
        case .born(let window):
            step = .born(within: sinceBirth(window))
        case .died(let window):
            step = .died(within: timings([Timing(relation: .during, by: nil, window: window)]).lowerBound)
        case .daysCovered(let events, let window, let min):
            let set = self.events(events)
            let within = timings([Timing(relation: .overlaps, by: nil, window: window)]).lowerBound
            step = .daysCovered(set, within: within, min: Int32(clamping: min))
        case .age(let point, let min, let max):
            step = .age(keyRow(point), min: Self.clamped(min, or: 0), max: Self.clamped(max, or: 9999))
        case .sex(let sexes): step = .sex(sexes.reduce(0) { $0 | (1 << UInt8($1.rawValue)) })
        case .compare(let number, let comparison): step = .compare(self.number(number), comparison)
        case .isNull(let number): step = .isNull(self.number(number))
        case .valueIn(let events, let codes): step = .valueIn(self.events(events), codes: codeSet(codes))
        }
        let index = plan.steps.count
        plan.steps.append(step)
        criteria[criterion] = index
        return index
    }

    private mutating func children(_ parts: [Criterion]) -> Range<Int> {
        let steps = parts.map { step($0) }
        let first = plan.children.count
        plan.children += steps
        return first..<plan.children.count
    }

    private static func cost(_ criterion: Criterion) -> Int {
        switch criterion {
        case .age, .sex, .born, .died: 0
        case .exists: 10
        case .count, .countDays, .valueIn, .daysCovered: 20
        case .compare, .isNull: 30
        case .not(let part): cost(part)
        case .all(let parts), .any(let parts): parts.reduce(1) { $0 + cost($1) }
        }
    }

    mutating func events(_ events: Events) -> Int {
        if let known = eventSets[events] { return known }
        let step: Plan.EventStep
        switch events {
        case .filter(let filter): step = .filter(self.filter(filter))
        case .latest(let inner, let by): step = .latest(self.events(inner), by)
        case .thisEncounter: step = .thisEncounter
        case .union(let members):
            let steps = members.map { self.events($0) }
            let first = plan.eventChildren.count
            plan.eventChildren += steps
            step = .union(first..<plan.eventChildren.count)
        }
        let index = plan.events.count
        plan.events.append(step)
        eventSets[events] = index
        return index
    }

    private mutating func filter(_ filter: EventFilter) -> Plan.FilterStep {
        let leaf = leaf(filter)
        let timings = timings(filter.timings)
        let steps = [(filter.with, false), (filter.without, true)].flatMap { relations, negated in
            relations.map { relation in
                Plan.RelationStep(
                    events: events(relation.events), timings: self.timings(relation.timings), linked: relation.linked,
                    negated: negated)
            }
        }
        let first = plan.relations.count
        plan.relations += steps
        return Plan.FilterStep(leaf: leaf, timings: timings, relations: first..<plan.relations.count)
    }

    private mutating func timings(_ timings: [Timing]) -> Range<Int> {
        let steps = timings.map { timing in
            Plan.TimingStep(
                relation: timing.relation, by: timing.by, from: point(timing.window.from, or: .min),
                to: point(timing.window.to, or: .max), openEnd: timing.openEnd)
        }
        let first = plan.timings.count
        plan.timings += steps
        return first..<plan.timings.count
    }

    /// `[period.start - 15 months, …]` as the period's bare days, and what has to be added to the birth date.
    private mutating func sinceBirth(_ window: Window) -> Int {
        func step(_ point: Point?, _ builder: inout PlanBuilder) -> Plan.PointStep {
            let point = point ?? Point(base: .periodEnd)
            return Plan.PointStep(
                base: .period, index: builder.dayRow(Point(base: point.base)), months: Int32(clamping: -point.months),
                shift: Int32(clamping: -point.days))
        }
        let (from, to) = (step(window.from, &self), step(window.to, &self))
        plan.timings.append(Plan.TimingStep(relation: .during, from: from, to: to))
        return plan.timings.count - 1
    }

    private mutating func point(_ point: Point?, or unbounded: Int32) -> Plan.PointStep {
        guard let point else { return Plan.PointStep(base: .constant, index: unbounded) }
        let (months, days) = (Int32(clamping: point.months), Int32(clamping: point.days))
        switch point.base {
        case .periodStart, .periodEnd: return Plan.PointStep(base: .period, index: dayRow(point))
        case .birth: return Plan.PointStep(base: .birth, months: months, shift: days)
        case .otherStart: return Plan.PointStep(base: .otherStart, months: months, shift: days)
        case .otherEnd: return Plan.PointStep(base: .otherEnd, months: months, shift: days)
        case .otherAuthored: return Plan.PointStep(base: .otherAuthored, months: months, shift: days)
        case .day(let day): return Plan.PointStep(base: .day, index: Int32(dayValue(day)), months: months, shift: days)
        }
    }

    mutating func dayValue(_ day: DayValue) -> Int {
        if let known = dayValues[day] { return known }
        let step =
            switch day {
            case .latest(let events, let by): Plan.DayStep(events: self.events(events), latest: true, by: by)
            case .first(let events, let by): Plan.DayStep(events: self.events(events), latest: false, by: by)
            }
        plan.dayValues.append(step)
        dayValues[day] = plan.dayValues.count - 1
        return plan.dayValues.count - 1
    }

    mutating func number(_ number: Number) -> Int {
        if let known = numbers[number] { return known }
        let step = Plan.NumberStep(
            aggregate: number.aggregate, events: events(number.of), codes: codeSet(number.codes),
            day: number.day.map { dayValue($0) } ?? -1, unit: unit(number.unit))
        plan.numbers.append(step)
        numbers[number] = plan.numbers.count - 1
        return plan.numbers.count - 1
    }
}
