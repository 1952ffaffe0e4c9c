/// Finds which of a measure's rates each population belongs to: by its published identifier where it has one, else by what stands around it.
///
/// A rate's populations stand together in every document that was seen, and no rate has the same population twice. So a run of populations without
/// a repetition is one rate; it is the rate of any identifier in it that is known, and where none is known, the rate of its place among the runs.
struct GroupAssignment {
    /// The rate of each population, from 1; nil where it cannot be told.
    private(set) var groups: [Int?]
    /// Populations whose rate was told by where they stand.
    private(set) var byOrder: [Int] = []

    /// - Parameter known: by the published identifiers.
    init(_ kinds: [PopulationKind?], known: [Int?], count: Int) {
        groups = known
        let missing = kinds.indices.filter { known[$0] == nil && kinds[$0] != nil }
        guard !missing.isEmpty else { return }
        let (runs, isRegular) = Self.runs(kinds)
        for at in missing {
            // One rate only, in the document and as published: then there is nothing to tell.
            if count <= 1, runs.allSatisfy({ $0 == 1 }) {
                groups[at] = 1
                continue
            }
            let others = Set(kinds.indices.filter { runs[$0] == runs[at] }.compactMap { known[$0] })
            guard isRegular, others.count <= 1 else { continue }
            let group = others.first ?? runs[at]
            let isTaken = kinds.indices.contains { $0 != at && kinds[$0] == kinds[at] && groups[$0] == group }
            guard !isTaken, group <= max(count, 1) || count == 0 else { continue }
            groups[at] = group
            byOrder.append(at)
        }
    }

    /// The run of each population, from 1. Irregular when the same kind of population comes one after another for all rates and yet not for each.
    private static func runs(_ kinds: [PopulationKind?]) -> (runs: [Int], isRegular: Bool) {
        var (runs, seen, run): ([Int], Set<PopulationKind>, Int) = ([], [], 1)
        for kind in kinds {
            if let kind, !seen.insert(kind).inserted {
                run += 1
                seen = [kind]
            }
            runs.append(run)
        }
        let most = Dictionary(grouping: kinds.compactMap { $0 }) { $0 }.mapValues(\.count)
        guard run != most.values.max() ?? 1 else { return (runs, true) }
        // Sorted by kind: the first of each kind is the first rate's, if all kinds are there as often.
        guard Set(most.values).count == 1 else { return (runs, false) }
        var times: [PopulationKind: Int] = [:]
        let ordinals = kinds.map { kind in
            guard let kind else { return 1 }
            times[kind, default: 0] += 1
            return times[kind] ?? 1
        }
        return (ordinals, true)
    }
}
