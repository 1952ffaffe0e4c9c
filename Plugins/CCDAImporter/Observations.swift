internal import HubCore
internal import HubXML

/// Results, vital signs, social history, assessments: a code, a day, a value.
extension EntryReader {
    /// An organizer: its observations share a key, so that the two readings of one blood pressure stay together.
    func panel(_ organizer: XMLElement, _ category: Fact.Category, depth: Int = 0) throws(HubError) -> Outcome {
        let parts = components(organizer)
        // Some say what was tested only around the one result of it.
        let tested = category == .laboratory && parts.count == 1 ? try coded(organizer.child(.code)) : Coded()
        let span = try time(organizer.child(.effectiveTime))
        let id = ids(organizer).first ?? "line \(organizer.line)"
        let panel = unique(SourceKey.hash("panel|\(id)|\(span.raw)"))
        var best: Outcome?
        for part in parts {
            var outcome = Outcome.notNeeded
            if part.isNamed(.observation) {
                outcome = try panelPart(part, category, span, panel, tested)
            } else if part.isNamed(.organizer), depth < 8 {
                outcome = try self.panel(part, category, depth: depth + 1)
            } else if part.isNamed(.procedure), Template.of(part) != nil {
                // What was done to get the results, e.g. the drawing of blood.
                outcome = try read(part)
            }
            if outcome == .incomplete, parts.count > 1 { try note(.incompletePart, part) }
            best = max(best ?? outcome, outcome)
        }
        if let best { return best }
        return try isSilent(organizer) ? .empty : .incomplete
    }

    private func panelPart(
        _ part: XMLElement, _ category: Fact.Category, _ span: TimeSpan, _ panel: Int64, _ tested: Coded
    ) throws(HubError) -> Outcome {
        let template = Template.of(part)
        if template?.isNotNeeded ?? false { return .notNeeded }
        switch template {
        case .assessmentScale: return try scale(part, inherited: span, panel: panel)
        case .problemObservation, .functionalStatusProblem, .cognitiveStatusProblem:
            return try problem(part, concern: nil, .problem)
        default: return try observation(part, category, inherited: span, panel: panel, tested: tested)
        }
    }

    /// An assessment scale with its single answers.
    func scale(_ element: XMLElement, inherited: TimeSpan? = nil, panel: Int64? = nil) throws(HubError) -> Outcome {
        let key = panel ?? unique(SourceKey.hash("scale|\(ids(element).first ?? "line \(element.line)")"))
        let own = try time(element.child(.effectiveTime))
        let span = own.raw.isEmpty ? inherited : own
        var best = try observation(element, .survey, inherited: inherited, panel: key)
        for part in inner(element) + components(element) where Template.of(part) == .assessmentSupport {
            best = max(best, try observation(part, .survey, inherited: span, panel: key))
        }
        return best
    }

    func observation(
        _ element: XMLElement, _ category: Fact.Category, usual: Coding? = nil, inherited: TimeSpan? = nil,
        panel: Int64? = nil, tested: Coded = Coded()
    ) throws(HubError) -> Outcome {
        guard !element.isNull else { return .empty }
        if isGoal(element) || !isEvent(element) { return try order(element) }
        var code = try coded(element.child(.code))
        // R1.1 says only ASSERTION where R2.1 has the LOINC code; which question it answers is in the template.
        if let usual, code.isGeneral || code.code?.system == .local {
            let sent = [code.code].compactMap { $0 }.filter { $0.system != .actCode }
            code = Coded(code: usual, more: sent + code.more)
        }
        var fact = fact(.observation, element)
        fact.code = code.code
        let hasValue = try putValue(of: element, on: &fact)
        if code.isEmpty, !hasValue { code.words = try text(element.child(.text)) }
        if code.code == nil, !hasValue, element.isNegated || Self.saysNothing(code.words) { return .empty }
        if code.isEmpty, hasValue, let battery = tested.code, Self.isShared(battery.system) {
            code = tested
            try note(.codeOfBattery, element)
        }
        if code.isEmpty { return hasValue ? .incomplete : .empty }
        try put(code, on: &fact, element)
        if !hasValue {
            if usual != nil, code.more.isEmpty, element.child(.value)?.isNull ?? true { return .empty }
            let interpretation = try coded(element.child(.interpretationCode)).code
            if let interpretation { fact.value = .coded(interpretation) }
            // "Normal" may stand for a value that is not there; it does not when the document says that the value is unknown.
            if !element.isNegated, interpretation == nil || element.child(.value)?.isNull == true { try note(.noValue, element) }
        }
        var span = try time(element.child(.effectiveTime))
        // Where it has a day of its own that cannot be read, the panel's is not put in its place.
        if span.raw.isEmpty, let inherited { span = inherited }
        put(moment: span, on: &fact)
        fact.authored = try authored(element)
        fact.category = category
        fact.status = try observationStatus(element)
        fact.negated = element.isNegated
        fact.reason = element.isNegated ? try reason(element) : nil
        fact.panelKey = panel
        fact.ownKey = key(element, "\(fact.code?.description ?? "")|\(span.raw)")
        fact.provider = provider(element)
        let apart = try pressures(in: fact, element)
        if apart == nil, case .text = fact.value, Units.conversion(unit: nil, code: fact.code).isKnownAnalyte,
            let value = element.child(.value), !value.attribute(.type, is: "PQ"), value.child(.low) == nil
        {
            try note(.badNumber, value)
        }
        for one in apart ?? [fact] { try sink.take(one) }
        return .taken
    }
}
