internal import HubCore

/// One measure as a document has it, before it is known which number each count belongs to.
struct SentMeasure {
    /// Identifiers of the external document that may be the measure's, lower case.
    var guids: [String] = []
    var populations: [SentPopulation] = []
    var rates: [SentRate] = []
    var position: Position
    var path: String?

    /// Says the same as another: then one of the two is enough.
    func says(theSameAs other: SentMeasure) -> Bool {
        guids == other.guids && populations.map(\.said) == other.populations.map(\.said)
            && rates.map { [$0.id, $0.digits] } == other.rates.map { [$0.id, $0.digits] }
    }
}

struct SentCount: Hashable {
    var count = ReportedResult.Count.missing
    /// The document has an element for it, even if it says that nothing is known.
    var isSent = false
}

struct SentPopulation {
    /// As the document calls it; nil when it uses a word that is none.
    var kind: PopulationKind?
    var id: String?
    var count = SentCount()
    var strata: [SentStratum] = []
    var parts: [SentPart] = []
    var position: Position

    /// All of it but where it stands.
    struct Said: Equatable {
        var kind: PopulationKind?
        var id: String?
        var count: SentCount
        var strata: [[SentPart]]
        var stratumCounts: [SentCount]
        var parts: [SentPart]
    }
    var said: Said {
        Said(kind: kind, id: id, count: count, strata: strata.map(\.parts), stratumCounts: strata.map(\.count), parts: parts)
    }
}

struct SentStratum {
    var id: String?
    var count = SentCount()
    var parts: [SentPart] = []
}

/// A count by race, ethnicity, sex or payer.
struct SentPart: Hashable {
    var part: ReportedResult.Supplement
    var count: SentCount
}

struct SentRate {
    /// The numerator that it is the rate of.
    var id: String?
    /// As written; nil when the document says by a nullFlavor that there is none.
    var digits: String?
    var position: Position
}
