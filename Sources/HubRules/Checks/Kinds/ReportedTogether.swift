import HubCore

/// Rules about reported results that must fit each other: strata and their whole, the rates of one measure, providers and their practice.
extension ReportedEach {
    private static var parts: [(name: String, path: KeyPath<ReportedResult, ReportedResult.Count>)] {
        [
            ("initial population", \.initialPopulation), ("denominator", \.denominator), ("exclusions", \.exclusions),
            ("exceptions", \.exceptions), ("numerator", \.numerator),
        ]
    }

    /// AGG-006: strata add up to the whole; where some are missing, to no more.
    static let strata = RuleKind(name: "strata-add-up", says: ReportedRowRule.says + ["part", "sum", "total"]) { rule, _, _ in
        ReportedEach(rule) { result, table, desk in
            guard result.stratum.isEmpty, result.supplement == nil, let known = result.measure.flatMap({ desk.context.names[$0] }),
                !known.strata.isEmpty
            else { return .notJudged }
            let found = known.strata.compactMap { stratum in table.beside(result) { $0.stratum = stratum.id } }
            guard !found.isEmpty else { return .notJudged }
            for (name, path) in parts {
                let counts = found.compactMap { $0[keyPath: path].number }
                guard counts.count == found.count, let total = result[keyPath: path].number else { continue }
                let sum = counts.reduce(0, +)
                if sum > total || (sum != total && found.count == known.strata.count) {
                    return .wrong(["part": name, "sum": Words.count(sum), "total": Words.count(total)])
                }
            }
            return .fine
        }
    }

    private enum Side: String, CaseIterable {
        case num, den
        var path: KeyPath<ReportedResult, ReportedResult.Count> { self == .num ? \.numerator : \.denominator }
    }

    /// AGG-011: `{measure: CMS138, left: den 2, at-most: num 1}` or `equals:`; `{measure: CMS347, left: den all, at-most: panel}` where the rates share
    /// no patient.
    static let multiRate = RuleKind(name: "multi-rate", says: ReportedRowRule.says + ["left", "lv", "right", "rv"]) { rule, params, _ in
        var known: [(measure: String, left: (Side, String), right: (Side, String), isEqual: Bool)] = []
        var disjoint: Set<String> = []
        func side(_ text: String?) -> (Side, String)? {
            let words = (text ?? "").split(separator: " ").map(String.init)
            return words.count == 2 ? Side(rawValue: words[0]).map { ($0, words[1]) } : nil
        }
        for node in params.nodes("constraints") ?? [] {
            var block = NodeReader(node, what: "a constraint")
            let measure = block.requiredText("measure")
            let (leftText, mostText) = (block.requiredText("left"), block.text("at-most"))
            let (left, most, same) = (side(leftText), side(mostText), side(block.text("equals")))
            if let measure, leftText == "den all", mostText == "panel" {
                disjoint.insert(measure)
            } else if let measure, let left, let right = most ?? same {
                known.append((measure, left, right, same != nil))
            } else {
                block.fail("a constraint is written `{measure: CMS138, left: den 2, at-most: num 1}`", at: node.origin)
            }
            block.finish()
            params.absorb(block.findings)
        }
        let (constraints, withPanel) = (known, disjoint)
        return ReportedEach(rule) { result, table, desk in
            var answer = Answer.notJudged
            if let measure = result.measure, withPanel.contains(measure) { return panel(result, table, desk) }
            for one in constraints where one.measure == result.measure && one.left.1 == result.group {
                guard let other = table.beside(result, { $0.group = one.right.1 }), let left = result[keyPath: one.left.0.path].number,
                    let right = other[keyPath: one.right.0.path].number
                else { continue }
                answer = .fine
                guard one.isEqual ? left != right : left > right else { continue }
                func name(_ side: (Side, String)) -> String { "\(side.0 == .num ? "numerator" : "denominator") of rate \(side.1)" }
                return .wrong(["left": name(one.left), "lv": Words.count(left), "right": name(one.right), "rv": Words.count(right)])
            }
            return answer
        }
    }

    /// Told at the first of the rates.
    private static func panel(_ result: ReportedResult, _ table: ReportedTable, _ desk: Desk) -> Answer {
        guard result.level == .practice, result.supplement == nil, result.stratum.isEmpty else { return .notJudged }
        var own = ReportedKey(result)
        let rates = table.all(like: result) { key in
            own.group = key.group
            return key == own && key.group != "0"
        }
        let all = rates.isEmpty ? [result] : rates
        guard all.first?.group == result.group else { return .notJudged }
        // A masked or missing denominator is some patients more: what is known is the least that they come to.
        let sum = all.compactMap(\.denominator.number).reduce(0, +)
        // Of few the hub does not know the panel, only somebody of it.
        guard let most = desk.context.adultPanel, most >= 100 else { return .couldNotRun }
        guard sum > most else { return .fine }
        var whole = result
        whole.group = "1"
        return .wrong([
            "measure": whole.label, "left": "sum of the denominators", "lv": Words.count(sum),
            "right": "number of adults that the hub knows",
            "rv": Words.count(most),
        ])
    }

    /// AGG-014: providers may share patients, so the practice has at most what they have together, and at least what any of them has.
    static let providers = RuleKind(name: "providers-and-practice", says: ReportedRowRule.says + ["part", "sum", "most", "total"]) {
        rule, _, _ in
        ReportedEach(rule) { result, table, _ in
            guard result.level == .practice, result.supplement == nil else { return .notJudged }
            var own = ReportedKey(result)
            let mine = table.all(like: result) { key in
                guard key.level == .provider else { return false }
                (own.level, own.levelKey) = (key.level, key.levelKey)
                return key == own
            }
            guard !mine.isEmpty else { return .notJudged }
            for (name, path) in [parts[1], parts[4]] {
                let counts = mine.compactMap { $0[keyPath: path].number }
                guard counts.count == mine.count, let total = result[keyPath: path].number, let most = counts.max() else { continue }
                let sum = counts.reduce(0, +)
                if total < most || total > sum {
                    return .wrong(["part": name, "sum": Words.count(sum), "most": Words.count(most), "total": Words.count(total)])
                }
            }
            return .fine
        }
    }

    /// AGG-016: counts of providers without a row for the practice give the practice no number.
    static let practiceMissing = RuleKind(name: "practice-missing", says: ReportedRowRule.says) { rule, _, _ in
        ReportedEach(rule) { result, table, _ in
            guard result.level == .provider, result.supplement == nil else { return .notJudged }
            if table.beside(result, { ($0.level, $0.levelKey) = (.practice, "") }) != nil { return .fine }
            // Told once, at the first provider.
            var own = ReportedKey(result)
            let first = table.all(like: result) { key in
                own.levelKey = key.levelKey
                return key == own
            }.first
            var whole = result
            (whole.level, whole.levelKey) = (.practice, "")
            return first?.position == result.position ? .wrong(["measure": whole.label]) : .fine
        }
    }
}
