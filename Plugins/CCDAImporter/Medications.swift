package import HubCore
package import HubXML

/// Medication Activity: what is taken (`EVN`) or was ordered (`INT`, `RQO`), with its bounds; the rhythm (`PIVL_TS`) is not a bound.
extension EntryReader {
    package func medication(_ element: XMLElement) throws(HubError) -> Outcome {
        let drug = try product(element.child(.consumable), element)
        if drug.isEmpty || drug.code == nil && (element.isNegated || Self.saysNothing(drug.words)) { return .empty }
        if drug.saysNone || element.isNegated && drug.isGeneral { return .empty }
        if isGoal(element) { return .notNeeded }

        var fact = fact(.medication, element)
        try put(drug, on: &fact, element)
        let span = try bounds(element)
        put(lasting: span, on: &fact)
        if isEvent(element) {
            fact.category = .list
        } else {
            fact.category = .order
            // A regimen that was prescribed; in the plan it is only intended.
            fact.intent = Template.of(element) == .plannedMedication ? intent(element) : .order
        }
        fact.status = medicationStatus(element)
        fact.authored = try authored(element)
        fact.negated = element.isNegated
        fact.reason = try reason(element)
        fact.provider = provider(element)
        let order = inner(element, .supplyOrder)
        fact.supplyDays = try supplyDays(element, order)
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        for part in inner(element) where !element.isNegated {
            guard let template = Template.of(part), template == .dispense || template == .supplyOrder else { continue }
            try takeSupply(part, of: drug, isOrder: template == .supplyOrder, alreadyOrdered: fact.category == .order)
        }
        return .taken
    }

    /// The product's code, else its name, else the text of the whole statement.
    package func product(_ consumable: XMLElement?, _ element: XMLElement) throws(HubError) -> Coded {
        let material = consumable?.child(.manufacturedProduct)?.child(.manufacturedMaterial)
        var drug = try coded(material?.child(.code))
        if drug.isEmpty, let name = material?.child(.name)?.text(limit: 300), !name.isEmpty { drug.words = name }
        if drug.isEmpty, let words = try text(element.child(.text)) {
            // What the code's own reference does not lead to, the statement's does.
            (drug.words, pointsNowhere) = (words, false)
        }
        return drug
    }

    /// The effectiveTime with bounds among several: a drug also has its rhythm there.
    private func bounds(_ element: XMLElement) throws(HubError) -> TimeSpan {
        var single: XMLElement?
        for time in element.children(.effectiveTime) where !Self.isRhythm(time) {
            let inside = time.children(.comp).first { $0.child(.low) != nil || $0.child(.high) != nil } ?? time
            if inside.child(.low) != nil || inside.child(.high) != nil { return try self.time(inside) }
            single = single ?? time
        }
        // One day only: that is when it was started or given.
        var span = try time(single)
        if isEvent(element) == false { span.high = nil }
        return span
    }

    static func isRhythm(_ time: XMLElement) -> Bool {
        if time.attribute(.type, is: "PIVL_TS") || time.attribute(.type, is: "EIVL_TS") { return true }
        return time.child(.period) != nil || time.attribute(.operator, is: "A") && time.child(.low) == nil
    }

    /// A supply statement by itself, as in a plan.
    func supply(_ element: XMLElement) throws(HubError) -> Outcome {
        let drug = try product(element.child(.product), element)
        if drug.isEmpty || drug.code == nil && Self.saysNothing(drug.words) { return .empty }
        try takeSupply(element, of: drug, isOrder: !isEvent(element), alreadyOrdered: false, force: true)
        return .taken
    }

    /// A dispense, or the order behind a line of the list: a statement of its own where it has a day of its own.
    private func takeSupply(
        _ element: XMLElement, of parent: Coded, isOrder: Bool, alreadyOrdered: Bool, force: Bool = false
    ) throws(HubError) {
        guard !alreadyOrdered || !isOrder, !element.isNegated, !element.isNull else { return }
        var fact = fact(.medication, element)
        let own = try coded(
            element.child(.product)?.child(.manufacturedProduct)?.child(.manufacturedMaterial)?.child(.code))
        let drug = own.code == nil ? parent : own
        fact.code = drug.code ?? drug.words.map { Coding(.local, $0, display: $0) }
        fact.moreCodes = drug.more
        let span = try bounds(element)
        put(lasting: span, on: &fact)
        fact.authored = try authored(element)
        guard force || fact.start != nil || fact.authored != nil else { return }
        fact.category = isOrder ? .order : .dispense
        fact.intent = isOrder ? intent(element) == .plan && force ? .plan : .order : nil
        fact.status = medicationStatus(element)
        fact.provider = provider(element)
        fact.ownKey = key(element, "supply|\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
    }
}
