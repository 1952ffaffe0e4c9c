internal import HubCore
internal import HubXML

/// Problem Concern Act → Problem Observation: the observation's *value* is the diagnosis.
extension EntryReader {
    func problems(
        in act: XMLElement, _ category: Fact.Category, encounter: Int64? = nil
    ) throws(HubError) -> Outcome {
        var best: Outcome?
        for part in inner(act) where part.isNamed(.observation) {
            let template = Template.of(part)
            guard template == .problemObservation || template == nil && part.child(.value) != nil else { continue }
            let outcome = try problem(part, concern: act, category, encounter: encounter)
            best = max(best ?? outcome, outcome)
        }
        if let best { return best }
        return try isSilent(act) ? .empty : .incomplete
    }

    /// A health concern counts where it holds a diagnosis; otherwise it is a worry in words.
    func healthConcern(_ act: XMLElement) throws(HubError) -> Outcome {
        let diagnoses = inner(act).contains { Template.of($0) == .problemObservation }
        return diagnoses ? try problems(in: act, .healthConcern) : .notNeeded
    }

    func problem(
        _ observation: XMLElement, concern: XMLElement?, _ category: Fact.Category, encounter: Int64? = nil
    ) throws(HubError) -> Outcome {
        guard !observation.isNull else { return .empty }
        var diagnosis = Coded()
        for value in observation.children(.value) where diagnosis.isEmpty {
            diagnosis = try coded(value)
            if diagnosis.code == nil, diagnosis.words == nil { diagnosis.words = try text(value) }
        }
        if diagnosis.isEmpty { diagnosis.words = try text(observation.child(.text)) }
        if diagnosis.saysNone { return .empty }
        if observation.isNegated, diagnosis.code == nil || diagnosis.isGeneral { return .empty }
        if diagnosis.code == nil, Self.saysNothing(diagnosis.words) { return .empty }

        var fact = fact(.condition, observation)
        try put(diagnosis, on: &fact, observation)
        let span = try time(observation.child(.effectiveTime))
        put(lasting: span, on: &fact)
        fact.authored = try authored(observation, or: concern)
        if fact.authored == nil, let concern { fact.authored = try time(concern.child(.effectiveTime)).low?.first }
        fact.category = category
        fact.status = try clinicalStatus(observation, concern, span)
        if observation.isNegated {
            fact.negated = true
            fact.verification = .refuted
        } else if isNullified(observation) || concern.map(isNullified) ?? false {
            fact.verification = .enteredInError
        }
        fact.qualifier = try coded(observation.child(.targetSiteCode)).code
        fact.encounterKey = encounter
        fact.ownKey = key(observation, "\(fact.code?.description ?? "")|\(span.raw)")
        fact.provider = provider(observation, or: concern)
        try sink.take(fact)
        return .taken
    }

    private func isNullified(_ element: XMLElement) -> Bool {
        element.child(.statusCode)?.attribute(.code, is: "nullified") ?? false
    }

    /// The status observation says it best; then an end; then whether the concern is still followed.
    func clinicalStatus(
        _ observation: XMLElement, _ concern: XMLElement?, _ span: TimeSpan
    ) throws(HubError) -> Fact.Status? {
        for part in inner(observation) {
            let template = Template.of(part)
            let isStatus = template == .problemStatus || template == .allergyStatus
            guard isStatus || part.child(.code)?.attribute(.code, is: "33999-4") == true else { continue }
            switch try coded(part.child(.value)).code?.code {
            case "55561003": return .active
            case "73425007": return .inactive
            case "413322009": return .resolved
            case "246455001": return .recurrence
            case "263855007": return .relapse
            case "277022003": return .remission
            default: break
            }
        }
        if span.high != nil, !span.isPoint { return .resolved }
        // The act around a visit's diagnosis is no concern that is followed: that it is completed says nothing about the illness.
        let isConcern = concern.map { Template.of($0) != .encounterDiagnosis } ?? false
        guard let status = concern?.child(.statusCode)?.string(.code)?.lowercased() else { return nil }
        switch status {
        case "active": return .active
        case "completed": return isConcern ? (span.highIsUnknown ? .resolved : .inactive) : nil
        case "suspended", "aborted": return .inactive
        default: return nil
        }
    }
}
