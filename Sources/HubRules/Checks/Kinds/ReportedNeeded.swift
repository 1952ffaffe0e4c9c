import HubCore

/// Rules about what a report of counts should hold for the programme's use: CMP-002, CMP-003, CMP-012.
enum ReportedNeeded {
    /// CMP-002: every measure that is asked for has its numbers, each of its rates.
    final class Every: Check {
        static let kind = RuleKind(name: "measures-reported", says: ["period", "measures"]) { rule, _, _ in Every(rule) }

        private let rule: Rule
        init(_ rule: Rule) { self.rule = rule }

        func results(_ desk: Desk) -> [CheckResult] {
            // Of patients' data the hub makes the numbers itself; what is lacking there, the completeness says.
            guard !desk.reported.isEmpty, desk.patientRows == 0, !desk.context.measures.isEmpty else { return [rule.notApplicable()] }
            guard let due = desk.context.due else { return [rule.couldNotRun()] }
            var have: Set<String> = []
            // What the hub holds already is there, too.
            for result in desk.reported.map(\.result) + (desk.context.reportedBefore ?? [])
            where result.supplement == nil && result.stratum.isEmpty && result.level == .practice {
                guard ReportedKey(result).period == due, let measure = result.measure else { continue }
                guard result.numerator.number != nil || result.numerator == .suppressed else { continue }
                have.insert(measure + " " + result.group)
            }
            var (missing, asked): ([String], Int) = ([], 0)
            for id in desk.context.measures.sorted() {
                guard let measure = desk.context.names[id] else { continue }
                asked += 1
                let groups = measure.groups.map(\.id)
                if have.contains(measure.id + " 0") { continue }
                let lacking = groups.filter { !have.contains(measure.id + " " + $0) }
                if groups.isEmpty ? !have.contains(measure.id + " 1") : lacking.count == groups.count {
                    missing.append(measure.id)
                } else if !lacking.isEmpty {
                    missing.append("\(measure.id) rate \(lacking.joined(separator: ", "))")
                }
            }
            return [
                rule.violations(
                    missing.count, of: asked, desk: desk, words: ["period": "\(due)", "measures": missing.joined(separator: "; ")])
            ]
        }
    }

    /// CMP-003: enough patients for a rate that says something.
    static let few = RuleKind(name: "denominator-small", says: ReportedRowRule.says + ["min"]) { rule, params, _ in
        let least = params.count("min_den") ?? 30
        return ReportedEach(rule) { result, _, _ in
            guard result.level == .practice, result.supplement == nil, result.stratum.isEmpty,
                let den = result.eligible ?? result.denominator.number
            else { return .notJudged }
            return den < least ? .wrong(["den": Words.count(den), "min": Words.count(least)]) : .fine
        }
    }

    /// CMP-012: among many patients of a measure some are always excluded.
    static let noExclusions = RuleKind(name: "exclusions-not-zero", says: ReportedRowRule.says + ["codes"]) { rule, params, _ in
        let least = params.count("min_den") ?? 200
        var known: [String: String] = [:]
        for node in params.nodes("measures") ?? [] {
            var block = NodeReader(node, what: "a measure")
            known[block.requiredText("measure") ?? ""] = block.requiredText("codes") ?? ""
            block.finish()
            params.absorb(block.findings)
        }
        let measures = known
        return ReportedEach(rule) { result, _, _ in
            guard result.level == .practice, result.supplement == nil, result.stratum.isEmpty,
                let codes = result.measure.flatMap({ measures[$0] }), let den = result.denominator.number, den >= least,
                let out = result.exclusions.number
            else { return .notJudged }
            return out == 0 ? .wrong(["codes": codes]) : .fine
        }
    }
}
