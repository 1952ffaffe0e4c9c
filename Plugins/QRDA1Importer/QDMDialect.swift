internal import CCDAImporter
internal import HubCore
internal import HubXML

/// Gives each statement its meaning as a data type of measures, so that it becomes the fact that a FHIR export of the same chart gives.
struct QDMDialect: EntryDialect {
    let prefix = "qrda1"
    let documentTemplates = "2.16.840.1.113883.10.20.24.1."
    let unknownDocument = "the document does not say that it is a QRDA Category I; it was read as one for what it is made of"

    func read(_ element: XMLElement, by entries: EntryReader) throws(HubError) -> Outcome? {
        guard let type = QDMType.of(element) else { return nil }
        return try QDMStatement(element, within: nil, entries).read(as: type)
    }
}

/// One statement and the act around it, which may say that it was not done, why, and who said so.
struct QDMStatement {
    let element: XMLElement
    let shell: XMLElement?
    let entries: EntryReader

    init(_ element: XMLElement, within shell: XMLElement?, _ entries: EntryReader) {
        (self.element, self.shell, self.entries) = (element, shell, entries)
    }

    var isNegated: Bool { element.isNegated || shell?.isNegated ?? false }

    func read(as type: QDMType) throws(HubError) -> Outcome {
        if element.isNull { return .empty }
        switch type {
        case .notNeeded: return .notNeeded
        case .wrapper: return try wrapped()
        case .encounter: return try encounter()
        case .diagnosis(let status): return try diagnosis(status)
        case .observation(let category): return try observation(category)
        case .symptom: return try symptom()
        case .characteristic: return try characteristic()
        case .procedure: return try entries.procedure(element)
        case .device: return try device()
        case .order(let intent): return try order(.order, intent)
        case .deviceOrder(let intent): return try order(.deviceOrder, intent)
        case .medicationActive, .medicationOrder: return try entries.medication(element)
        case .medicationAdministered: return try administered()
        case .medicationDispensed: return try dispensed()
        case .immunization: return try entries.immunization(element)
        case .allergy: return try allergy()
        case .adverseEvent: return try adverseEvent()
        case .payer: return try payer()
        case .expired: return try expired()
        }
    }

    /// The statements inside of an act around them; the best of them counts.
    private func wrapped() throws(HubError) -> Outcome {
        var best: Outcome?
        for inner in entries.inner(element) {
            guard let type = QDMType.of(inner) else { continue }
            if case .notNeeded = type { continue }
            let outcome = try QDMStatement(inner, within: element, entries).read(as: type)
            best = max(best ?? outcome, outcome)
        }
        // Some put only C-CDA's own template inside.
        if best == nil { return try entries.all(entries.inner(element)) }
        return best ?? .incomplete
    }

    // What is the same for all

    /// Begins the fact: whose it is, its code, who did it, why, and when it was written down. Nil when the statement is about nothing.
    func begin(_ kind: Fact.Kind, _ code: Coded) throws(HubError) -> Fact? {
        guard !code.isEmpty, !code.saysNone else { return nil }
        if code.code == nil, isNegated || EntryReader.saysNothing(code.words) { return nil }
        var fact = entries.fact(kind, element)
        try entries.put(code, on: &fact, element)
        fact.authored = try entries.authored(element, or: shell)
        fact.reason = try entries.reason(element)
        if fact.reason == nil, let shell { fact.reason = try entries.reason(shell) }
        fact.provider = entries.provider(element, or: shell)
        fact.negated = isNegated
        return fact
    }

    func span() throws(HubError) -> TimeSpan {
        for time in element.children(.effectiveTime) where time.child(.period) == nil {
            let span = try entries.time(time)
            if span.low != nil || span.high != nil { return span }
        }
        return TimeSpan()
    }

    func finish(_ fact: Fact, _ span: TimeSpan) throws(HubError) -> Outcome {
        var fact = fact
        if fact.ownKey == nil { fact.ownKey = entries.key(element, "\(fact.code?.description ?? "")|\(span.raw)") }
        try entries.sink.take(fact)
        return .taken
    }

    /// The code of a participant: a device, a substance.
    func participant() throws(HubError) -> Coded {
        for participant in element.children(.participant) {
            guard let role = participant.child(.participantRole) else { continue }
            for entity in [role.child(.playingDevice), role.child(.playingEntity)] {
                let code = try entries.coded(entity?.child(.code))
                if !code.isEmpty { return code }
            }
        }
        return Coded()
    }
}
