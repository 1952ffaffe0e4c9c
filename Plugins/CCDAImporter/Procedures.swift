package import HubCore
package import HubXML

/// Procedure Activity (procedure, observation or act), and what is planned or ordered.
extension EntryReader {
    package func procedure(_ element: XMLElement) throws(HubError) -> Outcome {
        guard isEvent(element) else { return try order(element) }
        guard let code = try subject(element) else { return .empty }
        var fact = fact(.procedure, element)
        try put(code, on: &fact, element)
        let span = try time(element.child(.effectiveTime))
        put(event: span, on: &fact)
        fact.authored = try authored(element)
        fact.status = try eventStatus(element, done: .completed)
        if element.isNegated || fact.status == .cancelled {
            fact.negated = true
            if fact.status != .enteredInError { fact.status = .notDone }
        }
        fact.reason = try reason(element)
        fact.qualifier = try coded(element.child(.targetSiteCode)).code
        fact.provider = provider(element)
        _ = try putValue(of: element, on: &fact)
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        return .taken
    }

    /// Planned act, encounter, procedure or observation.
    func order(_ element: XMLElement, within shell: XMLElement? = nil) throws(HubError) -> Outcome {
        if isGoal(element) { return element.child(.code)?.isNull ?? true ? .empty : .notNeeded }
        guard let code = try subject(element) else {
            // A shell around what is ordered.
            for part in inner(element) {
                switch Template.of(part) {
                case .procedure, .procedureObservation, .procedureAct: return try order(part, within: element)
                default: continue
                }
            }
            return .empty
        }
        // Some send what was done in the plan; it says so itself.
        if shell == nil, isEvent(element), element.isNamed(.procedure) { return try procedure(element) }
        var fact = fact(.order, element)
        try put(code, on: &fact, element)
        let span = try time(element.child(.effectiveTime))
        put(event: span, on: &fact)
        fact.authored = try authored(element)
        fact.intent = intent(shell ?? element)
        fact.status = orderStatus(element)
        fact.negated = element.isNegated || shell?.isNegated ?? false
        fact.reason = try reason(element)
        fact.provider = provider(element)
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        return .taken
    }

    /// What it is about: the code, or its words; nil when the document says that there is nothing.
    func subject(_ element: XMLElement) throws(HubError) -> Coded? {
        var code = try coded(element.child(.code))
        if code.isEmpty { code.words = try text(element.child(.text)) }
        if code.isEmpty || code.saysNone { return nil }
        if code.code == nil, element.isNegated || Self.saysNothing(code.words) { return nil }
        return code
    }

    /// Equipment: a wheelchair, oxygen.
    func device(_ element: XMLElement) throws(HubError) -> Outcome {
        var thing = Coded()
        for participant in element.children(.participant) where thing.isEmpty {
            thing = try coded(participant.child(.participantRole, .playingDevice)?.child(.code))
        }
        if thing.isEmpty { thing = try product(element.child(.product), element) }
        if thing.isEmpty || thing.code == nil && (element.isNegated || Self.saysNothing(thing.words)) { return .empty }
        var fact = fact(.deviceOrder, element)
        try put(thing, on: &fact, element)
        let span = try time(element.child(.effectiveTime))
        put(event: span, on: &fact)
        fact.authored = try authored(element)
        fact.intent = isEvent(element) ? .order : intent(element)
        fact.status = orderStatus(element)
        fact.negated = element.isNegated
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        try sink.take(fact)
        return .taken
    }
}
