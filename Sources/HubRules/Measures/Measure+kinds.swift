package import HubCore

extension Measure.Requirement {
    /// The kinds of fact that would be what is required.
    package var kinds: Set<Fact.Kind> {
        guard case .events(let events) = need else { return [] }
        return Self.kinds(events)
    }

    /// The kinds of fact that make somebody one of the patients who are meant; visits where everybody is.
    package var kindsOfPopulation: Set<Fact.Kind> {
        guard let among else { return [.encounter] }
        var walk = LeafWalk()
        walk.visit(among)
        return Set(walk.filters.map(\.source.kind)).union([.encounter])
    }

    private static func kinds(_ events: Events) -> Set<Fact.Kind> {
        switch events {
        case .filter(let filter): [filter.source.kind]
        case .union(let members): members.reduce(into: []) { $0.formUnion(kinds($1)) }
        case .latest(let events, _): kinds(events)
        case .thisEncounter: [.encounter]
        }
    }
}
