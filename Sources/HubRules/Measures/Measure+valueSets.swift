package import HubCore

/// What a measure rests on.
extension Measure {
    /// OIDs of all value sets that any part of it asks for, sorted.
    package var valueSets: [String] {
        var walk = LeafWalk()
        for criterion in criteria { walk.visit(criterion) }
        return Set(walk.codeLists.flatMap(\.valueSets)).sorted()
    }

    /// Single codes and units that any part of it asks for, as stored: a code table that is to serve it has to know them.
    package var directCodes: [Coding] {
        var walk = LeafWalk()
        for criterion in criteria { walk.visit(criterion) }
        return Set(walk.codeLists.flatMap(\.codings).map(\.normalized) + walk.units.map { Coding(.ucum, $0) }).sorted {
            $0.description < $1.description
        }
    }

    /// Kinds of fact that some part of it asks for whatever their code: a visit by its class alone.
    package var kindsOfAnyCode: Set<Fact.Kind> {
        var walk = LeafWalk()
        for criterion in criteria { walk.visit(criterion) }
        return Set(walk.filters.filter { $0.codes == nil }.map(\.source.kind))
    }

    /// Every criterion of its groups, strata and required elements.
    var criteria: [Criterion] {
        groups.flatMap { group in
            [group.initialPopulation, group.numerator]
                + [group.denominator, group.exclusions, group.exceptions].compactMap { $0 }
        } + strata.map(\.criterion) + requires.compactMap(\.among) + (encounters.map { [.exists($0)] } ?? [])
            + requires.compactMap { if case .events(let events) = $0.need { .exists(events) } else { nil } }
    }
}

/// Visits every leaf below a criterion.
struct LeafWalk {
    private(set) var filters: [EventFilter] = []
    private(set) var codeLists: [CodeList] = []
    /// Something hangs on the encounter that is judged.
    private(set) var asksForEncounter = false
    var units: [String] { filters.compactMap(\.unit) }

    mutating func visit(_ criterion: Criterion) {
        switch criterion {
        case .all(let parts), .any(let parts): for part in parts { visit(part) }
        case .not(let part): visit(part)
        case .exists(let events), .count(let events, _, _), .countDays(let events, _, _, _): visit(events)
        case .daysCovered(let events, let window, _):
            visit(events)
            visit(window)
        case .valueIn(let events, let codes):
            visit(events)
            codeLists.append(codes)
        case .compare(let number, _), .isNull(let number):
            visit(number.of)
            codeLists += [number.codes].compactMap { $0 }
            if let day = number.day { visit(day) }
        case .age, .sex, .born, .died: break
        }
    }

    mutating func visit(_ events: Events) {
        switch events {
        case .union(let members): for member in members { visit(member) }
        case .latest(let events, _): visit(events)
        case .thisEncounter: asksForEncounter = true
        case .filter(let filter):
            filters.append(filter)
            codeLists += [filter.codes, filter.reason, filter.valueCodes, filter.disposition, filter.bodySite].compactMap { $0 }
            for relation in filter.with + filter.without { visit(relation.events) }
            for timing in filter.timings + (filter.with + filter.without).flatMap(\.timings) {
                visit(timing.window)
            }
        }
    }

    mutating func visit(_ day: DayValue) {
        switch day {
        case .latest(let events, _), .first(let events, _): visit(events)
        }
    }

    private mutating func visit(_ window: Window) {
        for point in [window.from, window.to] {
            if case .day(let day) = point?.base { visit(day) }
        }
    }
}
