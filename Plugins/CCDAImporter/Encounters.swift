package import HubCore
internal import HubXML

/// Encounter Activity with its diagnoses, and the header's encompassing encounter.
extension EntryReader {
    func encounter(_ element: XMLElement) throws(HubError) -> Outcome {
        if element.isNegated { return .empty }
        guard isEvent(element) else { return try order(element) }
        let code = try coded(element.child(.code))
        let span = try time(element.child(.effectiveTime))
        if code.code == nil, span.low == nil, span.high == nil, Self.saysNothing(code.words) { return .empty }
        var fact = fact(.encounter, element)
        try put(code, on: &fact, element)
        put(event: span, on: &fact)
        fact.status = try eventStatus(element, done: .finished, silent: true)
        fact.category = Self.visitClass(code)
        fact.qualifier = try coded(element.child(.dischargeDispositionCode)).code
        fact.reason = try reason(element)
        fact.provider = provider(element)
        fact.site = place(element)
        let own = unique(SourceKey.hash("\(ids(element).first ?? "line \(element.line)")|\(code.code?.description ?? "")|\(span.raw)"))
        fact.ownKey = own
        for id in ids(element) { encounterIDs.insert(SourceKey.hash(id)) }
        if let day = fact.start { encounterDays.insert(day) }
        if let header = header, header.matches(ids(element)) {
            fact.category = fact.category ?? header.category
            fact.qualifier = fact.qualifier ?? header.disposition
        }
        try sink.take(fact)
        for part in inner(element) {
            switch Template.of(part) {
            case .encounterDiagnosis: _ = try problems(in: part, .encounterDiagnosis, encounter: own)
            case .problemObservation: _ = try problem(part, concern: nil, .encounterDiagnosis, encounter: own)
            default: break
            }
        }
        return .taken
    }

    /// HL7's ActCode for the class of a visit, in the code or a translation of it.
    package static func visitClass(_ code: Coded) -> Fact.Category? {
        for code in [code.code].compactMap({ $0 }) + code.more where code.system == .actCode {
            switch code.code.uppercased() {
            case "AMB": return .ambulatory
            case "VR": return .virtual
            case "HH": return .homeHealth
            case "EMER": return .emergency
            case "IMP": return .inpatient
            case "ACUTE": return .acuteInpatient
            case "NONAC": return .nonAcuteInpatient
            case "PRENC": return .preAdmission
            case "SS": return .shortStay
            case "OBSENC": return .observationEncounter
            case "FLD": return .field
            default: continue
            }
        }
        return nil
    }

    /// Service Delivery Location: its id, else its name.
    private func place(_ element: XMLElement) -> String? {
        for participant in element.children(.participant) where participant.attribute(.typeCode, is: "LOC") {
            guard let role = participant.child(.participantRole) else { continue }
            if let id = role.children(.id).lazy.filter({ !$0.isNull }).compactMap({ $0.string(.extension) }).first { return id }
            let name = role.child(.playingEntity, .name)?.text(limit: 100) ?? ""
            if !name.isEmpty { return name }
        }
        return nil
    }

    func coverage(_ element: XMLElement) throws(HubError) -> Outcome {
        var best = Outcome.incomplete
        for policy in inner(element) where policy.isNamed(.act) {
            var payer = try coded(policy.child(.code))
            if payer.code == nil { payer = try coded(element.child(.code)).code?.system == .loinc ? payer : Coded() }
            guard let code = payer.code else {
                best = max(best, .empty)
                continue
            }
            var fact = fact(.coverage, policy)
            fact.code = code
            fact.moreCodes = payer.more
            var span = TimeSpan()
            for participant in policy.children(.participant) where participant.attribute(.typeCode, is: "COV") {
                span = try time(participant.child(.time))
            }
            if span.low == nil, span.high == nil { span = try time(policy.child(.effectiveTime)) }
            if span.low == nil, span.high == nil { span = try time(element.child(.effectiveTime)) }
            put(lasting: span, on: &fact)
            fact.status = orderStatus(policy) ?? orderStatus(element)
            fact.ownKey = key(policy, "\(code)|\(span.raw)")
            try sink.take(fact)
            best = .taken
        }
        return best
    }
}
