internal import CCDAImporter
internal import HubCore
internal import HubXML

/// Medications that were given or handed out. What is taken and what was ordered is read as in C-CDA.
extension QDMStatement {
    func administered() throws(HubError) -> Outcome {
        guard var fact = try begin(.medication, try entries.product(element.child(.consumable), element)) else { return .empty }
        let span = try span()
        entries.put(event: span, on: &fact)
        fact.category = .administered
        fact.status = fact.negated ? .notDone : entries.medicationStatus(element)
        return try finish(fact, span)
    }

    func dispensed() throws(HubError) -> Outcome {
        var drug = try entries.product(element.child(.product), element)
        if drug.isEmpty { drug = try entries.product(element.child(.consumable), element) }
        guard var fact = try begin(.medication, drug) else { return .empty }
        let span = try span()
        entries.put(lasting: span, on: &fact)
        fact.category = .dispense
        fact.status = fact.negated ? .notDone : entries.medicationStatus(element)
        fact.supplyDays = daysSupplied()
        return try finish(fact, span)
    }

    /// Days of supply and fills, where the statement gives them as such.
    private func daysSupplied() -> Int32? {
        for part in entries.inner(element) where QDMType.has(part, [157]) {
            guard let quantity = part.child(.quantity) ?? part.child(.value), quantity.string(.unit) == "d",
                let days = quantity.string(.value).flatMap({ Double($0) }), (1...3660).contains(days)
            else { continue }
            let fills = element.child(.repeatNumber)?.string(.value).flatMap { Double($0) } ?? 1
            return (1...100).contains(fills) ? Int32(days * fills) : Int32(days)
        }
        return nil
    }
}
