internal import HubCore
internal import HubXML

/// Allergy Concern Act → Allergy Observation: the substance stands in the participant, the value says what sort of allergy it is.
extension EntryReader {
    func allergies(in act: XMLElement) throws(HubError) -> Outcome {
        var best: Outcome?
        for part in inner(act) where part.isNamed(.observation) {
            let template = Template.of(part)
            guard template == .allergyObservation || template == .allergyIntolerance || template == nil else { continue }
            let outcome = try allergy(part, concern: act)
            best = max(best ?? outcome, outcome)
        }
        if let best { return best }
        return try isSilent(act) ? .empty : .incomplete
    }

    func allergy(_ observation: XMLElement, concern: XMLElement?) throws(HubError) -> Outcome {
        guard !observation.isNull else { return .empty }
        let sort = try coded(observation.child(.value))
        var substance = try self.substance(observation)
        if sort.saysNone || substance.saysNone { return .empty }
        if substance.isEmpty, !sort.isGeneral { substance = sort }
        if observation.isNegated, substance.code == nil || substance.isGeneral { return .empty }
        if substance.isEmpty { substance.words = sort.words }
        if substance.isEmpty { substance.words = try text(observation.child(.text)) }
        if substance.code == nil, Self.saysNothing(substance.words) { return .empty }

        var fact = fact(.allergy, observation)
        try put(substance, on: &fact, observation)
        if let sort = sort.code, sort != fact.code { fact.value = .coded(sort) }
        let span = try time(observation.child(.effectiveTime))
        put(lasting: span, on: &fact)
        fact.authored = try authored(observation, or: concern)
        fact.status = try clinicalStatus(observation, concern, span)
        if observation.isNegated {
            fact.negated = true
            fact.verification = .refuted
        }
        fact.ownKey = key(observation, "\(fact.code?.description ?? "")|\(span.raw)")
        fact.provider = provider(observation, or: concern)
        try sink.take(fact)
        return .taken
    }

    private func substance(_ observation: XMLElement) throws(HubError) -> Coded {
        for participant in observation.children(.participant) {
            guard let entity = participant.child(.participantRole, .playingEntity) else { continue }
            var found = try coded(entity.child(.code))
            if found.isEmpty, let name = entity.child(.name)?.text(limit: 300), !name.isEmpty { found.words = name }
            if !found.isEmpty { return found }
        }
        return Coded()
    }
}
