package import HubCore

/// The value sets at hand, by OID.
package struct Terminology: Sendable {
    package private(set) var sets: [String: ValueSet] = [:]

    /// Where one OID comes several times, a complete set goes before one with known gaps, else the later before the earlier.
    package init(_ sets: [ValueSet]) {
        for set in sets {
            if let mine = self.sets[set.oid], mine.isComplete, !set.isComplete { continue }
            self.sets[set.oid] = set
        }
    }

    package subscript(oid: String) -> ValueSet? { sets[oid] }

    /// OIDs that these measures ask for and that are not here at all: what rests on them cannot be judged.
    package func missing(for measures: [Measure]) -> [String] {
        Set(measures.flatMap(\.valueSets)).filter { sets[$0] == nil }.sorted()
    }

    /// OIDs with known gaps: what rests on them is provisional.
    package func incomplete(for measures: [Measure]) -> [String] {
        Set(measures.flatMap(\.valueSets)).filter { oid in sets[oid].map { !$0.isComplete } ?? false }.sorted()
    }
}
