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
        return outcomes.filter { $0.measure == measure }.map { outcome in
            let group = definition.groups[outcome.group]
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
                gaps = Self.gaps(numerator, wanted: !definition.lowerIsBetter)
            }
            return GroupEvidence(
                measure: definition.id, group: group.id, groupTitle: group.title, period: periods[period], populations: populations,
                gaps: gaps)
        }
    }

    /// Parts that are not as they should be: the nearest named text on each way down.
    static func gaps(_ evidence: Evidence, wanted: Bool) -> [Gap] {
        if evidence.met == wanted { return [] }
        if let text = evidence.gap { return [Gap(text: text, claim: claim(evidence))] }
        let below = evidence.children.flatMap { gaps($0, wanted: evidence.shape == .not ? !wanted : wanted) }
        if evidence.shape == .any, wanted, below.count > 1 {
            return [Gap(text: "One of: " + below.map(\.text).joined(separator: "; or: "), claim: below.compactMap(\.claim).first)]
        }
        return below.isEmpty ? [Gap(text: evidence.name, claim: claim(evidence))] : below
    }

    private static func claim(_ evidence: Evidence) -> Evidence.Claim? {
        evidence.claims.first ?? evidence.nearest ?? evidence.children.compactMap(claim).first
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
        case .exists(let events), .count(let events, _, _), .countDays(let events, _, _, _), .valueIn(let events, _),
            .daysCovered(let events, _, _):
            look(events, period, facts, &evidence)
            if evidence.name.isEmpty { evidence.name = measure.names.events[events] ?? "" }
            if case .count(_, let min, _) = criterion { evidence.name += ", at least \(min)" }
            if case .daysCovered(_, _, let min) = criterion { evidence.name += ", for at least \(min) days" }
            if case .countDays(_, let min, _, _) = criterion { evidence.name += " on at least \(min) days" }
        case .compare(let number, _), .isNull(let number):
            if let step = numbering.numbers[number] {
                let row = scratch.numbers[scratch.number(plan, step) + period].row
                if row >= 0 { evidence.claims = [claim(scratch.rows[Int(row)], facts)].compactMap { $0 } }
                if row < 0 { look(number.of, period, facts, &evidence) }
            }
            if evidence.name.isEmpty { evidence.name = measure.names.numbers[number] ?? "" }
        case .age(let point, let min, let max): if evidence.name.isEmpty { evidence.name = Self.words(point, min, max) }
        case .born: if evidence.name.isEmpty { evidence.name = "born at the right time" }
        case .sex(let sexes): if evidence.name.isEmpty { evidence.name = sexes.map(\.word).joined(separator: " or ") }
        }
        if evidence.name.isEmpty { evidence.name = evidence.shape == .any ? "one of" : evidence.shape == .not ? "not" : "all of" }
        evidence.gap = measure.gaps[evidence.name] ?? measure.names.criteria[criterion].flatMap { measure.gaps[$0] }
        return evidence
    }

    private static func words(_ point: Point, _ min: Int?, _ max: Int?) -> String {
        let at = point.base == .periodStart ? "at the start of the period" : "at the end of the period"
        switch (min, max) {
        case (let min?, let max?): return "aged \(min) to \(max) \(at)"
        case (let min?, nil): return "aged \(min) or more \(at)"
        case (nil, let max?): return "aged at most \(max) \(at)"
        case (nil, nil): return "aged \(at)"
        }
    }
}
