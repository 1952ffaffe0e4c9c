internal import CCDAImporter
internal import HubCore
internal import HubXML

/// Takes one measure's organizer apart. Nothing is decided here about what its counts belong to.
struct MeasureParser {
    let note: (Notice, Position) throws(HubError) -> Void

    func measure(_ organizer: XMLElement) throws(HubError) -> SentMeasure {
        var measure = SentMeasure(position: organizer.position, path: EntryReader.path(organizer))
        measure.guids = Self.references(organizer, .externalDocument)
        if let status = organizer.child(.statusCode)?.string(.code)?.lowercased(), status != "completed" {
            try note(.statusNotCompleted, organizer.position)
        }
        for component in organizer.children(.component) {
            for observation in component.children where observation.isNamed(.observation) {
                try take(observation, into: &measure)
            }
        }
        return measure
    }

    private func take(_ observation: XMLElement, into measure: inout SentMeasure) throws(HubError) {
        switch observation.child(.code)?.string(.code) {
        case "72510-1": measure.rates.append(Self.rate(observation))
        case "72509-3": try reportingRate(observation)
        default:
            if Self.has(observation, "2.16.840.1.113883.10.20.27.3.14") || Self.has(observation, "2.16.840.1.113883.10.20.27.3.25") {
                measure.rates.append(Self.rate(observation))
            } else if Self.has(observation, "2.16.840.1.113883.10.20.27.3.15") {
                try reportingRate(observation)
            } else {
                measure.populations.append(try population(observation))
            }
        }
    }

    /// The counts give it; only that it can be one is looked at.
    private func reportingRate(_ observation: XMLElement) throws(HubError) {
        let digits = Self.rate(observation).digits
        let isOne = digits.map { Double($0).map { (0...1).contains($0) } ?? false } ?? true
        try note(isOne ? .reportingRate : .badRate, observation.position)
    }

    private func population(_ observation: XMLElement) throws(HubError) -> SentPopulation {
        var population = SentPopulation(position: observation.position)
        population.kind = observation.child(.value)?.string(.code).flatMap { PopulationKind(code: $0) }
        population.id = Self.references(observation, .externalObservation).first
        population.count = try count(of: observation)
        if case .missing = population.count.count, !population.count.isSent { try note(.noCount, observation.position) }
        for inner in Self.inner(observation) where !Self.isCount(inner) {
            if let (kind, isPart) = Self.supplement(inner) {
                if isPart { try part(inner, kind, into: &population.parts) } else { try note(.postalCode, inner.position) }
            } else {
                var stratum = SentStratum(id: Self.references(inner, .externalObservation).first, count: try count(of: inner))
                for deeper in Self.inner(inner) where !Self.isCount(deeper) {
                    guard let (kind, isPart) = Self.supplement(deeper), isPart else { continue }
                    try part(deeper, kind, into: &stratum.parts)
                }
                population.strata.append(stratum)
            }
        }
        return population
    }

    private func part(_ observation: XMLElement, _ kind: ReportedResult.Supplement.Kind, into parts: inout [SentPart]) throws(HubError) {
        let value = observation.child(.value)
        let coded = value?.string(.code) ?? value?.children(.translation).lazy.compactMap { $0.string(.code) }.first
        guard let code = coded ?? value?.string(.nullFlavor) else { return try note(.partWithoutCode, observation.position) }
        let sent = try count(of: observation)
        guard let at = parts.firstIndex(where: { $0.part.kind == kind && $0.part.code == code }) else {
            return parts.append(SentPart(part: ReportedResult.Supplement(kind, code), count: sent))
        }
        guard parts[at].count != sent else { return }
        parts[at].count = SentCount(count: .missing, isSent: true)
        try note(.twoCounts, observation.position)
    }

    /// The counts inside; two that differ are none.
    private func count(of observation: XMLElement) throws(HubError) -> SentCount {
        var found: SentCount?
        for inner in Self.inner(observation) where Self.isCount(inner) {
            let sent = SentCount(count: try count(inner.child(.value), at: inner.position), isSent: true)
            if let found, found != sent {
                try note(.twoCounts, inner.position)
                return SentCount(count: .missing, isSent: true)
            }
            found = sent
        }
        return found ?? SentCount()
    }

    /// `12` is twelve and `0` is none; absent, unknown, masked and not applicable are four other things.
    private func count(_ value: XMLElement?, at position: Position) throws(HubError) -> ReportedResult.Count {
        guard let value else { return .missing }
        if let text = value.string(.value) ?? Self.words(value) {
            if let number = Int(text), number >= 0, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) { return .counted(number) }
            if text == "*" || text.hasPrefix("<") { return .suppressed }
            try note(.badCount, position)
            return .missing
        }
        switch value.string(.nullFlavor)?.uppercased() {
        case "NA": return .notApplicable
        case "MSK": return .suppressed
        default: return .missing
        }
    }

    private static func words(_ value: XMLElement) -> String? {
        let text = value.text(limit: 40)
        return text.isEmpty ? nil : text
    }
}
