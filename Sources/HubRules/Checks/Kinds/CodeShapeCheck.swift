import HubCore

/// REC-011: codes look like codes of the system they claim: shape and check digit. Also the National Provider Identifier.
final class CodeShapeCheck: Check {
    static let kind = RuleKind(name: "code-shape", says: RuleKind.tolerant + ["kind", "system"]) { rule, params, _ in
        CodeShapeCheck(rule, params.kinds(), judgesProviders: params.flag("npi") ?? true)
    }

    let facts: [Fact.Kind]
    private let rule: Rule
    private let judgesProviders: Bool
    /// Number of the system, and whether the code fits; nil for systems without a shape.
    private var fits = PerCode<(system: Int, fits: Bool)?>()
    private var systems: [CodeSystem] = []
    private var judged: [Int] = []
    private var wrong: [Places] = []
    private var (npis, wrongNPIs) = (0, Places())

    init(_ rule: Rule, _ kinds: [Fact.Kind], judgesProviders: Bool) {
        (self.rule, facts, self.judgesProviders) = (rule, kinds, judgesProviders)
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        see(seen.code, fact.code, seen)
        for (at, code) in desk.tables.moreCodes.enumerated() { see(code, fact.moreCodes[at], seen) }
        if judgesProviders, let provider = fact.provider, let isGood = CodeShape.npi(provider.utf8.span) {
            npis += 1
            if !isGood { wrongNPIs.add(seen.place) }
        }
    }

    private func see(_ code: Int, _ coding: @autoclosure () -> Coding?, _ seen: Seen) {
        guard code != CodeNumbers.none else { return }
        let found = fits.known(code) ?? decide(code, coding())
        guard let found, let found else { return }
        judged[found.system] += 1
        if !found.fits { wrong[found.system].add(seen.place) }
    }

    private func decide(_ code: Int, _ coding: Coding?) -> (system: Int, fits: Bool)?? {
        guard let coding else { return nil }
        let fit = CodeShape.fits(coding).map { (system: number(of: coding.system), fits: $0) }
        return fits.decide(code, coding) { _ in fit }
    }

    private func number(of system: CodeSystem) -> Int {
        if let at = systems.firstIndex(of: system) { return at }
        systems.append(system)
        judged.append(0)
        wrong.append(Places())
        return systems.count - 1
    }

    func results(_ desk: Desk) -> [CheckResult] {
        var results = systems.indices.sorted { systems[$0] < systems[$1] }.map { at in
            let words = ["system": systems[at].name]
            return rule.violations(
                wrong[at].count, of: judged[at], subject: systems[at].name, places: wrong[at], desk: desk, words: words)
        }
        // Ten digits that mostly fail the check are a practice's own numbers and no NPIs.
        if npis > 0, wrongNPIs.count * 2 < npis {
            let words = ["system": "NPI"]
            results.append(rule.violations(wrongNPIs.count, of: npis, subject: "NPI", places: wrongNPIs, desk: desk, words: words))
        }
        return results.isEmpty ? [rule.notApplicable()] : results
    }
}
