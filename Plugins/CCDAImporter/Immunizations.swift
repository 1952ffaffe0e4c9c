package import HubCore
package import HubXML

/// Immunization Activity. What was refused or cancelled is kept as *not given*, with the reason, and is never a dose.
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
            fact.negated = fact.status == .notDone
        }
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        return .taken
    }
}
