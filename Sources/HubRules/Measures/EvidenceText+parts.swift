import HubCore

/// A part of a measure and all below it as lines.
extension EvidenceText {
    /// One line a part; of a met "one of" only what is met. In short, ways of which there is no trace share one line.
    func lines(_ evidence: Evidence, indent: Int, whole: Bool) -> [String] {
        let blanks = String(repeating: "  ", count: indent)
        if evidence.shape == .not, let part = evidence.children.first { return none(of: part, evidence.met, blanks, indent) }
        let shown = Self.shown(evidence, whole: whole)
        // A list without a name needs no line of its own where its members say it all.
        if evidence.name == "all of" || evidence.name == "one of" && (evidence.met || shown.count == 1) {
            return shown.flatMap { lines($0, indent: indent, whole: whole) }
        }
        let isUnnamed = evidence.name == "one of"
        let bare = whole || evidence.met || evidence.shape != .any ? [] : shown.filter(Self.isBare)
        if bare.count > 1, bare.count == shown.count {
            return [blanks + "no: " + (isUnnamed ? "" : "\(Self.readable(evidence.name)): ") + Self.nothing(of: bare)]
        }
        let line = blanks + (evidence.met ? "yes: " : "no: ") + (isUnnamed ? "none of these" : says(evidence))
        let more = evidence.claims.dropFirst().map { blanks + "  and: " + sentence($0) }
        let below =
            bare.count > 1
            ? shown.filter { !Self.isBare($0) }.flatMap { lines($0, indent: indent + 1, whole: whole) }
                + [blanks + "  no: " + Self.nothing(of: bare)]
            : shown.flatMap { lines($0, indent: indent + 1, whole: whole) }
        return [line] + more + below
    }

    /// Of a met "one of" what is met; of an unmet one the ways that are open; of an unmet "all of", in short, what is missing: only age
    /// and sex where it is these, for nothing else matters then.
    private static func shown(_ evidence: Evidence, whole: Bool) -> [Evidence] {
        switch evidence.shape {
        case .any: evidence.met ? evidence.children.filter(\.met) : Gap.reachable(evidence.children)
        case .all where !evidence.met && !whole: telling(evidence)
        default: evidence.children
        }
    }

    /// What is missing, and the facts because of which it is asked for: the positive screening of a missing follow-up.
    private static func telling(_ evidence: Evidence) -> [Evidence] {
        let missing = missing(evidence)
        guard !missing.contains(where: \.isFixed) else { return missing }
        return evidence.children.filter { !$0.met || $0.shape == .leaf && !$0.claims.isEmpty }
    }

    /// What is missing of an unmet "all of".
    static func missing(_ evidence: Evidence) -> [Evidence] {
        let missing = evidence.children.filter { !$0.met }
        let fixed = missing.filter(\.isFixed)
        return fixed.isEmpty ? missing : fixed
    }

    /// Nothing in the data is about it or comes near to it.
    private static func isBare(_ evidence: Evidence) -> Bool {
        switch evidence.shape {
        case .leaf: !evidence.met && !evidence.isFixed && evidence.nearest == nil && evidence.claims.isEmpty
        case .not: evidence.met && evidence.children.allSatisfy { $0.nearest == nil }
        case .all, .any: !evidence.met && evidence.children.allSatisfy(isBare)
        }
    }

    private static func nothing(of parts: [Evidence]) -> String {
        "nothing found of: " + parts.map { label($0, orNot: false) }.joined(separator: "; ")
    }

    /// A part's name, and the fact that it rests on, comes nearest to it, or is missing.
    func says(_ evidence: Evidence) -> String {
        var words = Self.readable(evidence.name)
        if !evidence.finding.isEmpty { words += ": \(evidence.finding)" }
        if let claim = evidence.claims.first {
            words += ": " + sentence(claim)
        } else if let near = evidence.nearest {
            let isIt = near.miss == .otherValue && !evidence.finding.isEmpty
            words += (isIt ? ": " : (evidence.finding.isEmpty ? ": nothing that counts" : "") + "; nearest: ") + sentence(near)
        } else if evidence.shape == .leaf, !evidence.met, !evidence.isFixed {
            words += (evidence.finding.isEmpty ? ": nothing found" : "") + (evidence.asks.isEmpty ? "" : " (looked for \(evidence.asks))")
        }
        return words
    }

    /// What must not be there.
    private func none(of part: Evidence, _ met: Bool, _ blanks: String, _ indent: Int) -> [String] {
        let name = Self.label(part)
        if met { return [blanks + "yes: there is no \(name)" + (part.nearest.map { "; nearest: " + sentence($0) } ?? "")] }
        if let claim = part.claims.first { return [blanks + "no: there must be no \(name): " + sentence(claim)] }
        let below = Self.shown(part, whole: true).flatMap { lines($0, indent: indent + 1, whole: true) }
        return [blanks + "no: there must be no \(name)"] + below
    }

    /// A list of reasons none of which applies: their names, without those for another age or sex, and what comes near.
    func nothing(_ evidence: Evidence) -> [String] {
        let parts = evidence.shape == .any && evidence.name == "one of" ? evidence.children : [evidence]
        let open = parts.filter { part in part.name != "all of" || !part.children.contains { $0.isFixed && !$0.met } }
        let shown = open.isEmpty ? parts : open
        let names = shown.map { Self.label($0) }
        let near = Self.near(evidence).map { "  nearest to one, \(Self.readable($0.name)): " + sentence($0.claim) }
        return [names.count == 1 && shown[0].name != "all of" ? "  there is no \(names[0])" : "  none of: " + names.joined(separator: "; ")]
            + near
    }

    /// A part's name; of a list without a name those of its members, age and sex left out.
    /// - Parameter orNot: with what must not be there.
    static func label(_ evidence: Evidence, orNot: Bool = true) -> String {
        if evidence.name != "all of", evidence.name != "one of", evidence.shape != .not { return readable(evidence.name) }
        if evidence.shape == .not { return "no " + (evidence.children.first.map { label($0) } ?? "") }
        let told = evidence.children.filter { !$0.isFixed && (orNot || $0.shape != .not) }
        return (told.isEmpty ? evidence.children : told).map { label($0, orNot: orNot) }.joined(
            separator: evidence.shape == .all ? ", and " : ", or ")
    }

    /// Nearest misses below, each fact once.
    static func near(_ evidence: Evidence) -> [(name: String, claim: Evidence.Claim)] {
        var found: [(name: String, claim: Evidence.Claim)] = []
        func visit(_ part: Evidence) {
            // Another value is an answer of its own and near to nothing.
            if let claim = part.nearest, claim.miss != .otherValue, !part.met, !found.contains(where: { $0.claim.number == claim.number }) {
                found.append((part.name, claim))
            }
            for child in part.children { visit(child) }
        }
        visit(evidence)
        return Array(found.prefix(4))
    }
}
