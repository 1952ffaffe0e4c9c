package import HubCore

/// Evidence: judges the patient anew and looks at every part of one measure.
extension Judge {
    /// - Parameters:
    ///   - measure: index into ``measures``; - period: index into ``periods``.
    package mutating func explain(
        _ patient: HistoryPatient, _ facts: [HistoryFact], measure: Int, period: Int
    ) -> [GroupEvidence] {
        guard measures.indices.contains(measure), periods.indices.contains(period) else { return [] }
        judge(patient, facts)
        scratch.lookAgain(plan, facts.span)
        let bit: UInt64 = 1 << UInt64(period)
        let definition = measures[measure]
        return outcomes.indices.filter { outcomes[$0].measure == measure }.map { index in
            let outcome = outcomes[index]
            let group = definition.groups[outcome.group]
            let visit = turn(toShown: index, period)
            let own: [String: Criterion?] = [
                "initial-population": group.initialPopulation, "denominator": group.denominator,
                "denominator-exclusion": group.exclusions, "denominator-exception": group.exceptions, "numerator": group.numerator,
            ]
            let populations = outcome.populations.map { name, bits in
                let evidence = own[name].flatMap { $0 }.map { self.evidence($0, definition, period, facts, depth: 0) }
                return (name: name, isIn: bits & bit != 0, evidence: evidence)
            }
            let open = outcome.denominator & ~outcome.exclusion & ~outcome.exception & bit != 0
            var gaps: [Gap] = []
            if open, let numerator = populations.first(where: { $0.name == "numerator" })?.evidence {
                gaps = Gap.all(numerator, wanted: !definition.lowerIsBetter)
            }
            return GroupEvidence(
                measure: definition.id, group: group.id, groupTitle: [group.title, visit].filter { !$0.isEmpty }.joined(separator: ", "),
                period: periods[period],
                lowerIsBetter: definition.lowerIsBetter, populations: populations, gaps: gaps)
        }
    }

    private mutating func evidence(
        _ criterion: Criterion, _ measure: Measure, _ period: Int, _ facts: [HistoryFact], depth: Int
    ) -> Evidence {
        let bit: UInt64 = 1 << UInt64(period)
        let met = numbering.criteria[criterion].map { scratch.mask(plan, $0) & bit != 0 } ?? false
        var evidence = Evidence(name: measure.names.criteria[criterion] ?? "", shape: .leaf, met: met)
        func below(_ parts: [Criterion], _ shape: Evidence.Shape, _ judge: inout Judge) {
            evidence.shape = shape
            evidence.children = depth > 40 ? [] : parts.map { judge.evidence($0, measure, period, facts, depth: depth + 1) }
        }
        switch criterion {
        case .all(let parts): below(parts, .all, &self)
        case .any(let parts): below(parts, .any, &self)
        case .not(let part): below([part], .not, &self)
        case .exists(let events): look(events, period, facts, measure, &evidence)
        case .count(let events, let min, let max): count(events, min, max, nil, period, facts, measure, &evidence)
        case .countDays(let events, let min, let max, let apart): count(events, min, max, apart, period, facts, measure, &evidence)
        case .daysCovered(let events, let window, let min): covered(events, window, min, period, facts, measure, &evidence)
        case .valueIn(let events, let codes):
            look(events, period, facts, measure, &evidence)
            if !met, var latest = evidence.claims.first {
                let isText = latest.valueCode < 0
                latest.miss = isText ? .withoutValue : .otherValue
                latest.why = isText ? "it has no coded answer" : "the answer has to be one of: \(measure.words(codes, coded: true))"
                (evidence.nearest, evidence.claims) = (latest, [])
            }
        case .compare(let number, let comparison): self.number(number, comparison, period, facts, measure, &evidence)
        case .isNull(let number): self.number(number, nil, period, facts, measure, &evidence)
        case .age, .born, .died, .sex: about(criterion, period, &evidence)
        }
        if evidence.name.isEmpty { evidence.name = measure.name(criterion) }
        if evidence.name.isEmpty { evidence.name = evidence.shape == .any ? "one of" : evidence.shape == .not ? "not" : "all of" }
        evidence.gap = measure.gaps[evidence.name] ?? measure.names.criteria[criterion].flatMap { measure.gaps[$0] }
        evidence.name = measure.words(name: evidence.name)
        return evidence
    }
}
