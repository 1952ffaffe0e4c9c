internal import HubCore
internal import HubXML

/// `componentOf/encompassingEncounter`: the visit that the document was written about. It is a fact of its own only where the
/// encounters section does not have it.
struct HeaderEncounter {
    private var fact: Fact
    private let ids: [String]
    var category: Fact.Category? { fact.category }
    var disposition: Coding? { fact.qualifier }

    init?(_ componentOf: XMLElement, _ reader: EntryReader) throws(HubError) {
        guard let visit = componentOf.child(.encompassingEncounter), !visit.isNull else { return nil }
        fact = reader.fact(.encounter, visit)
        ids = reader.ids(visit)
        let code = try reader.coded(visit.child(.code))
        fact.code = code.code
        fact.moreCodes = code.more
        fact.category = EntryReader.visitClass(code)
        let span = try reader.time(visit.child(.effectiveTime))
        reader.put(event: span, on: &fact)
        fact.status = .finished
        fact.qualifier = try reader.coded(visit.child(.dischargeDispositionCode)).code
        fact.provider = visit.child(.responsibleParty)?.child(.assignedEntity).flatMap(reader.provider(entity:))
        fact.ownKey = SourceKey.hash("\(ids.first ?? "header")|\(code.code?.description ?? "")|\(span.raw)")
    }

    func matches(_ others: [String]) -> Bool { ids.contains { others.contains($0) } }

    /// Without a day it says nothing; on the same day as an encounter of the body, or with its id, it is that encounter.
    func take(unlessAmong reader: EntryReader) throws(HubError) {
        guard let day = fact.start, !reader.encounterDays.contains(day),
            !ids.contains(where: { reader.encounterIDs.contains(SourceKey.hash($0)) })
        else { return }
        var fact = fact
        fact.patient = reader.patient
        try reader.sink.take(fact)
    }
}
