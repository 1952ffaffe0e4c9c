internal import CCDAImporter
internal import HubCore
internal import HubXML

/// What was measured, found or asked: tests, studies, physical exams, assessments, symptoms.
extension QDMStatement {
    func observation(_ category: Fact.Category) throws(HubError) -> Outcome {
        guard var fact = try begin(.observation, try entries.coded(element.child(.code))) else { return .empty }
        let span = try span()
        put(moment: span, on: &fact)
        fact.category = category
        fact.status = try status()
        if !fact.negated { fact.reason = nil }
        fact.ownKey = entries.key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        let components = entries.inner(element).filter { QDMType.has($0, [149]) }
        let hasValue = try putResult(on: &fact)
        if hasValue || fact.negated || components.isEmpty { try entries.sink.take(fact) }
        try take(components, of: fact)
        return .taken
    }

    /// Its own value, or that of the result inside of it.
    private func putResult(on fact: inout Fact) throws(HubError) -> Bool {
        if try entries.putValue(of: element, on: &fact) { return true }
        for part in entries.inner(element) where QDMType.has(part, [87]) || QDMType.of(part) == nil && isResult(part) {
            if try entries.putValue(of: part, on: &fact) { return true }
        }
        return false
    }

    private func isResult(_ part: XMLElement) -> Bool {
        part.children(.templateId).contains { $0.attribute(.root, is: "2.16.840.1.113883.10.20.22.4.2") }
    }

    /// Each component is a fact, as the two readings of a blood pressure are.
    private func take(_ components: [XMLElement], of whole: Fact) throws(HubError) {
        for component in components {
            let code = try entries.coded(component.child(.code))
            guard !code.isEmpty else { continue }
            var part = whole
            (part.value, part.sentValue, part.sentUnit, part.comparator) = (nil, nil, nil, nil)
            (part.ownKey, part.panelKey, part.moreCodes) = (nil, whole.ownKey ?? SourceKey.hash("line \(element.line)"), [])
            (part.position, part.path) = (component.position, EntryReader.path(component))
            try entries.put(code, on: &part, component)
            _ = try entries.putValue(of: component, on: &part)
            try entries.sink.take(part)
        }
    }

    /// What was not done is no result, however complete the statement is.
    private func status() throws(HubError) -> Fact.Status {
        let status = try entries.observationStatus(element)
        return isNegated && status != .enteredInError ? .cancelled : status
    }

    /// One moment, or a stretch of time with both ends.
    private func put(moment span: TimeSpan, on fact: inout Fact) {
        guard span.isPoint else {
            entries.put(lasting: span, on: &fact)
            return
        }
        entries.put(moment: span, on: &fact)
    }

    /// A symptom is the value of its observation.
    func symptom() throws(HubError) -> Outcome {
        guard var fact = try begin(.observation, try entries.coded(element.child(.value))) else { return .empty }
        let span = try span()
        put(moment: span, on: &fact)
        fact.status = try status()
        return try finish(fact, span)
    }

    /// Another characteristic: a question with an answer, or only the answer.
    func characteristic() throws(HubError) -> Outcome {
        let (code, value) = (try entries.coded(element.child(.code)), try entries.coded(element.child(.value)))
        let isAssertion = code.code?.system == .actCode || code.isEmpty
        guard var fact = try begin(.observation, isAssertion ? value : code) else { return .empty }
        let span = try span()
        put(moment: span, on: &fact)
        (fact.category, fact.status) = (.socialHistory, try status())
        if let answer = value.code { fact.value = .coded(answer) }
        return try finish(fact, span)
    }

    func allergy() throws(HubError) -> Outcome {
        var substance = try participant()
        let sort = try entries.coded(element.child(.value))
        // What sort of allergy it is says something only where it names the substance.
        if substance.isEmpty, !sort.isGeneral { substance = sort }
        guard var fact = try begin(.allergy, substance) else { return .empty }
        let span = try span()
        entries.put(lasting: span, on: &fact)
        fact.status = fact.end == nil ? .active : .resolved
        if let sort = sort.code, sort != fact.code { fact.value = .coded(sort) }
        if fact.negated { fact.verification = .refuted }
        return try finish(fact, span)
    }

    /// What happened; before it was so written, the substance that was the cause.
    func adverseEvent() throws(HubError) -> Outcome {
        var event = try entries.coded(element.child(.value))
        if event.isEmpty { event = try participant() }
        guard var fact = try begin(.adverseEvent, event) else { return .empty }
        let span = try span()
        put(moment: span, on: &fact)
        return try finish(fact, span)
    }

    func payer() throws(HubError) -> Outcome {
        guard var fact = try begin(.coverage, try entries.coded(element.child(.value))) else { return .empty }
        let span = try span()
        entries.put(lasting: span, on: &fact)
        fact.status = .active
        return try finish(fact, span)
    }

    /// That the patient died, and when.
    func expired() throws(HubError) -> Outcome {
        guard !isNegated, let day = try span().low, !day.isPartial else { return .empty }
        var patient = Patient(key: entries.patient, at: element.position)
        patient.path = EntryReader.path(element)
        patient.deceased = day.first
        try entries.sink.take(patient)
        return .taken
    }
}
