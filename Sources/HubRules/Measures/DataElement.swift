import HubCore

/// One thing that a measure looks at, as somebody who writes an EMR export needs to know it.
package struct DataElement: Encodable, Sendable {
    package struct List: Encodable, Sendable, Hashable {
        package var oid, title: String
        /// Codes at hand here, and how many the steward published; nil when nobody said.
        package var codes: Int
        package var published: Int?
    }
    package var measure, version: String
    /// "blood pressure", the measure's own name for it.
    package var element: String
    package var kind: String
    /// In FHIR's words: what of the measure it decides.
    package var populations: [String]
    package var systems: [String]
    package var valueSets: [List]
    package var codes: [String]
    /// Which date counts.
    package var date: String
    package var statuses: String
    /// What value and unit it needs; empty when none.
    package var value: String
    /// "period start - 9 years to period end".
    package var window: String
    /// How far back the export has to reach.
    package var lookBack: String
    package var export: String

    package static let header = [
        "measure", "version", "element", "kind", "populations", "code_systems", "value_sets", "codes", "date_that_counts", "statuses",
        "value",
        "window", "look_back", "what_to_export",
    ]

    package var cells: [String] {
        let lists = valueSets.map { "\($0.oid) \($0.title) (\($0.codes) codes here\($0.published.map { " of \($0)" } ?? ""))" }
        return [
            measure, version, element, kind, populations.joined(separator: "; "), systems.joined(separator: "; "),
            lists.joined(separator: "; "),
            codes.joined(separator: "; "), date, statuses, value, window, lookBack, export,
        ]
    }
}

extension Measure {
    /// Every leaf of its populations and strata once, with the populations that it decides, in the order of the measure.
    package func dataElements(_ terminology: Terminology) -> [DataElement] {
        var order: [EventFilter] = []
        var uses: [EventFilter: [String]] = [:]
        var fields: [String: [String]] = [:]
        for (population, criterion) in roles {
            var walk = LeafWalk()
            walk.visit(criterion)
            for filter in walk.filters {
                if uses[filter] == nil { order.append(filter) }
                if !(uses[filter]?.contains(population) ?? false) { uses[filter, default: []].append(population) }
            }
            let needsBirth = walk.filters.contains(where: \.needsBirth) ? ["Birth date"] : []
            for field in criterion.fields + needsBirth where !(fields[field]?.contains(population) ?? false) {
                fields[field, default: []].append(population)
            }
        }
        return fields.keys.sorted().map { field(named: $0, fields[$0] ?? []) } + order.map { element($0, uses[$0] ?? [], terminology) }
    }

    private var roles: [(String, Criterion)] {
        groups.flatMap { group in
            [("initial-population", group.initialPopulation)]
                + [("denominator", group.denominator)].compactMap { r in r.1.map { (r.0, $0) } }
                + [("numerator", group.numerator)]
                + [("denominator-exclusion", group.exclusions), ("denominator-exception", group.exceptions)]
                .compactMap { r in r.1.map { (r.0, $0) } }
        } + strata.map { ("strata", $0.criterion) }
    }

    private func field(named name: String, _ populations: [String]) -> DataElement {
        let fix = requires.first { $0.element == name }?.fix
        return DataElement(
            measure: id, version: version, element: name, kind: "patient", populations: populations, systems: [], valueSets: [], codes: [],
            date: "", statuses: "", value: name == "Sex" ? "female, male, other or unknown" : "the full date, to the day", window: "",
            lookBack: "", export: fix ?? "Include the \(name.lowercased()) in the patient export.")
    }

    private func element(_ filter: EventFilter, _ populations: [String], _ terminology: Terminology) -> DataElement {
        let sets = (filter.codes?.valueSets ?? []).map { oid in
            let set = terminology[oid]
            return DataElement.List(oid: oid, title: set?.title ?? "", codes: set?.codes.count ?? 0, published: set?.publishedTotal)
        }
        let direct = filter.codes?.codings ?? []
        let systems = Set(direct.map(\.system.name) + sets.flatMap { terminology[$0.oid]?.codes.map(\.system.name) ?? [] })
        let requirement = requires.first { requirement in
            if case .events(let events) = requirement.need { return events.filters.contains(filter) }
            return false
        }
        let name = names.events[.filter(filter)].map(EvidenceText.readable) ?? "\(filter.source.words): \(filter.codes.map(words) ?? "any")"
        let back = filter.lookBack
        return DataElement(
            measure: id, version: version, element: name, kind: filter.source.words, populations: populations, systems: systems.sorted(),
            valueSets: sets, codes: direct.map(\.description), date: filter.dateWords, statuses: filter.statusWords,
            value: filter.valueWords(self), window: filter.windowWords, lookBack: back,
            export: requirement?.fix ?? "Export every \(filter.source.words) with its code, \(filter.dateWords) and status, \(back).")
    }
}

extension EventFilter {
    /// It asks for an age at the event, or counts from birth.
    fileprivate var needsBirth: Bool {
        ageMin != nil || ageMax != nil || timings.contains { $0.window.from?.base == .birth || $0.window.to?.base == .birth }
    }
}

extension Criterion {
    /// Fields of the patient that it asks for.
    fileprivate var fields: [String] {
        switch self {
        case .age, .born: ["Birth date"]
        case .sex: ["Sex"]
        case .all(let parts), .any(let parts): parts.flatMap(\.fields)
        case .not(let part): part.fields
        default: []
        }
    }
}
