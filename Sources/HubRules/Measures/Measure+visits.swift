/// Visits by the measure's own words.
extension Measure {
    /// OIDs of the value sets that it looks for in encounters, sorted.
    package var visitValueSets: [String] {
        var walk = LeafWalk()
        for criterion in criteria { walk.visit(criterion) }
        return Set(walk.filters.filter { $0.source == .encounter }.flatMap { $0.codes?.valueSets ?? [] }).sorted()
    }
}
