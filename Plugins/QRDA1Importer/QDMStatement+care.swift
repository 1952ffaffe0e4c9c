internal import CCDAImporter
internal import HubCore
internal import HubXML

/// Visits, diagnoses, orders, devices.
extension QDMStatement {
    func encounter() throws(HubError) -> Outcome {
        let code = try entries.coded(element.child(.code))
        guard var fact = try begin(.encounter, code) else { return .empty }
        let span = try span()
        entries.put(event: span, on: &fact)
        fact.status = try entries.eventStatus(element, done: .finished, silent: true)
        if fact.negated { fact.status = .cancelled }
        fact.category = EntryReader.visitClass(code)
        fact.qualifier = try entries.coded(element.child(.dischargeDispositionCode)).code
        let id = entries.ids(element).first ?? "line \(element.line)"
        fact.ownKey = entries.unique(SourceKey.hash("\(id)|\(code.code?.description ?? "")|\(span.raw)"))
        for part in entries.inner(element) where QDMType.has(part, [168]) { try diagnosis(of: fact, part) }
        return try finish(fact, span)
    }

    /// A diagnosis of the visit. It has no day of its own: when the illness began, it does not say.
    private func diagnosis(of visit: Fact, _ part: XMLElement) throws(HubError) {
        let diagnosis = try entries.coded(part.child(.value))
        guard !diagnosis.isEmpty, !diagnosis.saysNone else { return }
        var fact = entries.fact(.condition, part)
        try entries.put(diagnosis, on: &fact, part)
        let span = try entries.time(part.child(.effectiveTime))
        entries.put(lasting: span, on: &fact)
        (fact.category, fact.status, fact.encounterKey) = (.encounterDiagnosis, .active, visit.ownKey)
        fact.ownKey = entries.key(part, "\(fact.code?.description ?? "")|\(span.raw)")
        try entries.sink.take(fact)
    }

    /// The prevalence period says whether it lasts: without an end, or with one that is said to be unknown, it does.
    func diagnosis(_ said: Fact.Status?) throws(HubError) -> Outcome {
        let diagnosis = try entries.coded(element.child(.value))
        guard var fact = try begin(.condition, diagnosis) else { return .empty }
        let span = try span()
        entries.put(lasting: span, on: &fact)
        fact.status = said ?? (fact.end == nil ? .active : .resolved)
        fact.category = .problem
        fact.qualifier = try entries.coded(element.child(.targetSiteCode)).code
        fact.reason = nil
        if fact.negated { fact.verification = .refuted }
        return try finish(fact, span)
    }

    func order(_ kind: Fact.Kind, _ intent: Fact.Intent) throws(HubError) -> Outcome {
        var code = Coded()
        if kind == .deviceOrder {
            code = try participant()
            if code.isEmpty { code = try entries.product(element.child(.product), element) }
        }
        if code.isEmpty { code = try entries.coded(element.child(.code)) }
        guard var fact = try begin(kind, code) else { return .empty }
        let span = try span()
        entries.put(event: span, on: &fact)
        fact.intent = intent
        fact.status = entries.orderStatus(element) ?? .active
        return try finish(fact, span)
    }

    /// A device that was applied: the code of the act says only that one was.
    func device() throws(HubError) -> Outcome {
        var code = try participant()
        let act = try entries.coded(element.child(.code))
        if code.isEmpty { code = act } else if let act = act.code, act != code.code { code.more.append(act) }
        guard var fact = try begin(.procedure, code) else { return .empty }
        let span = try span()
        entries.put(event: span, on: &fact)
        fact.status = fact.negated ? .notDone : try entries.eventStatus(element, done: .completed)
        return try finish(fact, span)
    }
}
