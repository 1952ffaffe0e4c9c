package import HubCore
package import HubXML

/// Immunization Activity. What was refused or cancelled is kept as *not given*, with the reason, and is never a dose: also where only the reason
/// for refusing, or the row of the text for people that the entry points into, says so.
extension EntryReader {
    package func immunization(_ element: XMLElement) throws(HubError) -> Outcome {
        let vaccine = try product(element.child(.consumable), element)
        if vaccine.isEmpty || vaccine.code == nil && (element.isNegated || Self.saysNothing(vaccine.words)) { return .empty }
        if vaccine.saysNone || element.isNegated && vaccine.isGeneral { return .empty }
        let planned = !isEvent(element)
        var fact = fact(planned ? .order : .immunization, element)
        try put(vaccine, on: &fact, element)
        var span = TimeSpan()
        for time in element.children(.effectiveTime) where !Self.isRhythm(time) && span.low == nil && span.high == nil {
            span = try self.time(time)
        }
        put(moment: span, on: &fact)
        fact.authored = try authored(element)
        fact.reason = try reason(element)
        fact.provider = provider(element)
        if planned {
            fact.intent = intent(element)
            fact.status = orderStatus(element)
            fact.negated = element.isNegated
        } else {
            fact.status = try eventStatus(element, done: .completed)
            switch fact.status {
            case .cancelled, .stopped, .onHold: fact.status = .notDone
            default: break
            }
            if element.isNegated, fact.status != .enteredInError { fact.status = .notDone }
            if fact.status == .completed, try isRefused(element) {
                fact.status = .notDone
                try note(.saidNotGiven, element)
            }
            fact.negated = fact.status == .notDone
        }
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        return .taken
    }

    /// A reason for refusing, or a cell beside the entry's words that holds nothing but such a word. The text is what the author signed.
    private func isRefused(_ element: XMLElement) throws(HubError) -> Bool {
        if let reason = inner(element, .refusalReason), try !coded(reason.child(.code)).isEmpty { return true }
        let material = element.child(.consumable)?.child(.manufacturedProduct)?.child(.manufacturedMaterial)
        let holders = [element.child(.text), material?.child(.code)?.child(.originalText)]
        let targets = holders.compactMap { $0?.child(.reference)?.string(.value) }
        return targets.contains { section.cells(beside: $0).contains(where: Self.saysNotGiven) }
    }

    static func saysNotGiven(_ cell: String) -> Bool {
        let words = cell.lowercased().split { !$0.isLetter }
        guard let first = words.first, words.count <= 3 else { return false }
        if first == "not" { return words.count == 2 && ["given", "administered", "done"].contains(words[1]) }
        return ["cancelled", "canceled", "declined", "refused"].contains(first)
            || words.count == 2 && ["patient", "parent"].contains(first) && ["declined", "refused"].contains(words[1])
    }
}
