import HubCore

/// One group's evidence as lines, indented by depth: the answer first, then what to do or the reason in short, then the rest.
extension EvidenceText {
    /// - Parameter whole: also what holds in a population the patient is not in; otherwise only what keeps the patient out.
    package func lines(_ group: GroupEvidence, whole: Bool = false) -> [String] {
        let title = group.measure + (group.groupTitle.isEmpty ? "" : ", \(group.groupTitle)") + ", \(group.period)"
        var lines = [title + ": " + Self.verdict(group)]
        lines += group.gaps.map { "to do: \(sentence($0))" }
        if group.gaps.isEmpty { lines += reasons(group).map { "because: \($0)" } }
        for (name, isIn, evidence) in group.populations where Self.isAsked(name, group) {
            if evidence == nil, name != "denominator" { continue }
            let words = name.replacing("-", with: " ")
            let all = name == "denominator" && evidence == nil ? ": everybody of the initial population" : ""
            lines.append("\(isIn ? "in" : "not in") the \(words)\(all)")
            guard let evidence else { continue }
            let isException = name.hasPrefix("denominator-ex")
            lines += isException && !isIn ? nothing(evidence) : self.lines(evidence, indent: 1, whole: whole || isIn)
        }
        return lines
    }

    /// What is of no consequence is not told: exclusions of somebody who is not counted.
    static func isAsked(_ name: String, _ group: GroupEvidence) -> Bool {
        switch name {
        case "initial-population": true
        case "denominator": group.isIn("initial-population")
        case "denominator-exclusion": group.isIn("denominator")
        case "numerator": group.isIn("denominator") && !group.isIn("denominator-exclusion")
        default: group.isIn("denominator") && !group.isIn("denominator-exclusion") && !group.isIn("numerator")
        }
    }

    static func verdict(_ group: GroupEvidence) -> String {
        if !group.isIn("initial-population") {
            return group.groupTitle.isEmpty ? "not counted in this measure" : "not counted in this rate"
        }
        if !group.isIn("denominator") { return "in the initial population, and not counted in this rate" }
        if group.isIn("denominator-exclusion") { return "excluded" }
        if group.isIn("denominator-exception") { return "the numerator is not met, and an exception applies: taken out of the rate" }
        if group.isIn("numerator") { return group.lowerIsBetter ? "counted, in the numerator, which is the bad side here: a gap" : "met" }
        return group.lowerIsBetter ? "counted, and not in the numerator, which is the good side here" : "counted and not met: a gap"
    }

    /// One line a part; of a met "one of" only what is met.
    func lines(_ evidence: Evidence, indent: Int, whole: Bool) -> [String] {
        let blanks = String(repeating: "  ", count: indent)
        if evidence.shape == .not, let part = evidence.children.first { return none(of: part, evidence.met, blanks, indent) }
        let shown = Self.shown(evidence, whole: whole)
        // A list without a name needs no line of its own where its members say it all.
        if evidence.name == "all of" || evidence.name == "one of" && (evidence.met || shown.count == 1) {
            return shown.flatMap { lines($0, indent: indent, whole: whole) }
        }
        let line = blanks + (evidence.met ? "yes: " : "no: ") + says(evidence)
        let more = evidence.claims.dropFirst().map { blanks + "  and: " + sentence($0) }
        return [line] + more + shown.flatMap { lines($0, indent: indent + 1, whole: whole) }
    }

    /// Of a met "one of" what is met; of an unmet one the ways that are open; of an unmet "all of", in short, what is missing.
    private static func shown(_ evidence: Evidence, whole: Bool) -> [Evidence] {
        switch evidence.shape {
        case .any: evidence.met ? evidence.children.filter(\.met) : Gap.reachable(evidence.children)
        case .all where !evidence.met && !whole: evidence.children.filter { !$0.met }
        default: evidence.children
        }
    }

    /// A part's name, and the fact that it rests on, comes nearest to it, or is missing.
    func says(_ evidence: Evidence) -> String {
        var words = Self.readable(evidence.name)
        if !evidence.finding.isEmpty { words += ": \(evidence.finding)" }
        if let claim = evidence.claims.first {
            words += ": " + sentence(claim)
        } else if let near = evidence.nearest {
            words += (evidence.finding.isEmpty ? ": nothing that counts; nearest: " : ": ") + sentence(near)
        } else if evidence.shape == .leaf, !evidence.met, !evidence.isFixed {
            words += ": nothing found" + (evidence.asks.isEmpty ? "" : " (looked for \(evidence.asks))")
        }
        return words
    }

    /// What must not be there.
    private func none(of part: Evidence, _ met: Bool, _ blanks: String, _ indent: Int) -> [String] {
        let name = Self.label(part)
        if met { return [blanks + "yes: there is no \(name)" + (part.nearest.map { "; nearest: " + sentence($0) } ?? "")] }
        if let claim = part.claims.first { return [blanks + "no: there must be no \(name): " + sentence(claim)] }
        return [blanks + "no: there must be no \(name)"] + lines(part, indent: indent + 1, whole: true)
    }

    /// A list of reasons none of which applies: their names, and what comes near.
    private func nothing(_ evidence: Evidence) -> [String] {
        let parts = evidence.shape == .any ? evidence.children : [evidence]
        let near = Self.near(evidence).map { "  nearest to one, \(Self.readable($0.name)): " + sentence($0.claim) }
        return ["  none of: " + parts.map { Self.label($0) }.joined(separator: "; ")] + near
    }

    private static func label(_ evidence: Evidence) -> String {
        if evidence.name != "all of", evidence.name != "one of" { return readable(evidence.name) }
        return evidence.children.map { $0.shape == .not ? "no " + ($0.children.first.map(label) ?? "") : label($0) }
            .joined(separator: evidence.shape == .all ? " with " : " or ")
    }

    /// Nearest misses below, each fact once.
    private static func near(_ evidence: Evidence) -> [(name: String, claim: Evidence.Claim)] {
        var found: [(name: String, claim: Evidence.Claim)] = []
        func visit(_ part: Evidence) {
            if let claim = part.nearest, !part.met, !found.contains(where: { $0.claim.number == claim.number }) {
                found.append((part.name, claim))
            }
            for child in part.children { visit(child) }
        }
        visit(evidence)
        return Array(found.prefix(4))
    }
}
